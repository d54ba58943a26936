"""An index together with the moment of the database that it stands for, and how it becomes the next one.

Like a search engine's segments: a large base, and a small recent segment with every location that was
written since the base was read. Locations in the recent one, or removed, are dead in the base.
"""

from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np
from django.utils import timezone

from providers.search.bits import pack
from providers.search.changes import Changes, Look
from providers.search.features import Features
from providers.search.index import Part, SearchIndex
from providers.search.reader import read_all, read_catalog, read_some
from providers.search.segment import Segment

# The recent segment is read again with every change, so it stays small; then it is merged into a new base.
MERGE_FROM = 2_000


@dataclass(frozen=True)
class Snapshot:
    """Immutable. The index holds what had committed at the `look`."""

    index: SearchIndex
    base: Segment
    recent_ids: frozenset[int]
    look: Look
    built_at: datetime

    @classmethod
    def read(cls) -> "Snapshot":
        """Everything, read anew."""
        features = Features(read_catalog())
        reading = read_all()
        base = Segment.build(reading.rows, features)
        part = Part(base, pack(np.ones(len(base), dtype=np.bool_)))
        return cls(
            index=SearchIndex(features, (part,)),
            base=base,
            recent_ids=frozenset(),
            look=reading.look,
            built_at=timezone.now(),
        )

    def can_apply(self, changes: Changes) -> bool:
        """Whether `after` will do; if not, everything must be read anew."""
        return changes.is_complete and changes.vocabulary_version == self.index.catalog.version

    @property
    def wants_merge(self) -> bool:
        """The recent segment has grown so much that a new base is due."""
        return len(self.recent_ids) > MERGE_FROM

    def after(self, changes: Changes) -> "Snapshot":
        """The snapshot with these changes in it."""
        if not changes.ids:
            return replace(self, look=changes.look)
        ids = self.recent_ids | changes.ids
        features = self.index.features
        recent = Segment.build(read_some(sorted(ids)), features)
        is_live = np.ones(len(self.base), dtype=np.bool_)
        is_live[self.base.positions_of_ids(np.fromiter(ids, dtype=np.int64))] = False
        parts = [Part(self.base, pack(is_live))]
        if len(recent):
            parts.append(Part(recent, pack(np.ones(len(recent), dtype=np.bool_))))
        index = SearchIndex(features, tuple(parts))
        return replace(self, index=index, recent_ids=ids, look=changes.look)
