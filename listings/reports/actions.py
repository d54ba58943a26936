"""Reporting that a listing is wrong, adding words to a report, and closing it."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from listings.models import Membership, Report
from listings.reports.doubt import DOUBTS_CONTACT, WINDOW, lift_doubt, raise_doubt
from mail.sending import absolute_url, queue_mail
from providers.models import Location


class ReportIsClosed(Exception):
    """The report has been closed; nothing more can be done with it."""


@transaction.atomic
def make_report(
    *,
    location: Location,
    kind: Report.Kind,
    reporter: str,
    same_reporter: Collection[str],
    now: datetime | None = None,
) -> Report:
    """Write a report; the one that is there if this reporter said the same today already (a second tap).

    `reporter` is the key of today, `same_reporter` those that the same address had on the days before: see
    listings/reports/doubt.py. With the third independent one of a kind that counts, the notice goes on
    the page and the team is told by mail.
    """
    now = now or timezone.now()
    location = Location.objects.select_for_update().get(pk=location.pk)
    earlier = Report.objects.filter(location=location, created_at__gte=now - WINDOW)
    again = earlier.filter(reporter=reporter, kind=kind, state=Report.State.OPEN).first()
    if again is not None:
        return again
    report = Report.objects.create(
        location=location,
        kind=kind,
        reporter=reporter,
        created_at=now,
        is_repeat=kind in DOUBTS_CONTACT and is_repeat(earlier, same_reporter),
    )
    if kind in DOUBTS_CONTACT and raise_doubt(location, now=now):
        tell_team_of_doubt(location)
    return report


def is_repeat(earlier: QuerySet[Report], same_reporter: Collection[str]) -> bool:
    """Whether a report of this address already counts against the listing's contact section."""
    return earlier.filter(kind__in=DOUBTS_CONTACT, settled_at=None, reporter__in=same_reporter).exists()


def tell_team_of_doubt(location: Location) -> None:
    """Mail owners and editors that their page now carries the notice, and how it goes away."""
    for member in Membership.objects.keepers().filter(practice=location.practice_id).select_related("user"):
        queue_mail(
            "reports/doubted",
            to=member.user.email,
            context={
                "location": location,
                "reports": absolute_url(reverse("practice-reports", args=[location.practice_id])),
                "confirm": absolute_url(reverse("confirmations", args=[location.pk])),
            },
        )


@transaction.atomic
def add_details(*, report: Report, words: str, email: str) -> Report:
    """Add what a reporter wants to say, and where to tell the outcome. Raises ReportIsClosed.

    Somebody who left the same address with another report of the listing is not independent of it.
    """
    location = Location.objects.select_for_update().get(pk=report.location_id)
    report = Report.objects.select_for_update().get(pk=report.pk)
    if report.state != Report.State.OPEN:
        raise ReportIsClosed
    report.words, report.email = words, email
    if email and report.kind in DOUBTS_CONTACT and not report.is_repeat:
        others = Report.objects.filter(location=location, kind__in=DOUBTS_CONTACT, settled_at=None)
        others = others.exclude(pk=report.pk)
        report.is_repeat = others.filter(
            email__iexact=email, created_at__gte=report.created_at - WINDOW
        ).exists()
    report.save(update_fields=["words", "email", "is_repeat"])
    if report.is_repeat:
        lift_doubt(location)
    return report


@transaction.atomic
def close_report(
    *, report: Report, state: Report.State, outcome: str, user: User, now: datetime | None = None
) -> Report:
    """Close a report, tell the reporter who left an address, and delete the address. Raises ReportIsClosed.

    An admin's word also settles it: it no longer counts towards the notice.
    """
    location = Location.objects.select_for_update().get(pk=report.location_id)
    report = Report.objects.select_for_update().get(pk=report.pk)
    if report.state != Report.State.OPEN:
        raise ReportIsClosed
    now = now or timezone.now()
    if report.email:
        tell_reporter(report, location, state, outcome)
    report.state, report.outcome, report.email = state, outcome, ""
    report.closed_at, report.closed_by = now, user
    if user.is_superuser and report.settled_at is None:
        report.settled_at = now
    report.save()
    if user.is_superuser:
        lift_doubt(location)
    return report


def tell_reporter(report: Report, location: Location, state: Report.State, outcome: str) -> None:
    queue_mail(
        "reports/outcome",
        to=report.email,
        context={
            "location": location,
            "kind": report.get_kind_display(),
            "reported_on": timezone.localdate(report.created_at),
            "state": state.value,
            "outcome": outcome,
            "page": absolute_url(location.get_absolute_url()),
        },
    )
