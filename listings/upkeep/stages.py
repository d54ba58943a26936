"""When a listing is due: the stages of reminding, and which locations have reached one."""

from datetime import date, timedelta

from django.db.models import Case, Exists, OuterRef, QuerySet, Value, When
from django.db.models.functions import Coalesce, TruncDate

from listings.models import Membership
from listings.models.upkeep import ReminderSent
from providers.models import HIDDEN_DAYS, REMINDER_DAYS, UNCONFIRMED_DAYS, Location

SECOND_REMINDER_DAYS = 75
# Days since the least recent confirmation: a reminder, a second one, the badge, out of the default results.
STAGES = (REMINDER_DAYS, SECOND_REMINDER_DAYS, UNCONFIRMED_DAYS, HIDDEN_DAYS)


def locations_due(today: date) -> QuerySet[Location]:
    """Published locations that have reached a stage, with it as `stage`, and the day it is counted from as
    `since`: that of the least recently confirmed section or, while one was never confirmed, that on which its
    row was made. Days are those of the site's zone."""
    reached = [
        When(since__lte=today - timedelta(days=stage), then=Value(stage)) for stage in sorted(STAGES)[::-1]
    ]
    since = Coalesce("confirmed_on", TruncDate("created_at"))
    due = Location.objects.published().annotate(since=since)
    return due.filter(since__lte=today - timedelta(days=REMINDER_DAYS)).annotate(stage=Case(*reached))


def not_reminded(due: QuerySet[Location]) -> QuerySet[Location]:
    """Those whose team was not yet told that they reached this stage, and which have somebody to tell."""
    told = ReminderSent.objects.filter(
        location=OuterRef("pk"), confirmed_on=OuterRef("since"), stage__gte=OuterRef("stage")
    )
    kept = Membership.objects.keepers().filter(practice=OuterRef("practice"))
    return due.filter(~Exists(told), Exists(kept))


def nobody_keeps(today: date) -> QuerySet[Location]:
    """Locations that have been unconfirmed for 90 days and have no owner or editor: longest first."""
    kept = Membership.objects.keepers().filter(practice=OuterRef("practice"))
    unconfirmed = locations_due(today).filter(since__lte=today - timedelta(days=UNCONFIRMED_DAYS))
    return unconfirmed.filter(~Exists(kept)).order_by("since", "pk")
