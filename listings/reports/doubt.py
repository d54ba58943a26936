"""When reports put a notice on a listing's page: three independent ones of "closed" or "number wrong" in 30
days, or more if the clinic has answered such reports before.

Reporters have no account and leave nothing but keyed hashes of their address and of its network (/24 of IPv4,
/48 of IPv6). The hashes change every day (accounts/visitor.py), so nobody can be followed. Two reports are
independent if they came from different networks and did not leave the same mail address. To find out whether
today's network reported this listing on an earlier day, `earlier_networks` computes its hash for each of
those days; only the answer is stored (`Report.is_repeat`).

So many people in one network, such as a clinic's waiting room, count as one, and one person with three
connections counts as three. That is why the notice says what people told us, not that it is true, and names
the phone, and why a confirmation by the clinic outweighs reports (`reports_needed`, ADR 0137): within a
week of it twice as many are needed, and three more for each wave of reports that a confirmation has answered.

The notice stays until somebody confirms the contact section (a database trigger removes it then), an admin
closes so many of the reports that too few are left, or an admin shields the listing. Staff can't remove it
without confirming.
"""

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from accounts.network import daily_network_key
from accounts.visitor import visitor_key
from listings.models import Report, ReportShield
from providers.models import Confirmation, Location, Section

WINDOW = timedelta(days=30)
INDEPENDENT_REPORTS = 3
# So many label any listing that isn't shielded: nobody keeps a closed clinic open by confirming it.
MAX_REPORTS_NEEDED = 12
FRESH_CONFIRMATION = timedelta(days=7)
# How long a wave that the clinic has answered makes the next one count less.
WAVES_REMEMBERED = timedelta(days=180)
DOUBTS_CONTACT = (Report.Kind.CLOSED, Report.Kind.NUMBER_WRONG)
PURPOSE = "report"


def reporter_key(request: HttpRequest) -> str:
    """A key that tells today's reporters apart, so that a second tap makes no second report."""
    return visitor_key(request, purpose=PURPOSE)


def reporter_network(request: HttpRequest) -> str:
    """A key that tells today's networks apart."""
    return daily_network_key(request, purpose=PURPOSE)


def earlier_networks(request: HttpRequest) -> frozenset[str]:
    """This network's keys of today and of each of the 30 days before."""
    today = timezone.localdate()
    days = [today - timedelta(days=back) for back in range(WINDOW.days + 1)]
    return frozenset(daily_network_key(request, purpose=PURPOSE, day=day) for day in days)


def shield_of(location: Location, *, now: datetime) -> ReportShield | None:
    """The shield that is up at the moment."""
    return ReportShield.objects.filter(location=location, ends_at__gt=now).first()


def counting_since(location: Location, *, now: datetime) -> datetime:
    """Since when reports count toward the notice: what came in while a shield was up never does."""
    last = ReportShield.objects.filter(location=location).order_by("-ends_at").first()
    return max(now - WINDOW, last.ends_at) if last else now - WINDOW


def reports_needed(location: Location, *, now: datetime) -> int:
    """How many independent reports put the notice on the listing."""
    answered = Report.objects.filter(
        location=location, kind__in=DOUBTS_CONTACT, is_repeat=False, settled_at__gte=now - WAVES_REMEMBERED
    ).exclude(closed_by__is_superuser=True)  # an admin's decision isn't the clinic's answer
    waves = answered.count() // INDEPENDENT_REPORTS
    is_fresh = Confirmation.objects.filter(
        location=location,
        section=Section.CONTACT,
        confirmed_on__gt=timezone.localdate(now - FRESH_CONFIRMATION),
    ).exists()
    needed = INDEPENDENT_REPORTS * (2 if is_fresh else 1) + INDEPENDENT_REPORTS * waves
    return min(needed, MAX_REPORTS_NEEDED)


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
    if location.doubted_at or shield_of(location, now=now):
        return False
    reports = independent_reports(location, since=counting_since(location, now=now))
    if reports < reports_needed(location, now=now):
        return False
    location.doubted_at = now
    location.save(update_fields=["doubted_at"])
    return True


def lift_doubt(location: Location) -> bool:
    """Remove the notice if too few of the reports that put it there still count. Returns whether it did."""
    if location.doubted_at is None:
        return False
    raised_at = location.doubted_at
    left = independent_reports(location, since=counting_since(location, now=raised_at))
    if left >= reports_needed(location, now=raised_at) and not shield_of(location, now=timezone.now()):
        return False
    location.doubted_at = None
    location.save(update_fields=["doubted_at"])
    return True
