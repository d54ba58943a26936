"""Whom to phone next: the most urgent first."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypedDict

from django.db.models import (
    Case,
    DateTimeField,
    Exists,
    F,
    Func,
    IntegerChoices,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.fields import TimeField
from django.db.models.functions import Cast, ExtractIsoWeekDay
from django.utils import timezone

from listings.models import Call, Claim, LocationEvent, Membership, Report
from listings.reports.doubt import DOUBTS_CONTACT
from providers.models import HIDDEN_DAYS, UNCONFIRMED_DAYS, Location, OpeningHours

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    CallableLocation = WithAnnotations[Location, "Added"]

OFFICE_OPENS, OFFICE_CLOSES = "09:00", "17:00"


class Why(IntegerChoices):
    """Why a place is called, in order of urgency."""

    DOUBTED = 0, "Readers doubt that it is there"
    REPORTED = 1, "Reported as closed or with a wrong number"
    NEVER = 2, "Never confirmed in full"
    HIDDEN = 3, f"Not confirmed for {HIDDEN_DAYS} days"
    UNCONFIRMED = 4, f"Not confirmed for {UNCONFIRMED_DAYS} days"
    DRAFT = 5, "A draft that nobody keeps"


class Added(TypedDict):
    """What `to_call` adds to a location. `why`: a value of Why."""

    why: int
    has_team: bool


def to_call(now: datetime) -> "QuerySet[CallableLocation]":
    """Locations that should be called at or before `now`, the most urgent first."""
    today = timezone.localdate(now)
    reports = Report.objects.filter(location=OuterRef("pk"), state=Report.State.OPEN, kind__in=DOUBTS_CONTACT)
    was_public = LocationEvent.objects.filter(pgh_obj=OuterRef("pk"), status=Location.Status.PUBLISHED)
    waits = Call.objects.filter(location=OuterRef("pk"), phone=OuterRef("phone"), again_from__gt=now)
    is_decided_elsewhere = Claim.objects.filter(
        location=OuterRef("pk"), adds_practice=True, state__in=[Claim.State.REQUESTED, Claim.State.PROVEN]
    )
    public = Q(status=Location.Status.PUBLISHED)
    why = Case(
        When(public & Q(doubted_at__isnull=False), then=Value(Why.DOUBTED)),
        When(public & Q(is_reported=True), then=Value(Why.REPORTED)),
        When(public & Q(confirmed_on=None), then=Value(Why.NEVER)),
        When(
            public & Q(confirmed_on__lte=today - timedelta(days=HIDDEN_DAYS)),
            then=Value(Why.HIDDEN),
        ),
        When(
            public & Q(confirmed_on__lte=today - timedelta(days=UNCONFIRMED_DAYS)),
            then=Value(Why.UNCONFIRMED),
        ),
        When(
            Q(~Exists(was_public), ~Exists(is_decided_elsewhere))
            & Q(status=Location.Status.DRAFT, has_team=False),
            then=Value(Why.DRAFT),
        ),
        output_field=IntegerField(),
    )
    return (
        Location.objects.select_related("practice")
        .filter(status__in=[Location.Status.PUBLISHED, Location.Status.DRAFT])
        .exclude(phone="")
        .annotate(
            has_team=Exists(Membership.objects.keepers().filter(practice=OuterRef("practice"))),
            is_reported=Exists(reports),
        )
        .annotate(why=why)
        .filter(~Exists(waits), why__isnull=False)
        .order_by("why", F("confirmed_on").asc(nulls_first=True), "pk")
    )


class LocalTime(Func):
    """`timezone(zone, moment)`: the moment on the clocks of a time zone, without a zone."""

    function = "timezone"
    output_field = DateTimeField()


def at_work(locations: "QuerySet[CallableLocation]", now: datetime) -> "QuerySet[CallableLocation]":
    """Those where it is 9 to 5 of a weekday now."""
    local = LocalTime(F("time_zone"), Value(now))
    locations = locations.alias(local_day=ExtractIsoWeekDay(local), local_time=Cast(local, TimeField()))
    return locations.filter(local_day__lte=5, local_time__gte=OFFICE_OPENS, local_time__lt=OFFICE_CLOSES)


def open_now(locations: "QuerySet[CallableLocation]", now: datetime) -> "QuerySet[CallableLocation]":
    """Those that are open now by their own hours."""
    local = LocalTime(F("time_zone"), Value(now))
    locations = locations.alias(local_day=ExtractIsoWeekDay(local) - 1, local_time=Cast(local, TimeField()))
    spans = OpeningHours.objects.filter(
        location=OuterRef("pk"),
        weekday=OuterRef("local_day"),
        opens__lte=OuterRef("local_time"),
        closes__gt=OuterRef("local_time"),
    )
    return locations.filter(Exists(spans))
