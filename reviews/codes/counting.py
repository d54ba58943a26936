"""How many codes a location made and used, as everybody may know: up to the last month's end, in fives.

A clinic hands out its codes and knows to whom. A count that moved when a code is used would tell which
patient wrote, so both counts move once a month, for all locations at once, and show nothing under ten. A code
counts in the month in which the review with it was published.
"""

from datetime import date

from django.db import connection, transaction

from reviews.models import RatingSummary
from reviews.rating.sums import empty_summary
from reviews.rounding import rounded_down_to_fives

MIN_SHOWN = 10

COUNTS = """
    SELECT batch.location_id, count(*)::int, count(*) FILTER (WHERE code.used_in < %(until)s)::int
    FROM reviews_visitcode AS code JOIN reviews_codebatch AS batch ON batch.id = code.batch_id
    WHERE batch.made_on < %(until)s
    GROUP BY batch.location_id ORDER BY batch.location_id
"""


def counts_until(until: date) -> dict[int, tuple[int, int]]:
    """Codes made and used before `until`, the first day of a month, both rounded, by the location's id."""
    with connection.cursor() as cursor:
        cursor.execute(COUNTS, {"until": until})
        rows = cursor.fetchall()
    return {pk: (shown(issued), shown(used)) for pk, issued, used in rows}


def shown(number: int) -> int:
    """Rounded down; 0 for less than ten."""
    return rounded_down_to_fives(number) if number >= MIN_SHOWN else 0


@transaction.atomic
def publish_counts(until: date) -> int:
    """Write them where pages read them; returns how many locations changed."""
    counts = counts_until(until)
    stored = RatingSummary.objects.in_bulk(list(counts))
    stale = RatingSummary.objects.exclude(codes_issued=0, codes_used=0).exclude(pk__in=counts)
    changed = stale.update(codes_issued=0, codes_used=0)
    for location_id, (issued, used) in counts.items():
        summary = stored.get(location_id)
        if (issued, used) == ((summary.codes_issued, summary.codes_used) if summary else (0, 0)):
            continue
        if summary is None:  # a review may have made one meanwhile
            RatingSummary.objects.bulk_create([empty_summary(location_id)], ignore_conflicts=True)
        RatingSummary.objects.filter(pk=location_id).update(codes_issued=issued, codes_used=used)
        changed += 1
    return changed
