"""Rows that a process keeps: how many, and for how long."""

from typing import NamedTuple

from providers.results.remembered_rows import RememberedRows
from providers.search.result import Hit


class Row(NamedTuple):
    id: int
    changed_in: int = 1


class Counting:
    """Reads rows, and writes down which were asked for."""

    def __init__(self) -> None:
        self.asked: list[list[int]] = []

    def __call__(self, ids) -> list[Row]:
        self.asked.append(list(ids))
        return [Row(location_id) for location_id in self.asked[-1]]


def hits(*ids: int) -> list[Hit]:
    return [Hit(location_id, 1, None, 0, 0) for location_id in ids]


def test_the_least_recently_used_row_goes_first():
    fetch = Counting()
    rows = RememberedRows(fetch, max_rows=2)
    rows.of(hits(1, 2))
    rows.of(hits(1))
    rows.of(hits(3))
    rows.of(hits(1, 2, 3))
    assert fetch.asked == [[1, 2], [3], [2]]


def test_a_memory_that_was_cleared_is_empty():
    fetch = Counting()
    rows = RememberedRows(fetch, max_rows=2)
    rows.of(hits(1))
    rows.clear()
    rows.of(hits(1))
    assert fetch.asked == [[1], [1]]
