"""Reminding the teams of practices to confirm their listings: once for each stage, one mail for each person.

Running it again sends nothing twice: what was sent is noted (ReminderSent) in the transaction that queues the
mails. After days without a run, each listing gets the mail for the stage that it has reached, and no other.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse

from listings.models import Membership
from listings.models.upkeep import ReminderSent
from listings.upkeep.mail_links import link_for
from listings.upkeep.stages import REMINDER_DAYS, locations_due, not_reminded
from mail.sending import absolute_url, queue_mail
from providers.listing.listing import Listing
from providers.listing.reading import read_listings
from providers.models import Practice, Section

if TYPE_CHECKING:
    from listings.upkeep.stages import DueLocation

# A mail names this many, the longest unconfirmed first; the dashboard has them all.
MAX_IN_A_MAIL = 30
BATCH = 500
NEVER = "never confirmed in full, so most searches leave it out"


@dataclass(frozen=True)
class DueListing:
    """A listing in a reminder. `age`: how long ago it was last confirmed completely. `sections`: what to
    confirm. `link` confirms the listing without signing in."""

    name: str
    city: str
    age: str
    sections: list[str]
    link: str


def practices_to_remind(today: date) -> Iterator[int]:
    """Ids of practices with a listing that has reached a stage without a reminder so far. They are read in
    batches to limit memory."""
    waiting = not_reminded(locations_due(today)).order_by("practice_id")
    last = 0
    while batch := list(
        waiting.filter(practice_id__gt=last).values_list("practice_id", flat=True).distinct()[:BATCH]
    ):
        yield from batch
        last = batch[-1]


def count_to_remind(today: date) -> int:
    """How many practices `practices_to_remind` would yield now."""
    return not_reminded(locations_due(today)).values("practice_id").distinct().count()


@transaction.atomic
def remind_practice(*, practice_id: int, today: date) -> int:
    """Mail the practice's owners and editors about every listing that is due; how many mails were queued.

    0 if a run at the same time was first.
    """
    practice = Practice.objects.select_for_update(no_key=True).filter(pk=practice_id).first()
    if practice is None:  # deleted since the list was made
        return 0
    due = locations_due(today).filter(practice=practice)
    new = list(not_reminded(due))
    if not new:
        return 0
    members = list(
        Membership.objects.keepers().filter(practice=practice).select_related("user").order_by("pk")
    )
    shown = list(due.order_by("since", "pk")[:MAX_IN_A_MAIL])
    listings = read_listings(place.pk for place in shown)
    total, stage = due.count(), max(place.stage for place in new)
    for member in members:
        queue_mail(
            "upkeep/reminder",
            to=member.user.email,
            context=reminder(practice, shown, listings, total, stage, member, today),
        )
    ReminderSent.objects.bulk_create(
        [ReminderSent(location=place, confirmed_on=place.since, stage=place.stage) for place in new]
    )
    return len(members)


def reminder(
    practice: Practice,
    shown: "list[DueLocation]",
    listings: Mapping[int, Listing],
    total: int,
    stage: int,
    member: Membership,
    today: date,
) -> dict[str, object]:
    """What templates/mail/upkeep/reminder.txt says to one member. `stage`: the latest one just reached."""
    groups = groupby(shown, key=lambda place: place.stage)
    return {
        "practice": practice,
        "stage": stage,
        "total": total,
        "more": total - len(shown),
        "groups": [
            (reached, [due_listing(place, listings[place.pk], member, today) for place in places])
            for reached, places in groups
        ],
        "dashboard": absolute_url(reverse("staff")),
    }


def due_listing(location: "DueLocation", listing: Listing, member: Membership, today: date) -> DueListing:
    return DueListing(
        name=location.name,
        city=f"{location.city}, {location.state}",
        age=f"{(today - location.since).days} days" if location.confirmed_on else NEVER,
        sections=[section.label for section in Section if is_due(listing, section, today)],
        link=link_for(location, member, today=today),
    )


def is_due(listing: Listing, section: Section, today: date) -> bool:
    """Whether the section was last confirmed 60 days ago or longer, or never."""
    days = listing.days_since(section, today)
    return days is None or days >= REMINDER_DAYS
