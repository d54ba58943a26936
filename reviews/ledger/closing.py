"""Closing months: the public ledger moves then, and at no other time.

close_month(until)      # count everything before `until` and show it; False if that was done
rebuild(until)          # the same sums again
"""

from datetime import date

from django.db import connection, transaction

from reviews.ledger.counts import Counted, counted
from reviews.models import LedgerClose, LedgerMedian, LedgerReason, LedgerSum, Review
from reviews.rounding import rounded_down_to_fives

LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('reviews: ledger', 0))"


@transaction.atomic
def close_month(until: date) -> bool:
    """`until`: the first day of a month, which has begun. What waits is counted now, and stays so."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK)
    if LedgerClose.objects.filter(until__gte=until).exists():
        return False
    rebuild(until)
    waiting = rounded_down_to_fives(Review.objects.pending().count())
    LedgerClose.objects.create(until=until, waiting=waiting)
    return True


def last_close() -> LedgerClose | None:
    return LedgerClose.objects.order_by("-until").first()


@transaction.atomic
def rebuild(until: date) -> None:
    """Replace all sums by what the log says."""
    found = counted(until)
    for model in (LedgerSum, LedgerReason, LedgerMedian):
        model.objects.all().delete()
    for model, columns, rows in tables(found):
        model.objects.bulk_create(model(**dict(zip(columns, row, strict=True))) for row in rows)


def is_as_counted(until: date) -> bool:
    """Whether the tables hold what the log says."""
    return all(
        sorted(model.objects.values_list(*columns)) == sorted(rows)
        for model, columns, rows in tables(counted(until))
    )


def tables(found: Counted) -> list[tuple]:
    """Each model with its columns and their values."""
    return [
        (
            LedgerSum,
            ("month", "stars", "is_demo", "published", "declined", "appealed", "overturned"),
            found.sums,
        ),
        (LedgerReason, ("month", "stars", "is_demo", "reason", "declined"), found.reasons),
        (LedgerMedian, ("month", "is_demo", "hours"), found.medians),
    ]
