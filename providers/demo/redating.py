"""Keeping a demo directory as fresh as on the day it was made.

Its dates count back from that day. After four months, every listing would be out of the default results, and
a demo that is started again would show nothing.
"""

from datetime import UTC, date, datetime, time, timedelta

from django.db import connection, transaction

from providers.models import Location, Practice
from providers.models.history_off import do_without_history

# Nobody would notice a few days.
MIN_MOVE = timedelta(days=7)
# A directory of this size is there to be measured, and moving its dates would take minutes.
MAX_LOCATIONS = 50_000

# Every date of a demo location that says when something happened; dates entered since never move past today.
_DATES = [
    ("providers_confirmation", "confirmed_on", "location_id"),
    ("providers_payernetwork", "confirmed_on", "location_id"),
    ("providers_combinedprogram", "attested_on", "location_id"),
    ("providers_location", "closed_on", "id"),
]


def made_at(today: date) -> datetime:
    """The `created_at` of demo practices: noon of the day that all dates count back from."""
    return datetime.combine(today, time(12), UTC)


@transaction.atomic
def redate_demo(today: date) -> timedelta:
    """Move the dates of all demo locations so that they count back from `today`; returns by how much."""
    first = Practice.objects.filter(is_demo=True).order_by("id").first()
    moved_by = today - first.created_at.astimezone(UTC).date() if first else timedelta()
    demo = Location.objects.filter(practice__is_demo=True)
    if moved_by < MIN_MOVE or demo.count() > MAX_LOCATIONS:
        return timedelta()
    ids = list(demo.values_list("id", flat=True))
    with connection.cursor() as cursor:
        do_without_history(cursor)
        for table, column, key in _DATES:
            cursor.execute(
                f"UPDATE {table} SET {column} = least({column} + %s, %s) "
                f"WHERE {key} = ANY(%s::bigint[]) AND {column} IS NOT NULL",
                [moved_by.days, today, ids],
            )
    Practice.objects.filter(is_demo=True).update(created_at=made_at(today))
    return moved_by
