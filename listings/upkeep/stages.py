"""When a listing is due for confirming: the stages of reminders, and which locations have reached one."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, TypedDict

from django.db.models import Case, Exists, OuterRef, QuerySet, Value, When
from django.db.models.functions import Coalesce, TruncDate

from listings.models import Membership
from listings.models.upkeep import ReminderSent
from providers.models import HIDDEN_DAYS, REMINDER_DAYS, UNCONFIRMED_DAYS, Location

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    DueLocation = WithAnnotations[Location, "Due"]

SECOND_REMINDER_DAYS = 75
# Days since the least recent confirmation: a reminder, a second one, the badge, out of the default results.
STAGES = (REMINDER_DAYS, SECOND_REMINDER_DAYS, UNCONFIRMED_DAYS, HIDDEN_DAYS)


class Due(TypedDict):
    """What `locations_due` adds to a location. `stage`: the stage it has reached, in days. `since`: the day
    that they are counted from, in the site's time zone: when its least recently confirmed section was
    confirmed or, while one was never confirmed, when the location was added."""

    stage: int
    since: date


def locations_due(today: date) -> "QuerySet[DueLocation]":
    """Published locations that have reached a stage."""
    reached = [
        When(since__lte=today - timedelta(days=stage), then=Value(stage)) for stage in sorted(STAGES)[::-1]
    ]
    since = Coalesce("confirmed_on", TruncDate("created_at"))
    due = Location.objects.published().annotate(since=since)
    return due.filter(since__lte=today - timedelta(days=REMINDER_DAYS)).annotate(stage=Case(*reached))


def not_reminded(due: "QuerySet[DueLocation]") -> "QuerySet[DueLocation]":
    """Those that have a team, which was not yet told that they reached this stage."""
    told = ReminderSent.objects.filter(
        location=OuterRef("pk"), confirmed_on=OuterRef("since"), stage__gte=OuterRef("stage")
    )
    kept = Membership.objects.keepers().filter(practice=OuterRef("practice"))
    return due.filter(~Exists(told), Exists(kept))


def nobody_keeps(today: date) -> "QuerySet[DueLocation]":
    """Locations that have been unconfirmed for 90 days and have no owner or editor: the longest first."""
    kept = Membership.objects.keepers().filter(practice=OuterRef("practice"))
    unconfirmed = locations_due(today).filter(since__lte=today - timedelta(days=UNCONFIRMED_DAYS))
    return unconfirmed.filter(~Exists(kept)).order_by("since", "pk")
