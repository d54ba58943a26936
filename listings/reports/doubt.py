"""When reports put a notice on a listing's page: three independent ones of "closed" or "number wrong" in 30
days.

Reporters have no account and leave nothing but a keyed hash of the address that the request came from. The
hash changes every day (accounts/visitor.py), so nobody can be followed. Two reports are independent if they
came from different addresses and did not leave the same mail address. To find out whether today's address
reported this listing on an earlier day, `earlier_keys` computes its hash for each of those days; only the
answer is stored (`Report.is_repeat`).

So many people behind one address, such as a clinic's waiting room, count as one, and one person with three
connections counts as three. That is why the notice says what people told us, not that it is true, and names
the phone.

The notice stays until somebody confirms the contact section (a database trigger removes it then) or an admin
closes so many of the reports that fewer than three are left. Staff can't remove it without confirming.
"""

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from accounts.visitor import visitor_key
from listings.models import Report
from providers.models import Location

WINDOW = timedelta(days=30)
INDEPENDENT_REPORTS = 3
DOUBTS_CONTACT = (Report.Kind.CLOSED, Report.Kind.NUMBER_WRONG)
PURPOSE = "report"


def reporter_key(request: HttpRequest) -> str:
    """A key that tells today's reporters apart."""
    return visitor_key(request, purpose=PURPOSE)


def earlier_keys(request: HttpRequest) -> frozenset[str]:
    """This visitor's keys of today and of each of the 30 days before."""
    today = timezone.localdate()
    days = [today - timedelta(days=back) for back in range(WINDOW.days + 1)]
    return frozenset(visitor_key(request, purpose=PURPOSE, day=day) for day in days)


def unsettled_reports(location: Location) -> QuerySet[Report]:
    """Reports which doubt that the place is there and can be called, and which still count."""
    return Report.objects.filter(location=location, kind__in=DOUBTS_CONTACT, settled_at=None)


def independent_reports(location: Location, *, since: datetime) -> int:
    """How many independent reports since then doubt the contact section."""
    return unsettled_reports(location).filter(is_repeat=False, created_at__gte=since).count()


def raise_doubt(location: Location, *, now: datetime) -> bool:
    """Put the notice on the listing if there are enough reports and it has none. Returns whether it did.

    The caller has locked the location's row, so that of three simultaneous reports the last sees the others.
    """
    if location.doubted_at or independent_reports(location, since=now - WINDOW) < INDEPENDENT_REPORTS:
        return False
    location.doubted_at = now
    location.save(update_fields=["doubted_at"])
    return True


def lift_doubt(location: Location) -> bool:
    """Remove the notice if too few of the reports that put it there still count. Returns whether it did."""
    if location.doubted_at is None:
        return False
    left = independent_reports(location, since=location.doubted_at - WINDOW)
    if left >= INDEPENDENT_REPORTS:
        return False
    location.doubted_at = None
    location.save(update_fields=["doubted_at"])
    return True
