"""What results show of locations: fetched with one query, kept in memory by the version of each location."""

from collections.abc import Callable, Iterable, Sequence
from threading import Lock
from typing import Generic, Protocol, TypeVar

from cachetools import LRUCache

from providers.search.result import Hit
from providers.search.service import DATABASE_IS_DOWN, search_index

# About 2 KB each: what a process keeps to answer without the database, and while it is away.
MAX_ROWS = 10_000


class VersionedRow(Protocol):
    """Values of one location, and the transaction that wrote them."""

    @property
    def id(self) -> int: ...

    @property
    def changed_in(self) -> int: ...


Row = TypeVar("Row", bound=VersionedRow)


class RememberedRows(Generic[Row]):
    """Rows by location, so that a page needs a query for new ones only. Safe for threads.

    `fetch` reads the rows of those of these ids that exist. The least recently used rows are dropped first.
    """

    def __init__(self, fetch: Callable[[Iterable[int]], list[Row]], max_rows: int = MAX_ROWS) -> None:
        self._fetch = fetch
        self._rows: LRUCache[int, Row] = LRUCache(max_rows)
        self._lock = Lock()

    def clear(self) -> None:
        with self._lock:
            self._rows.clear()

    def of(self, hits: Sequence[Hit]) -> dict[int, Row]:
        """Rows by location id, with at most one query; none for a location whose row is gone.

        While the database is away: those that are remembered, in whatever version.
        """
        with self._lock:
            known = {hit.id: self._rows[hit.id] for hit in hits if hit.id in self._rows}
        current = {hit.id for hit in hits if hit.id in known and known[hit.id].changed_in >= hit.changed_in}
        missing = [hit.id for hit in hits if hit.id not in current]
        if not missing or search_index.database_is_down:
            return known
        try:
            fetched = {row.id: row for row in self._fetch(missing)}
        except DATABASE_IS_DOWN as error:
            search_index.note_database_error(error)
            return known
        with self._lock:
            self._rows.update(fetched)
        return {location_id: known[location_id] for location_id in current} | fetched
