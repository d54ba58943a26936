"""An index together with the moment of the database that it stands for, and how it becomes the next one.

Like a search engine's segments: a large base, and a small recent segment with every location that was
written since the base was read. Locations in the recent one, or removed, are dead in the base.
"""

from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np
from django.utils import timezone

from providers.search.bits import pack
from providers.search.changes import Changes
from providers.search.features import Features
from providers.search.index import Part, SearchIndex
from providers.search.reader import read_all, read_catalog, read_some
from providers.search.segment import Segment

# The recent segment is read again with every change, so it stays small; then it is merged into a new base.
MERGE_FROM = 2_000


@dataclass(frozen=True)
class Snapshot:
    """Immutable. `seen` holds the writings at or after `horizon` that the index already has."""

    index: SearchIndex
    base: Segment
    recent_ids: frozenset[int]
    horizon: int
    seen: dict[int, int]
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
            horizon=reading.horizon,
            seen={},
            built_at=timezone.now(),
        )

    def can_apply(self, changes: Changes) -> bool:
        """Whether `after` will do; if not, everything must be read anew."""
        return changes.is_complete and changes.vocabulary_version == self.index.features.catalog.version

    @property
    def wants_merge(self) -> bool:
        """The recent segment has grown so much that a new base is due."""
        return len(self.recent_ids) > MERGE_FROM

    def after(self, changes: Changes) -> "Snapshot":
        """The snapshot with these changes in it."""
        unseen = self._unseen(changes)
        moved_on = replace(self, horizon=changes.horizon, seen=changes.written)
        if not unseen:
            return moved_on
        ids = self.recent_ids | unseen
        features = self.index.features
        recent = Segment.build(read_some(sorted(ids)), features)
        is_live = np.ones(len(self.base), dtype=np.bool_)
        is_live[self.base.positions_of_ids(np.fromiter(ids, dtype=np.int64))] = False
        parts = [Part(self.base, pack(is_live))]
        if len(recent):
            parts.append(Part(recent, pack(np.ones(len(recent), dtype=np.bool_))))
        return replace(moved_on, index=SearchIndex(features, tuple(parts)), recent_ids=frozenset(ids))

    def _unseen(self, changes: Changes) -> frozenset[int]:
        return frozenset(
            id
            for id, changed_in in changes.written.items()
            if self.seen.get(id) != changed_in or id in changes.unsettled
        )
