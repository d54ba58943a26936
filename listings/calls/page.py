"""What the call list, and the page of one call, are given."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.urls import reverse

from listings.calls.finding import Why
from listings.days import day_of
from listings.models import Call
from listings.upkeep.section_states import SectionState, sections_of
from providers import words
from providers.listing.listing import Listing
from providers.listing.opening import clock, opening_of, zone_name
from providers.models import Location
from providers.web.states import state_name

if TYPE_CHECKING:
    from listings.calls.finding import CallableLocation


@dataclass(frozen=True)
class CallRow:
    """One place in the list."""

    name: str
    place: str
    why: str
    phone: str
    phone_link: str
    local_time: str
    last_call: str
    url: str


@dataclass(frozen=True)
class CallPage:
    """One call: the number, when it is there, what to say, and what to ask about."""

    name: str
    practice: str
    phone: str
    phone_e164: str
    phone_link: str
    local_time: str
    opening: str
    days: tuple[tuple[str, str], ...]
    greeting: str
    sections: tuple[SectionState, ...]
    earlier: tuple[str, ...]
    is_draft: bool
    page_url: str
    edit_url: str


def call_row(location: "CallableLocation", last: Call | None, now: datetime) -> CallRow:
    return CallRow(
        location.name,
        f"{location.city}, {location.state}",
        Why(location.why).label,
        words.phone(location.phone, location.phone_extension),
        words.phone_link(location.phone, location.phone_extension),
        local_time(location, now),
        f"Last call {day_of(last.made_at)}: {last.get_outcome_display().lower()}" if last else "",
        reverse("call-place", args=[location.pk]),
    )


def local_time(location: Location, now: datetime) -> str:
    """ "2:15 PM there (Central time)"; empty where the zone is unknown to this machine."""
    try:
        local = now.astimezone(ZoneInfo(location.time_zone))
    except (ZoneInfoNotFoundError, ValueError):  # imported data may hold any text
        return ""
    return f"{clock(local.time())} there ({zone_name(location.time_zone, now)})"


def call_page(listing: Listing, calls: Iterable[Call], now: datetime) -> CallPage:
    location = listing.location
    opening = opening_of(listing.hours, location.time_zone, now, listing.closures)
    return CallPage(
        name=location.name,
        practice=listing.practice.name,
        phone=words.phone(location.phone, location.phone_extension) if location.phone else "",
        phone_e164=location.phone,
        phone_link=words.phone_link(location.phone, location.phone_extension),
        local_time=local_time(location, now),
        opening=opening.now,
        days=tuple((day.weekday, day.hours) for day in opening.days),
        greeting=greeting(location),
        sections=sections_of(listing, now.date()),
        earlier=tuple(earlier_call(call) for call in calls),
        is_draft=location.status == Location.Status.DRAFT,
        page_url=location.get_absolute_url() if location.has_page else "",
        edit_url=reverse("listing", args=[location.pk]),
    )


def greeting(location: Location) -> str:
    return (
        f"Hello, I’m calling from {settings.SITE_NAME}, a free directory for people looking for TMS. We list "
        f"{location.name} in {location.city}, {state_name(location.state)}. I’d like to read you what we say "
        "about you, so that patients don’t call in vain. It takes three minutes, and it costs nothing."
    )


def earlier_call(call: Call) -> str:
    who = call.made_by or "somebody whose account is deleted"
    note = f" {call.note}" if call.note else ""
    return f"{day_of(call.made_at)}, {who}: {call.get_outcome_display().lower()}.{note}"


def last_calls(calls: Iterable[Call]) -> Mapping[int, Call]:
    """By location, the latest of these calls, which come latest first."""
    found: dict[int, Call] = {}
    for call in calls:
        found.setdefault(call.location_id, call)
    return found
