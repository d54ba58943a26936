"""What cards show, fetched with one query and kept in memory by the version of each location."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple, Self

from providers.presenters.memory import Recent
from providers.search.result import Hit
from providers.search.service import DATABASE_IS_DOWN, search_index
from providers.statements import preparing_cursor

# About 2 KB each: what a process remembers to answer without the database, and while it is away.
ROWS_KEPT = 10_000

# Written out: the ORM takes longer to compile this than PostgreSQL to run it.
_QUERY = """
SELECT id, changed_in::text::bigint, name, street, city, state, postal_code, accepting_new_patients,
       wait_weeks, rating_average, rating_count, confirmed_on, doubted_at IS NOT NULL, card_facts
FROM providers_location WHERE id = ANY(%s::bigint[])
"""


class CardRow(NamedTuple):
    """One location as its card needs it. `facts` is for `CardFacts`."""

    id: int
    changed_in: int
    name: str
    street: str
    city: str
    state: str
    postal_code: str
    accepting_new_patients: bool | None
    wait_weeks: int | None
    rating_average: Decimal | None
    rating_count: int
    confirmed_on: date | None
    is_doubted: bool  # three people reported it as closed or its number as wrong
    facts: str


class CardFacts(NamedTuple):
    """What a location's row holds of its parts (migration 0033), ids as they stand there.

    `programs` are "therapy_id:delivery"; `networks`, those it is in, "payer_id:service,service".
    """

    confirmed_by: str
    term_ids: list[str]  # conditions and therapies
    programs: list[str]
    networks: list[str]

    @classmethod
    def read(cls, text: str) -> Self:
        confirmed_by, term_ids, programs, networks = text.split(";")
        return cls(confirmed_by, term_ids.split(), programs.split(), networks.split())


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
        # As text: psycopg takes longer to write a list in binary form than the server to read this.
        cursor.execute(_QUERY, [f"{{{','.join(map(str, location_ids))}}}"])
        return [CardRow._make(values) for values in cursor.fetchall()]


card_rows = CardRows()
