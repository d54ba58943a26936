"""What results show of locations: fetched with one query, kept in memory by the version of each location."""

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, Protocol, TypeVar

from providers.search.result import Hit
from providers.search.service import DATABASE_IS_DOWN, search_index
from providers.web.memory import Recent

# About 2 KB each: what a process remembers to answer without the database, and while it is away.
ROWS_KEPT = 10_000


class VersionedRow(Protocol):
    """Values of one location, and the transaction that wrote them."""

    @property
    def id(self) -> int: ...

    @property
    def changed_in(self) -> int: ...


Row = TypeVar("Row", bound=VersionedRow)


class RememberedRows(Generic[Row]):
    """Rows by location, remembered so that a page needs a query for new ones only. Safe for threads.

    `fetch` reads the rows of those of these ids that there are.
    """

    def __init__(self, fetch: Callable[[Iterable[int]], list[Row]], kept: int = ROWS_KEPT) -> None:
        self._fetch = fetch
        self._recent: Recent[int, Row] = Recent(kept)

    def clear(self) -> None:
        self._recent.clear()

    def of(self, hits: Sequence[Hit]) -> dict[int, Row]:
        """Rows by location id, with at most one query; none for a location whose row is gone.

        While the database is away, those that are remembered, in whatever version.
        """
        known = self._recent.get_many(hit.id for hit in hits)
        current = {hit.id for hit in hits if hit.id in known and known[hit.id].changed_in >= hit.changed_in}
        missing = [hit.id for hit in hits if hit.id not in current]
        if not missing or search_index.database_is_down:
            return known
        try:
            fetched = {row.id: row for row in self._fetch(missing)}
        except DATABASE_IS_DOWN as error:
            search_index.note_database_error(error)
            return known
        self._recent.put_many(fetched)
        return {location_id: known[location_id] for location_id in current} | fetched
