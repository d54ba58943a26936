"""Reporting that a listing is wrong, adding words to a report, and closing it."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from listings.models import Membership, Report
from listings.reports.doubt import DOUBTS_CONTACT, WINDOW, lift_doubt, raise_doubt, unsettled_reports
from mail.sending import absolute_url, queue_mail
from providers.models import Location


class ReportIsClosed(Exception):
    """Nothing more can be done with the report."""


@transaction.atomic
def make_report(
    *,
    location: Location,
    kind: Report.Kind,
    reporter: str,
    network: str,
    same_network: Collection[str],
    now: datetime | None = None,
) -> Report:
    """Save a report; if this reporter has said the same today (a second tap), return the earlier one.

    `reporter` and `network` are today's keys, `same_network` those that the network had on the days before:
    see doubt.py. When enough independent reports of a kind that counts have come in, the notice is put on the
    page, and the team gets a mail.
    """
    now = now or timezone.now()
    location = Location.objects.select_for_update().get(pk=location.pk)
    earlier = Report.objects.filter(location=location, created_at__gte=now - WINDOW)
    same = earlier.filter(reporter=reporter, kind=kind, state=Report.State.OPEN).first()
    if same is not None:
        return same
    report = Report.objects.create(
        location=location,
        kind=kind,
        reporter=reporter,
        network=network,
        created_at=now,
        is_repeat=kind in DOUBTS_CONTACT and has_counted(location, same_network, now=now),
    )
    if kind in DOUBTS_CONTACT and raise_doubt(location, now=now):
        tell_team_of_doubt(location)
    return report


def has_counted(location: Location, same_network: Collection[str], *, now: datetime) -> bool:
    """Whether a report from this network already counts against the listing's contact section."""
    recent = unsettled_reports(location).filter(created_at__gte=now - WINDOW)
    return recent.filter(network__in=same_network).exists()


def tell_team_of_doubt(location: Location) -> None:
    """Mail owners and editors that their page now has the notice, and how to remove it."""
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


def locked_report(report: Report) -> tuple[Location, Report]:
    """The report's location and the open report as it is now, both locked. Raises ReportIsClosed."""
    location = Location.objects.select_for_update().get(pk=report.location_id)
    report = Report.objects.select_for_update().get(pk=report.pk)
    if report.state != Report.State.OPEN:
        raise ReportIsClosed
    return location, report


@transaction.atomic
def add_details(*, report: Report, words: str, email: str) -> Report:
    """Add what a reporter wants to say, and an address for the outcome. Raises ReportIsClosed.

    Two reports of a listing that leave the same address are not independent.
    """
    location, report = locked_report(report)
    report.words, report.email = words, email
    if email and report.kind in DOUBTS_CONTACT and not report.is_repeat:
        others = unsettled_reports(location).exclude(pk=report.pk)
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
    """Close a report, mail the outcome to a reporter who left an address, and delete the address. Raises
    ReportIsClosed.

    An admin who closes a report also settles it: it no longer counts toward the notice.
    """
    location, report = locked_report(report)
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
