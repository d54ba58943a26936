"""One page out of many matches in an exact order, without sorting them all."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.floating] | NDArray[np.integer]


def page_of(
    keys: Keys,
    ids: NDArray[np.int64],
    start: int,
    stop: int,
    exact: Callable[[NDArray[np.intp]], Keys] | None = None,
    error: Callable[[float], float] = lambda key: 0.0,
) -> tuple[NDArray[np.intp], Keys]:
    """The matches that rank from `start` to `stop` by (exact key, id), ascending: indexes, exact keys.

    `keys` may be approximate: then `error(key)` bounds how far a key near that value can be off, and
    `exact(indexes)` gives the true keys. Only those that the error leaves in doubt are sorted.
    """
    stop = min(stop, len(keys))
    if start >= stop:
        return np.zeros(0, dtype=np.intp), keys[:0]
    if len(keys) <= 2 * stop:
        window, skipped = np.arange(len(keys)), 0
    else:
        lowest, highest = np.partition(keys, (start, stop - 1))[[start, stop - 1]]
        # Twice: the key that sets the limit and the key compared with it can both be off.
        lowest, highest = lowest - 2 * error(lowest), highest + 2 * error(highest)
        window = np.flatnonzero((keys >= lowest) & (keys <= highest))
        skipped = int(np.count_nonzero(keys < lowest))
    true = exact(window) if exact else keys[window]
    order = np.lexsort((ids[window], true))[start - skipped : stop - skipped]
    return window[order], true[order]
