"""What cards show, fetched with one query and kept in memory by the version of each location."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from providers.presenters.memory import Recent
from providers.search.result import Hit
from providers.search.service import DATABASE_IS_DOWN, search_index
from providers.statements import preparing_cursor

# About 2 KB each: what a process remembers to answer without the database, and while it is away.
ROWS_KEPT = 10_000

# Written out: the ORM takes longer to compile this than PostgreSQL to run it. The parts of a program or of a
# network come as one text, which costs less to build and to read than JSON.
_QUERY = """
SELECT location.id, location.changed_in::text::bigint, location.name, location.street, location.city,
       location.state, location.postal_code, location.accepting_new_patients, location.wait_weeks,
       location.rating_average, location.rating_count, location.confirmed_on,
       (SELECT confirmed_by FROM providers_confirmation AS confirmation
        WHERE confirmation.location_id = location.id
          AND confirmation.confirmed_on = location.confirmed_on ORDER BY section LIMIT 1),
       ARRAY(SELECT term_id FROM providers_locationterm WHERE location_id = location.id),
       ARRAY(SELECT therapy_id || ' ' || timing || ' ' || delivery FROM providers_combinedprogram
             WHERE location_id = location.id ORDER BY id),
       ARRAY(SELECT payer_id || ' ' || service || ' ' || status FROM providers_payernetwork
             WHERE location_id = location.id ORDER BY payer_id, service),
       location.doubted_at IS NOT NULL
FROM providers_location AS location
WHERE location.id = ANY(%s)
"""


class CardRow(NamedTuple):
    """One location as its card needs it. `programs` are "therapy_id timing delivery", `networks` are
    "payer_id service status"."""

    id: int
    changed_in: int
    name: str
    street: str
    city: str
    state: str
    postal_code: str
    accepting_new_patients: bool | None
    wait_weeks: int | None
    rating_average: float | None
    rating_count: int
    confirmed_on: date | None
    confirmed_by: str | None
    term_ids: list[int]
    programs: list[str]
    networks: list[str]
    is_doubted: bool = False  # three people reported it as closed or its number as wrong


class CardRows:
    """Rows by location, remembered so that a page needs a query for new ones only. Safe for threads."""

    def __init__(self, kept: int = ROWS_KEPT) -> None:
        self._recent: Recent[int, CardRow] = Recent(kept)

    def clear(self) -> None:
        self._recent.clear()

    def of(self, hits: Sequence[Hit]) -> dict[int, CardRow]:
        """Rows by location id, with at most one query; none for a location whose row is gone.

        While the database is away, those that are remembered, in whatever version.
        """
        known = self._recent.get_many(hit.id for hit in hits)
        current = {hit.id for hit in hits if hit.id in known and known[hit.id].changed_in >= hit.changed_in}
        missing = [hit.id for hit in hits if hit.id not in current]
        if not missing or search_index.database_is_down:
            return known
        try:
            fetched = {row.id: row for row in fetch(missing)}
        except DATABASE_IS_DOWN as error:
            search_index.note_database_error(error)
            return known
        self._recent.put_many(fetched)
        return {location_id: known[location_id] for location_id in current} | fetched


def fetch(location_ids: Iterable[int]) -> list[CardRow]:
    with preparing_cursor(binary=True) as cursor:
        cursor.execute(_QUERY, [list(location_ids)])
        return [CardRow._make(values) for values in cursor.fetchall()]


card_rows = CardRows()
