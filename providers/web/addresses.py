"""Addresses that a page of results needs, looked up once."""

from functools import cache, lru_cache
from urllib.parse import urlencode

from django.urls import reverse

from places.found import FoundPlace
from places.index import place_index
from places.kinds import Kind


@cache
def address_of(name: str) -> str:
    """The path of the page with this name."""
    return reverse(name)


def state_address(code: str) -> str:
    """The path of the page of a state, by its two letters."""
    return reverse("state", args=[code.lower()])


def place_address(place: FoundPlace) -> str:
    """The path of the page of a place that has one: a city, neighborhood, county, region or landmark."""
    return reverse("city", args=[place.state.lower(), place.slug])


@lru_cache(maxsize=4096)
def area_address(place: FoundPlace) -> str:
    """The path of the page that search engines should know a place by: its own, for a ZIP that of its town.

    A region of several whole states has no page: the address of its search.
    """
    if place.kind == Kind.STATE:
        return state_address(place.state)
    page = place_index().town_of(place) if place.kind == Kind.ZIP else place
    if page is not None and page.slug:
        return place_address(page)
    return (
        state_address(place.state)
        if place.state
        else f"{address_of('results')}?{urlencode({'near': place.label})}"
    )
