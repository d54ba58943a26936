"""The ledger as it was closed: a few hundred rows, whatever the number of decisions."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields
from datetime import date
from typing import Any

from django.db import connection

from reviews.ledger.counts import NOT_SHOWN, STARS

# The demo's numbers go with the demo.
SHOWN = "(NOT is_demo OR EXISTS (SELECT FROM providers_practice WHERE is_demo))"

SUMS = f"""
    SELECT month, stars, sum(published + declined)::int, sum(published)::int, sum(declined)::int,
        sum(appealed)::int, sum(overturned)::int
    FROM reviews_ledgersum WHERE {SHOWN} GROUP BY month, stars
"""
REASONS = f"""
    SELECT month, reason, stars, sum(declined)::int FROM reviews_ledgerreason
    WHERE {SHOWN} AND month = ANY(%(months)s) GROUP BY month, reason, stars
"""
# As text, because thousands of rows go straight into the CSV.
REASON_LINES = f"""
    SELECT to_char(month, 'YYYY-MM'), coalesce(nullif(stars, {NOT_SHOWN})::text, ''), reason,
        sum(declined)::text
    FROM reviews_ledgerreason WHERE {SHOWN}
    GROUP BY month, reason, stars ORDER BY month DESC, reason, stars
"""
# Where a site has real reviews beside a demo, their own median.
MEDIANS = f"""
    SELECT DISTINCT ON (month) month, hours FROM reviews_ledgermedian WHERE {SHOWN} ORDER BY month, is_demo
"""


@dataclass(frozen=True)
class Row:
    """One month and number of stars, 0 for "not shown yet"; `month` is its first day. The fields are the
    columns of the CSV."""

    month: date
    stars: int
    decided: int = 0
    published: int = 0
    declined: int = 0
    appealed: int = 0
    overturned: int = 0

    def as_line(self) -> list[str | int]:
        """As in the CSV: the month as "2026-11", and no stars where they are not shown."""
        return [f"{self.month:%Y-%m}", self.stars or "", *astuple(self)[2:]]


COLUMNS = [field.name for field in fields(Row)]


@dataclass(frozen=True)
class ReasonRow:
    """How many reviews received in a month, with so many stars, were declined for a reason."""

    month: date
    reason: str
    stars: int
    declined: int


REASON_COLUMNS = ["month", "stars", "reason", "declined"]


def ledger() -> list[Row]:
    """For each month with decisions, the newest first: five rows by stars, and a sixth where some don't
    show."""
    found = {(row.month, row.stars): row for row in (Row(*values) for values in fetched(SUMS))}
    months = sorted({month for month, _ in found}, reverse=True)
    return [
        found.get((month, stars), Row(month, stars))
        for month in months
        for stars in (*STARS, NOT_SHOWN)
        if stars != NOT_SHOWN or (month, stars) in found
    ]


def months_of(rows: list[Row]) -> dict[date, list[Row]]:
    """The rows of each month, in order."""
    months: defaultdict[date, list[Row]] = defaultdict(list)
    for row in rows:
        months[row.month].append(row)
    return dict(months)


def reasons(months: Iterable[date]) -> list[ReasonRow]:
    """Those of these months, in no order."""
    return [ReasonRow(*values) for values in fetched(REASONS, months=list(months))]


def reason_lines() -> Iterator[tuple[str, ...]]:
    """The lines of the CSV with all reasons."""
    return fetched(REASON_LINES)


def median_hours() -> dict[date, float]:
    """Hours from receipt to decision, by the month of receipt; only where there are enough."""
    return {month: float(hours) for month, hours in fetched(MEDIANS)}


def fetched(statement: str, **parameters: Any) -> Iterator[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters or None)
        yield from cursor.fetchall()
