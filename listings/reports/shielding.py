"""Shielding a listing from reports that an admin takes for an attack, and the pattern that shows it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone

from accounts.models import User
from listings.models import Report, ReportShield
from listings.reports.doubt import (
    DOUBTS_CONTACT,
    counting_since,
    independent_reports,
    lift_doubt,
    reports_needed,
    shield_of,
)
from providers.models import Location

LASTS = timedelta(days=30)


@dataclass(frozen=True)
class Pattern:
    """What came in about one listing. `days` have `day`, `reports` and `networks`, those that were new.
    Networks are counted and never shown: see doubt.py."""

    days: QuerySet[Report, Any]
    networks: int
    needed: int
    shield: ReportShield | None


def pattern_of(location: Location, *, now: datetime) -> Pattern:
    """The days with reports, the newest first, and how near the listing is to its notice."""
    reports = Report.objects.filter(location=location, kind__in=DOUBTS_CONTACT)
    days = (
        reports.annotate(day=TruncDate("created_at"))
        .values("day")
        .annotate(reports=Count("pk"), networks=Count("pk", filter=Q(is_repeat=False)))
        .order_by("-day")
    )
    return Pattern(
        days=days,
        networks=independent_reports(location, since=counting_since(location, now=now)),
        needed=reports_needed(location, now=now),
        shield=shield_of(location, now=now),
    )


@transaction.atomic
def set_shield(*, location: Location, reason: str, by: User) -> ReportShield:
    """Shield the listing for 30 days and remove its notice. Returns the shield that is up already, if any."""
    location = Location.objects.select_for_update().get(pk=location.pk)
    now = timezone.now()
    if shield := shield_of(location, now=now):
        return shield
    shield = ReportShield.objects.create(location=location, reason=reason, set_by=by, ends_at=now + LASTS)
    lift_doubt(location)
    return shield


@transaction.atomic
def end_shield(*, location: Location, by: User) -> None:
    """End the shield now; what came in meanwhile still doesn't count."""
    now = timezone.now()
    ReportShield.objects.filter(location=location, ends_at__gt=now).update(ends_at=now, ended_by=by)
