"""Breadcrumbs: the path from the home page to a state, a city, a location."""

from dataclasses import dataclass

from django.urls import reverse

from places.found import FoundPlace
from places.kinds import Kind
from places.lookup import PlaceNotFound, find_place
from providers.models import Location
from providers.web.addresses import place_address, state_address
from providers.web.states import state_name


@dataclass(frozen=True)
class Step:
    """`url` is empty if there is no such page."""

    name: str
    url: str


def home_step() -> Step:
    return Step("Home", reverse("home"))


def state_step(code: str) -> Step:
    return Step(state_name(code), state_address(code))


def place_step(place: FoundPlace) -> Step:
    return Step(place.name, place_address(place))


def location_trail(location: Location) -> tuple[Step, ...]:
    """Home, state, city if the gazetteer has a page for it, and the location."""
    here = Step(location.name, location.get_absolute_url())
    return (home_step(), state_step(location.state), *_city_steps(location), here)


def _city_steps(location: Location) -> tuple[Step, ...]:
    try:
        found = find_place(f"{location.city}, {location.state}").place
    except PlaceNotFound:  # a suburb or a spelling that the gazetteer doesn't have
        return ()
    has_page = found.kind != Kind.STATE and bool(found.slug) and found.state == location.state
    return (place_step(found),) if has_page else ()
