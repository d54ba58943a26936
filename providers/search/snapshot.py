"""An index together with the moment of the database that it shows, and how it becomes the next one.

Like a search engine's segments: a large base, and a small recent segment with every location that was
written since the base was read. Locations in the recent one, or removed, are dead in the base.
"""

from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np
from django.utils import timezone

from providers.search.bits import pack
from providers.search.changes import Changes, ReadPoint
from providers.search.features import Features
from providers.search.index import LiveSegment, SearchIndex
from providers.search.reader import read_all, read_catalog, read_some
from providers.search.segment import Segment

# The recent segment is read again with every change, so it stays small; then it is merged into a new base.
MERGE_FROM = 2_000


@dataclass(frozen=True)
class Snapshot:
    """Immutable. The index holds what had committed at the `read_point`."""

    index: SearchIndex
    base: Segment
    recent_ids: frozenset[int]
    read_point: ReadPoint
    built_at: datetime

    @classmethod
    def read(cls) -> "Snapshot":
        """Read everything."""
        features = Features(read_catalog())
        reading = read_all()
        base = Segment.build(reading.rows, features)
        return cls(
            index=SearchIndex(features, (_all_of(base),)),
            base=base,
            recent_ids=frozenset(),
            read_point=reading.read_point,
            built_at=timezone.now(),
        )

    def can_apply(self, changes: Changes) -> bool:
        """Whether `after` will do; if not, everything must be read again."""
        return changes.is_complete and changes.vocabulary_version == self.index.catalog.version

    @property
    def wants_merge(self) -> bool:
        """The recent segment has grown so much that a new base is due."""
        return len(self.recent_ids) > MERGE_FROM

    def after(self, changes: Changes) -> "Snapshot":
        """The snapshot with these changes in it."""
        if not changes.ids:
            return replace(self, read_point=changes.read_point)
        ids = self.recent_ids | changes.ids
        features = self.index.features
        recent = Segment.build(read_some(sorted(ids)), features)
        is_live = np.ones(len(self.base), dtype=np.bool_)
        is_live[self.base.positions_of_ids(np.fromiter(ids, dtype=np.int64))] = False
        segments = [LiveSegment(self.base, pack(is_live))]
        if len(recent):
            segments.append(_all_of(recent))
        index = SearchIndex(features, tuple(segments))
        return replace(self, index=index, recent_ids=ids, read_point=changes.read_point)


def _all_of(segment: Segment) -> LiveSegment:
    return LiveSegment(segment, pack(np.ones(len(segment), dtype=np.bool_)))
