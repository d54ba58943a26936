"""Which terms demo locations have, as one grid of yes and no."""

from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from bench.generator.chance import Codes, Flags
from providers.demo.terms import TermIds


def ids_of(ids: TermIds, vocabulary: str, slugs: list[str]) -> NDArray[np.int64]:
    """The ids of these terms, shape (number of slugs,). Raises MissingTerms."""
    return np.array([ids[f"{vocabulary}/{slug}"] for slug in slugs], np.int64)


class TermGrid:
    """For n locations, which terms each has; `grid["therapy/erp"]` is a column of shape (n,)."""

    def __init__(self, count: int) -> None:
        self.count = count
        self._columns: dict[str, Flags] = {}

    def __getitem__(self, name: str) -> Flags:
        return self._columns[name]

    def __setitem__(self, name: str, column: Flags) -> None:
        self._columns[name] = column

    def of(self, vocabulary: str, slugs: list[str]) -> Flags:
        """The columns of these terms, shape (n, number of slugs)."""
        return np.column_stack([self[f"{vocabulary}/{slug}"] for slug in slugs])

    def columns(self, ids: TermIds) -> list[tuple[int, Flags]]:
        """(term id, column) of every term that any location has, by ids."""
        used = [item for item in self._columns.items() if item[1].any()]
        return sorted(((ids[name], column) for name, column in used), key=itemgetter(0))

    def pairs(self, ids: TermIds) -> tuple[Codes, NDArray[np.int64]]:
        """(row number, term id) of every yes, by rows and then by ids."""
        columns = self.columns(ids)
        rows, places = np.nonzero(np.column_stack([column for _, column in columns]))
        return rows, np.array([term_id for term_id, _ in columns])[places]
