"""Finding people for admins, with what the list shows of each."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol, TypedDict

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from accounts.models import User, UserEvent
from accounts.roles import SiteRole
from accounts.second_factor import with_second_factor
from listings.models import Membership

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    ListedUser = WithAnnotations[User, "Added"]


class Added(TypedDict):
    """What `people_listed` adds to a user."""

    has_second_factor: bool
    is_in_team: bool


def people_listed() -> "QuerySet[ListedUser]":
    """Everybody who can sign in or could, by name; with teams in two queries."""
    factors = Authenticator.objects.filter(user=OuterRef("pk")).exclude(
        type=Authenticator.Type.RECOVERY_CODES
    )
    teams = Membership.objects.select_related("practice").order_by("practice__name")
    return (
        with_second_factor(User.objects.all())
        .annotate(
            has_second_factor=Exists(factors),
            is_in_team=Exists(Membership.objects.filter(user=OuterRef("pk"))),
        )
        .prefetch_related(Prefetch("memberships", teams))
        .order_by("email")
    )


class RoleEvent(Protocol):
    """A row of UserEvent: what the account was after a change. It has the columns of SiteRole, too."""

    pgh_id: int
    pgh_obj_id: int
    pgh_created_at: datetime
    pgh_context: Any
    is_active: bool


def changes_of_roles(user: User | None = None) -> QuerySet[Any]:
    """Events that changed a role or switched an account on or off, the latest first; of all, or one user.

    Without those who signed up: they have no role.
    """
    signed_up = Q(pgh_label="insert", **dict.fromkeys(SiteRole.values, False))
    events = UserEvent.objects.exclude(Q(pgh_label="baseline") | signed_up).select_related("pgh_context")
    return (events.filter(pgh_obj=user.pk) if user else events).order_by("-pgh_id")


def events_before(events: Iterable[RoleEvent]) -> dict[int, RoleEvent]:
    """For each event the one of the same account before it, by the id of the later one. One query."""
    events = list(events)
    users = {event.pgh_obj_id for event in events}
    earlier: dict[int, RoleEvent] = {}
    last: dict[int, RoleEvent] = {}
    for event in UserEvent.objects.filter(pgh_obj__in=users).order_by("pgh_id"):
        if event.pgh_obj_id in last:
            earlier[event.pgh_id] = last[event.pgh_obj_id]
        last[event.pgh_obj_id] = event
    return earlier


def people_by_id(ids: Iterable[int]) -> dict[int, User]:
    return User.objects.in_bulk(set(ids))
