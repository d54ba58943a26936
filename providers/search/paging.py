"""One page out of many matches in an exact order, without sorting them all."""

from collections.abc import Callable
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.number]

# Keys in a block: a first pass looks only at the smallest key of each.
BLOCK = 64


class Ids(Protocol):
    """Ids of matches, by their indexes."""

    def __getitem__(self, chosen: NDArray[np.intp]) -> NDArray[np.int64]: ...


def page_of(
    keys: Keys,
    ids: Ids,
    start: int,
    stop: int,
    exact: Callable[[NDArray[np.intp]], Keys] | None = None,
    error: Callable[[float], float] = lambda key: 0.0,
    ties: Callable[[NDArray[np.intp]], tuple[Keys, ...]] = lambda chosen: (),
) -> tuple[NDArray[np.intp], Keys]:
    """The matches that rank from `start` to `stop` by (exact key, id), ascending: indexes, exact keys.

    `ties(indexes)` gives further keys, most significant first, which break ties before the id does.

    `keys` may be approximate: then `error(key)` bounds how far a key near that value can be off, and
    `exact(indexes)` gives the true keys. Only keys that the error leaves undecided are sorted.
    """
    stop = min(stop, len(keys))
    if start >= stop:
        return np.zeros(0, dtype=np.intp), keys[:0]
    if len(keys) <= 2 * stop:
        window, skipped = np.arange(len(keys)), 0
    else:
        lowest, highest = _kth_smallest(keys, start, stop - 1)
        # Twice: the key that sets the limit and the key compared with it can both be off.
        lowest, highest = lowest - 2 * error(lowest), highest + 2 * error(highest)
        window = np.flatnonzero((keys >= lowest) & (keys <= highest))
        skipped = int(np.count_nonzero(keys < lowest)) if start else 0
    true = exact(window) if exact else keys[window]
    order = np.lexsort((ids[window], *reversed(ties(window)), true))[start - skipped : stop - skipped]
    return window[order], true[order]


def _kth_smallest(keys: Keys, first: int, last: int) -> Keys:
    """The values at two indexes, first <= last, of the sorted keys.

    Of many keys most are ruled out by a pass that only compares: `last + 1` blocks have a smallest key of at
    most some bound, so at least as many keys do, and no key above it is asked for.
    """
    blocks = len(keys) // BLOCK
    if last + 1 < blocks // 4:
        smallest = keys[: blocks * BLOCK].reshape(blocks, BLOCK).min(axis=1)
        keys = keys[keys <= np.partition(smallest, last)[last]]
    return np.partition(keys, (first, last))[[first, last]]
