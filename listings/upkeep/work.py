"""What a person has to do: the listings of their practices, the most urgent first, invitations and claims."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from typing import TYPE_CHECKING, Any, TypedDict

from django.db.models import (
    Case,
    CharField,
    Count,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from accounts.models import User
from listings.models import Claim, HeldChange, Invitation, Membership, Report, Role
from providers.models import HIDDEN_DAYS, REMINDER_DAYS, UNCONFIRMED_DAYS, Location

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


class Urgency(IntEnum):
    """Why a listing needs attention, the most urgent first."""

    DOUBTED = 0  # the page warns patients
    REPORTED = 1  # somebody says that it is wrong
    HIDDEN = 2  # out of the default results: 120 days, or a section was never confirmed
    UNCONFIRMED = 3  # the badge: 90 days
    DUE = 4  # 60 days
    DRAFT = 5  # nobody can find it yet
    HELD = 6  # a change waits for our check
    NOTHING = 7


class Counted(TypedDict):
    """What `locations_of` adds to a location: an Urgency, open reports, and changes that wait for a check."""

    urgency: int
    open_reports: int
    held: int


@dataclass(frozen=True)
class ListingWork:
    """A location and what waits there: open reports, and changes that wait for our check."""

    location_id: int
    open_reports: int
    held: int


def locations_of(
    user: User, *, today: date, practice_id: int | None = None
) -> "QuerySet[WithAnnotations[Location, Counted]]":
    """Locations of the practices in whose team the user is."""
    mine = Membership.objects.filter(user=user)
    if practice_id is not None:
        mine = mine.filter(practice=practice_id)
    locations = Location.objects.filter(practice__in=mine.values("practice"))
    locations = locations.exclude(status=Location.Status.REMOVED).annotate(
        open_reports=how_many(Report.objects.filter(state=Report.State.OPEN)),
        held=how_many(HeldChange.objects.filter(state=HeldChange.State.WAITING)),
    )
    return locations.annotate(urgency=urgency(today))


def how_many(rows: QuerySet) -> Coalesce:
    """How many of these rows belong to the location."""
    counted = rows.filter(location=OuterRef("pk")).order_by().values("location").annotate(number=Count("pk"))
    return Coalesce(Subquery(counted.values("number"), output_field=IntegerField()), 0)


def urgency(today: date) -> Case:
    def unconfirmed_for(days: int) -> Q:
        return Q(status=Location.Status.PUBLISHED, confirmed_on__lte=today - timedelta(days=days))

    never = Q(status=Location.Status.PUBLISHED, confirmed_on=None)
    return Case(
        When(Q(doubted_at__isnull=False) & ~Q(status=Location.Status.CLOSED), then=Urgency.DOUBTED),
        When(open_reports__gt=0, then=Urgency.REPORTED),
        When(never | unconfirmed_for(HIDDEN_DAYS), then=Urgency.HIDDEN),
        When(unconfirmed_for(UNCONFIRMED_DAYS), then=Urgency.UNCONFIRMED),
        When(unconfirmed_for(REMINDER_DAYS), then=Urgency.DUE),
        When(status=Location.Status.DRAFT, then=Urgency.DRAFT),
        When(held__gt=0, then=Urgency.HELD),
        default=Urgency.NOTHING,
        output_field=IntegerField(),
    )


@dataclass(frozen=True)
class Waiting:
    """How many listings there are, and how many of them need something."""

    total: int
    to_do: int


def count_waiting(listings: "QuerySet[WithAnnotations[Location, Counted]]") -> Waiting:
    """Both numbers with one query."""
    return Waiting(
        **listings.aggregate(total=Count("pk"), to_do=Count("pk", filter=Q(urgency__lt=Urgency.NOTHING)))
    )


def by_urgency(
    listings: "QuerySet[WithAnnotations[Location, Counted]]",
) -> QuerySet[Any, tuple[int, int, int]]:
    """Rows for `ListingWork`, the most urgent first."""
    ordered = listings.order_by("urgency", Coalesce("confirmed_on", Value(date.min)), "name", "pk")
    return ordered.values_list("pk", "open_reports", "held")


def pending(user: User) -> QuerySet:
    """Invitations and claims that have no end yet, with one query: dictionaries of `what` ("invited": to the
    user; "inviting": by a team that the user owns; "claim"), `key`, `practice_name`, `detail` and `since`."""
    now = timezone.now()
    invitations = Invitation.objects.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=now)
    owned = Membership.objects.filter(user=user, role=Role.OWNER).values("practice")
    claims = Claim.objects.filter(user=user, state__in=[Claim.State.REQUESTED, Claim.State.PROVEN])
    parts = [
        as_pending(invitations.filter(email__iexact=user.email), "invited", "role"),
        as_pending(invitations.filter(practice__in=owned), "inviting", "email"),
        as_pending(claims, "claim", "state"),
    ]
    return parts[0].union(*parts[1:], all=True).order_by("-since")


def as_pending(rows: QuerySet, what: str, detail: str) -> QuerySet:
    return rows.order_by().values(
        what=Value(what, CharField()),
        key=F("practice_id") if what == "inviting" else F("pk"),
        practice_name=F("practice__name"),
        detail=Cast(detail, CharField()),
        since=F("created_at"),
    )
