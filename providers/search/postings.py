"""Lists of positions by key: what a bitmap would be wasteful for, such as every word of every name."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Int32 = NDArray[np.int32]


@dataclass(frozen=True)
class Postings:
    """For key k, `positions[starts[k]:starts[k + 1]]`, ascending."""

    starts: NDArray[np.int64]
    positions: Int32

    @classmethod
    def from_pairs(cls, keys: NDArray[np.integer], positions: NDArray[np.integer], size: int) -> "Postings":
        """Postings of `size` keys from parallel arrays in any order; a pair that repeats counts once."""
        # One sort of one column: key in the upper half, position in the lower. (numpy's unique() would hash
        # them first, which takes several times as long.)
        pairs = keys.astype(np.int64) << 32 | positions.astype(np.int64)
        pairs.sort()
        pairs = pairs[np.diff(pairs, prepend=-1) != 0]
        starts = np.searchsorted(pairs, np.arange(size + 1, dtype=np.int64) << 32)
        return cls(starts.astype(np.int64), (pairs & 0xFFFFFFFF).astype(np.int32))

    @classmethod
    def from_lists(cls, lists: Sequence[NDArray[np.integer]]) -> "Postings":
        """Postings whose key k has the positions of `lists[k]`, in any order."""
        if not lists:
            return cls(np.zeros(1, dtype=np.int64), np.zeros(0, dtype=np.int32))
        lengths = np.array([len(positions) for positions in lists], dtype=np.int64)
        starts = np.concatenate([[0], np.cumsum(lengths)])
        merged = np.concatenate([np.sort(positions) for positions in lists]).astype(np.int32)
        return cls(starts, merged)

    def of(self, key: int) -> Int32:
        """The positions of a key."""
        return self.positions[self.starts[key] : self.starts[key + 1]]

    def between(self, keys: Sequence[int], low: int, high: int) -> Int32:
        """The positions in [low, high) of any of these keys; one that has several keys repeats."""
        found = []
        for key in keys:
            positions = self.of(key)
            first, last = np.searchsorted(positions, (low, high))
            found.append(positions[first:last])
        return np.concatenate(found) if found else np.zeros(0, dtype=np.int32)

    @property
    def nbytes(self) -> int:
        """Memory taken, in bytes."""
        return self.starts.nbytes + self.positions.nbytes
