"""Drawing many values at once from one seeded generator."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

Flags = NDArray[np.bool_]
Codes = NDArray[np.int64]


class Weights:
    """Shares to draw from; they need not add up to anything."""

    def __init__(self, shares: Iterable[float]) -> None:
        ends = np.cumsum(np.fromiter(shares, float))
        self._ends = ends / ends[-1]

    def draw(self, rng: np.random.Generator, count: int) -> Codes:
        """`count` positions among the shares, shape (count,)."""
        return np.searchsorted(self._ends, rng.random(count), side="right")


def flags(rng: np.random.Generator, share: float | NDArray[np.floating], count: int) -> Flags:
    """True with the given probability (one for all, or one for each), shape (count,)."""
    return rng.random(count) < share


def pick(rng: np.random.Generator, choices: Sequence[tuple[int, float]], count: int) -> Codes:
    """`count` values drawn from (value, weight) pairs."""
    values = np.array([value for value, _ in choices])
    return values[Weights(weight for _, weight in choices).draw(rng, count)]


def some_of_each(rng: np.random.Generator, allowed: Flags, most: Codes) -> tuple[Codes, Codes]:
    """For each row, up to `most` different columns of those allowed to it, in random order.

    `allowed` has shape (n, k), `most` (n,). Returns (row numbers, column numbers), by rows.
    """
    ranks = np.where(allowed, rng.random(allowed.shape), 2.0)
    order = np.argsort(ranks, axis=1)[:, : int(most.max(initial=0))]
    taken = np.arange(order.shape[1]) < np.minimum(most, allowed.sum(axis=1))[:, None]
    rows, places = np.nonzero(taken)
    return rows, order[rows, places]


def per_row(counts: Codes) -> tuple[Codes, Codes]:
    """Rows repeated `counts` times: (row number, position within the row) of every repetition."""
    rows = np.repeat(np.arange(len(counts)), counts)
    starts = np.cumsum(counts) - counts
    return rows, np.arange(len(rows)) - starts[rows]
