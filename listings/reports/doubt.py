"""When reports put a notice on a listing's page: three independent ones of "closed" or "number wrong" in 30
days.

Who reports has no account and leaves no trace but a keyed hash of the address that the request came from,
which changes every day (accounts/visitor.py), so that nobody can be followed. Two reports are independent if
they came from different addresses and did not leave the same mail address. Whether today's address reported
this listing on one of the days before is found by computing what its hash was on each of them
(`earlier_keys`); the answer alone is stored (`Report.is_repeat`).

So many people behind one address, such as a clinic's waiting room, count as one, and one person with three
connections counts as three: the notice says what people told us, not that it is true, and names the phone.

Once there, the notice stays until somebody confirms the contact section (a trigger sees to it, migration
0040) or an admin closes so many of the reports that fewer than three are left. Staff can't close it away
unconfirmed.
"""

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from accounts.visitor import visitor_key
from listings.models.upkeep import Report
from providers.models import Location

WINDOW = timedelta(days=30)
INDEPENDENT_REPORTS = 3
DOUBTS_CONTACT = (Report.Kind.CLOSED, Report.Kind.NUMBER_WRONG)
PURPOSE = "report"


def reporter_key(request: HttpRequest) -> str:
    """Tells today's reporters apart."""
    return visitor_key(request, purpose=PURPOSE)


def earlier_keys(request: HttpRequest) -> frozenset[str]:
    """What this visitor's key is today and was on each day of the 30 before."""
    today = timezone.localdate()
    days = [today - timedelta(days=back) for back in range(WINDOW.days + 1)]
    return frozenset(visitor_key(request, purpose=PURPOSE, day=day) for day in days)


def independent_reports(location: Location, *, since: datetime) -> int:
    """How many independent reports since then doubt that the place is there and can be called."""
    return counting(location, since=since).filter(is_repeat=False).count()


def counting(location: Location, *, since: datetime) -> QuerySet[Report]:
    return Report.objects.filter(
        location=location, kind__in=DOUBTS_CONTACT, settled_at=None, created_at__gte=since
    )


def raise_doubt(location: Location, *, now: datetime) -> bool:
    """Put the notice on the listing if there are enough reports and it has none; whether it was put there
    now.

    The caller holds the location's row, so that of three reports at once the last one sees the others.
    """
    if location.doubted_at or independent_reports(location, since=now - WINDOW) < INDEPENDENT_REPORTS:
        return False
    location.doubted_at = now
    location.save(update_fields=["doubted_at"])
    return True


def lift_doubt(location: Location) -> bool:
    """Take the notice off if too few of the reports that put it there still count; whether it was taken
    off."""
    if location.doubted_at is None:
        return False
    left = independent_reports(location, since=location.doubted_at - WINDOW)
    if left >= INDEPENDENT_REPORTS:
        return False
    location.doubted_at = None
    location.save(update_fields=["doubted_at"])
    return True
