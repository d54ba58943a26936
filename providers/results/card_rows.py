"""What a card shows of a location, as its row holds it."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, Self

from providers.cursors import preparing_cursor
from providers.fields.definitions import FIELD_BY_NAME, FIELDS
from providers.fields.kinds import Plain
from providers.results.remembered_rows import RememberedRows

# The columns that the fields' definitions show on a card or filter by, and those that complete their lines.
CARD_COLUMNS = tuple(
    field.name
    for field in FIELDS
    if isinstance(field.kind, Plain)
    and (field.on_card or field.filter or (field.follows and FIELD_BY_NAME[field.follows].on_card))
)
# Written out: the ORM takes longer to compile this than PostgreSQL to run it.
_OF_FIELDS = "".join(f", {name}" for name in CARD_COLUMNS)
_QUERY = f"""
SELECT id, changed_in::text::bigint, name, city, state, phone, phone_extension, time_zone, rating_average,
       rating_count, confirmed_on, doubted_at IS NOT NULL, card_facts{_OF_FIELDS}
FROM providers_location WHERE id = ANY(%s::bigint[])
"""


class CardRow(NamedTuple):
    """One location as its card needs it. `facts` is for `CardFacts`."""

    id: int
    changed_in: int
    name: str
    city: str
    state: str
    phone: str
    phone_extension: str
    time_zone: str
    rating_average: Decimal | None
    rating_count: int
    confirmed_on: date | None
    is_doubted: bool  # three people reported it as closed or its number as wrong
    facts: str
    values: tuple[Any, ...]  # of CARD_COLUMNS


class CardFacts(NamedTuple):
    """What a location's row holds of its parts (providers/models/card_facts.py), with ids as text.

    `programs` are "therapy_id:delivery:timing:plan"; `networks`, those it is in, "payer_id:service,service";
    `hours` and `closures` are as in the row.
    """

    confirmed_by: str
    term_ids: list[str]  # of all vocabularies
    programs: list[str]
    networks: list[str]
    hours: str
    closures: str

    @classmethod
    def read(cls, text: str) -> Self:
        confirmed_by, term_ids, programs, networks, hours, closures = text.split(";")
        return cls(confirmed_by, term_ids.split(), programs.split(), networks.split(), hours, closures)


def fetch(location_ids: Iterable[int]) -> list[CardRow]:
    with preparing_cursor(binary=True) as cursor:
        # As text: psycopg takes longer to write a list in binary form than the server to read this.
        cursor.execute(_QUERY, [f"{{{','.join(map(str, location_ids))}}}"])
        return [CardRow._make((*values[:FIXED], values[FIXED:])) for values in cursor.fetchall()]


FIXED = len(CardRow._fields) - 1  # columns before those of the definitions

card_rows = RememberedRows(fetch)
