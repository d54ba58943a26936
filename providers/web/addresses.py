"""Addresses that a page of results needs, looked up once."""

from functools import cache, lru_cache

from django.urls import reverse

from places.index import FoundPlace, place_index
from places.models import Place
from places.names import slug_of


@cache
def address_of(name: str) -> str:
    """The path of the page with this name."""
    return reverse(name)


def state_address(code: str) -> str:
    """The path of the page of a state, by its two letters."""
    return reverse("state", args=[code.lower()])


def city_address(city: FoundPlace) -> str:
    """The path of the page of a city."""
    return reverse("city", args=[city.state.lower(), city.slug])


@lru_cache(maxsize=4096)
def area_address(place: FoundPlace) -> str:
    """The path of the page of a city, of the city that a ZIP is in, or of a state."""
    city = place if place.kind == Place.Kind.CITY else None
    if place.kind == Place.Kind.ZIP and place.near_city:
        city = place_index().city_at(place.state, slug_of(place.near_city))
    return state_address(place.state) if city is None else city_address(city)
