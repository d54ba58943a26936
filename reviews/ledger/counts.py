"""The public ledger: what happened to every review received, by month and stars, from the log of decisions.

A review counts in the month in which its author confirmed it. The last word on it in the log says whether it
counts as published or declined (taken off counts as declined); without one it is pending while it waits. So
`received = published + declined + pending` is true in every row. A review that its author withdrew before a
decision is not counted. An edited text is a submission of its own: it is decided on like any other.

The log is kept when a location is deleted, and so are its numbers here; those of the demo go with the demo.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields
from datetime import date
from typing import Any

from django.conf import settings
from django.db import connection

from reviews.decisions.log import VERDICTS

STARS = range(1, 6)

LAST_WORDS = f"""
    SELECT DISTINCT ON (review_id) review_id, action, reason, stars, received_on
    FROM reviews_decision AS decision
    WHERE subject <> 'reply' AND action IN ({", ".join(f"'{action}'" for action in VERDICTS)})
        AND (NOT is_demo OR EXISTS (SELECT FROM providers_location WHERE id = decision.location_id))
    ORDER BY review_id, decision.id DESC
"""

LEDGER = f"""
    WITH last_word AS ({LAST_WORDS}),
    waiting AS (
        SELECT (confirmed_at AT TIME ZONE %(zone)s)::date AS received_on, overall AS stars
        FROM reviews_review WHERE state IN ('waiting', 'change-asked')
    ),
    appealed AS (
        SELECT subject_id, received_on, stars, bool_or(action = 'reinstate') AS overturned
        FROM reviews_decision AS decision
        WHERE subject = 'appeal'
            AND (NOT is_demo OR EXISTS (SELECT FROM providers_location WHERE id = decision.location_id))
        GROUP BY subject_id, received_on, stars
        UNION ALL
        SELECT appeal.id, (confirmed_at AT TIME ZONE %(zone)s)::date, overall, false
        FROM reviews_appeal AS appeal JOIN reviews_review AS review ON review.id = review_id
        WHERE appeal.state = 'open'
    ),
    counted AS (
        SELECT received_on, stars,
            count(*) FILTER (WHERE action IN ('approve', 'reinstate')) AS published,
            count(*) FILTER (WHERE action NOT IN ('approve', 'reinstate')) AS declined,
            0 AS pending, 0 AS appealed, 0 AS overturned
        FROM last_word GROUP BY received_on, stars
        UNION ALL
        SELECT received_on, stars, 0, 0, count(*), 0, 0 FROM waiting GROUP BY received_on, stars
        UNION ALL
        SELECT received_on, stars, 0, 0, 0, count(*), count(*) FILTER (WHERE overturned)
        FROM appealed GROUP BY received_on, stars
    )
    SELECT date_trunc('month', received_on)::date AS month, stars, sum(published + declined + pending)::int,
        sum(published)::int, sum(declined)::int, sum(pending)::int, sum(appealed)::int, sum(overturned)::int
    FROM counted GROUP BY month, stars ORDER BY month DESC, stars
"""

REASONS = f"""
    SELECT date_trunc('month', received_on)::date AS month, reason, stars, count(*)
    FROM ({LAST_WORDS}) AS last_word
    WHERE action NOT IN ('approve', 'reinstate')
    GROUP BY month, reason, stars ORDER BY month DESC, reason, stars
"""

# From the author's confirmation to the first decision to publish or decline.
MEDIAN_HOURS = """
    SELECT date_trunc('month', received_on)::date AS month,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM made_at - confirmed_at) / 3600)
    FROM (
        SELECT DISTINCT ON (decision.review_id) decision.received_on, decision.made_at, review.confirmed_at
        FROM reviews_decision AS decision JOIN reviews_review AS review ON review.id = decision.review_id
        WHERE subject = 'review' AND action IN ('approve', 'decline')
        ORDER BY decision.review_id, decision.id
    ) AS first_decision
    GROUP BY month
"""


@dataclass(frozen=True)
class Row:
    """One month and number of stars; `month` is its first day. The fields are the columns of the CSV."""

    month: date
    stars: int
    received: int = 0
    published: int = 0
    declined: int = 0
    pending: int = 0
    appealed: int = 0
    overturned: int = 0

    def as_line(self) -> list[str | int]:
        """As in the CSV, the month as "2026-11"."""
        return [f"{self.month:%Y-%m}", *astuple(self)[1:]]


COLUMNS = [field.name for field in fields(Row)]


@dataclass(frozen=True)
class ReasonRow:
    """How many reviews received in a month, with so many stars, were declined for a reason."""

    month: date
    reason: str
    stars: int
    declined: int

    def as_line(self) -> list[str | int]:
        return [f"{self.month:%Y-%m}", self.stars, self.reason, self.declined]


REASON_COLUMNS = ["month", "stars", "reason", "declined"]


def ledger() -> list[Row]:
    """Five rows for each month in which anything was received, the newest month first."""
    found = {(row.month, row.stars): row for row in (Row(*values) for values in fetched(LEDGER))}
    months = sorted({month for month, _ in found}, reverse=True)
    return [found.get((month, stars), Row(month, stars)) for month in months for stars in STARS]


def months_of(rows: list[Row]) -> dict[date, list[Row]]:
    """The five rows of each month, in order."""
    months: defaultdict[date, list[Row]] = defaultdict(list)
    for row in rows:
        months[row.month].append(row)
    return dict(months)


def reasons() -> list[ReasonRow]:
    return [ReasonRow(*values) for values in fetched(REASONS)]


def median_hours() -> dict[date, float]:
    """Hours from receipt to decision, by the month of receipt; only of reviews that are still there."""
    return {month: float(hours) for month, hours in fetched(MEDIAN_HOURS)}


def fetched(statement: str) -> Iterator[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, {"zone": settings.TIME_ZONE})
        yield from cursor.fetchall()
