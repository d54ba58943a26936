"""What the ledger counts, from the log of decisions alone: the same at any time for the same month's end.

    counted(until)    # sums, reasons and medians of all that was decided before `until`, the first of a month

A review counts in the month in which its author confirmed it. The last word on it in the log, up to the end,
says whether it counts as published or declined (taken off counts as declined). What waits is not counted
here.

Stars show only where they can't tell a moderator anything: of reviews that were published, and of declined
ones once an appeal is decided or the 30 days for it are over. Until then a declined review counts with 0
stars.

The log is kept when a location is deleted, and so are its numbers here. Those of the demo are counted apart,
and not shown when the demo is gone.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from reviews.decisions.log import VERDICTS
from reviews.tokens import PURPOSES

STARS = range(1, 6)
NOT_SHOWN = 0
# A median of few would tell how long one review waited, and so when it was sent.
MIN_FOR_MEDIAN = 5

DECIDED = f"""
    WITH line AS (
        SELECT * FROM reviews_decision WHERE made_at < %(end)s AND subject <> 'reply'
    ),
    last_word AS (
        SELECT DISTINCT ON (review_id) review_id, action, reason, stars, received_on, is_demo, made_at
        FROM line WHERE action IN ({", ".join(f"'{action}'" for action in VERDICTS)})
        ORDER BY review_id, id DESC
    ),
    was_public AS (SELECT DISTINCT review_id FROM line WHERE action IN ('approve', 'reinstate')),
    appeal AS (
        SELECT review_id, bool_or(action = 'reinstate') AS overturned, bool_and(action = 'appeal') AS is_open
        FROM line WHERE subject = 'appeal' GROUP BY review_id
    ),
    decided AS (
        SELECT review_id, date_trunc('month', received_on)::date AS month, is_demo, reason,
            CASE WHEN was_public.review_id IS NULL
                AND (made_at > %(end)s - %(time_to_appeal)s OR coalesce(is_open, false))
                THEN {NOT_SHOWN} ELSE stars END AS stars,
            action IN ('approve', 'reinstate') AS is_published,
            appeal.review_id IS NOT NULL AS is_appealed, coalesce(overturned, false) AS is_overturned
        FROM last_word LEFT JOIN was_public USING (review_id) LEFT JOIN appeal USING (review_id)
    )
"""

SUMS = f"""
    {DECIDED}
    SELECT month, stars, is_demo, count(*) FILTER (WHERE is_published)::int,
        count(*) FILTER (WHERE NOT is_published)::int, count(*) FILTER (WHERE is_appealed)::int,
        count(*) FILTER (WHERE is_overturned)::int
    FROM decided GROUP BY month, stars, is_demo ORDER BY month, stars, is_demo
"""

REASONS = f"""
    {DECIDED}
    SELECT month, stars, is_demo, reason, count(*)::int FROM decided WHERE NOT is_published
    GROUP BY month, stars, is_demo, reason ORDER BY month, stars, is_demo, reason
"""

# From the author's confirmation to the first decision to publish or decline. Older lines know only the day.
MEDIANS = f"""
    {DECIDED},
    first_decision AS (
        SELECT DISTINCT ON (review_id) review_id, coalesce(hours_waited, greatest(0, extract(
            epoch FROM made_at - (received_on + time '12:00') AT TIME ZONE %(zone)s) / 3600)) AS hours
        FROM line WHERE subject = 'review' AND action IN ('schedule', 'approve', 'decline')
        ORDER BY review_id, id
    )
    SELECT month, is_demo, percentile_cont(0.5) WITHIN GROUP (ORDER BY hours)
    FROM first_decision JOIN decided USING (review_id)
    GROUP BY month, is_demo HAVING count(*) >= %(min_for_median)s ORDER BY month, is_demo
"""


@dataclass(frozen=True)
class Counted:
    """`sums`: month, stars, is_demo, published, declined, appealed, overturned; `reasons`: month, stars,
    is_demo, reason, declined; `medians`: month, is_demo, hours."""

    sums: list[tuple[Any, ...]]
    reasons: list[tuple[Any, ...]]
    medians: list[tuple[Any, ...]]


def counted(until: date) -> Counted:
    """`until`: the first day of a month, in the site's time zone."""
    parameters: dict[str, Any] = {
        "end": start_of(until),
        "time_to_appeal": PURPOSES["appeal"].lifetime,
        "zone": settings.TIME_ZONE,
        "min_for_median": MIN_FOR_MEDIAN,
    }
    found = []
    with connection.cursor() as cursor:
        for statement in (SUMS, REASONS, MEDIANS):
            cursor.execute(statement, parameters)
            found.append(cursor.fetchall())
    return Counted(*found)


def start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def this_month() -> date:
    return timezone.localdate().replace(day=1)
