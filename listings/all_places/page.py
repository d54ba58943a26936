"""What the pages about all places are given."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse

from listings.all_places.bulk import BulkPlan
from providers import words
from providers.models import HIDDEN_DAYS, Location

if TYPE_CHECKING:
    from listings.all_places.filters import ListedLocation


@dataclass(frozen=True)
class PlaceRow:
    """One location in the list. `marks`: what an operator should know, each in a few words."""

    id: int
    name: str
    practice: str
    practice_url: str
    address: str
    phone: str
    phone_link: str
    status: str
    confirmed: str
    marks: tuple[str, ...]
    has_team: bool
    edit_url: str
    page_url: str


def place_row(location: "ListedLocation", today: date) -> PlaceRow:
    marks = []
    if location.doubted_at:
        marks.append("Readers doubt it")
    if location.is_reported:
        marks.append("Open reports")
    if location.is_approximate:
        marks.append("Approximate pin")
    if location.status == Location.Status.PUBLISHED and is_hidden(location, today):
        marks.append("Left out of most searches")
    street = ", ".join(filter(None, (location.street, location.city)))
    return PlaceRow(
        id=location.pk,
        name=location.name,
        practice=location.practice.name,
        practice_url=f"{reverse('all-places')}?practice={location.practice_id}",
        address=f"{street}, {location.state} {location.postal_code}",
        phone=words.phone(location.phone, location.phone_extension) if location.phone else "",
        phone_link=words.phone_link(location.phone, location.phone_extension),
        status=location.get_status_display(),
        confirmed=confirmed_words(location, today),
        marks=tuple(marks),
        has_team=location.has_team,
        edit_url=reverse("listing", args=[location.pk]),
        page_url=location.get_absolute_url() if location.has_page else "",
    )


def is_hidden(location: Location, today: date) -> bool:
    return location.confirmed_on is None or (today - location.confirmed_on).days >= HIDDEN_DAYS


def confirmed_words(location: Location, today: date) -> str:
    if location.confirmed_on is None:
        return "Never confirmed in full"
    return f"Confirmed {words.days_ago(location.confirmed_on, today)}"


def plan_sentence(plan: BulkPlan) -> str:
    """What will happen, in one sentence: "3 places will be published; 1 can't be."."""
    done = len(plan.possible)
    will = f"{words.count(done, 'place')} will be {plan.action.done}"
    left = len(plan.refused)
    return f"{will}; {staying(left)}." if left else f"{will}."


def staying(number: int, since: str = "") -> str:
    """ "1 place stays as it is"; `since` goes before the verb."""
    return f"{words.count(number, 'place')}{since} {'stays as it is' if number == 1 else 'stay as they are'}"
