"""The gazetteer as a geopy geocoder, so that an operator can put any other geocoder in its place."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from geopy.exc import ConfigurationError, GeocoderNotFound
from geopy.geocoders import get_geocoder_for_service
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from places.found import FoundPlace
from places.lookup import PlaceNotFound, find_place, nearest_city
from places.text import words

GAZETTEER = "gazetteer"


class GazetteerGeocoder(Geocoder):
    """Geocodes ZIPs, cities and states exactly, and street addresses to their ZIP or city.

    It sends nothing anywhere: the points come from the shipped gazetteer. `Location.raw` has `kind`, `code`,
    `label`, `time_zone` and `is_approximate`, which is true if the point represents more than was asked for.
    """

    def geocode(
        self, query: str, *, exactly_one: bool = True, timeout: Any = DEFAULT_SENTINEL
    ) -> Location | list[Location] | None:
        """The point of a place or an address; None if not even its city is known (geopy's convention).

        With `exactly_one=False` a list: the best match, then the other places it may be.
        """
        try:
            match = find_place(query)
        except PlaceNotFound:
            return None
        is_approximate = match.is_approximate or _has_a_street(query, match.place)
        best = _location(match.place, is_approximate=is_approximate)
        if exactly_one:
            return best
        others = (_location(place, is_approximate=is_approximate) for place in match.alternatives)
        return [best, *others]

    def reverse(
        self, query: Any, *, exactly_one: bool = True, timeout: Any = DEFAULT_SENTINEL
    ) -> Location | list[Location] | None:
        """The city nearest to a point (a geopy Point, a pair of degrees or "lat, lng").

        `raw["miles"]` is how far away it is. Raises ValueError for anything
        else.
        """
        point = Point(query)
        try:
            city, miles = nearest_city(point.latitude, point.longitude)
        except PlaceNotFound:
            return None
        location = _location(city, is_approximate=True, miles=miles)
        return location if exactly_one else [location]


def get_geocoder() -> Geocoder:
    """The geocoder for street addresses that the settings choose.

    GEOCODER is "gazetteer" (the default: nothing leaves the site) or the name of one of geopy's, such
    as "nominatim" or "arcgis"; GEOCODER_OPTIONS are its arguments. Raises ImproperlyConfigured.
    """
    name = getattr(settings, "GEOCODER", GAZETTEER)
    options: Mapping[str, Any] = getattr(settings, "GEOCODER_OPTIONS", {})
    try:
        geocoder = GazetteerGeocoder if name == GAZETTEER else get_geocoder_for_service(name)
        return geocoder(**options)
    except GeocoderNotFound as error:
        raise ImproperlyConfigured(f"GEOCODER names no geocoder of geopy: {name!r}.") from error
    except (ConfigurationError, TypeError) as error:  # an option is missing, unknown or out of range
        raise ImproperlyConfigured(f"GEOCODER_OPTIONS don't suit {name!r}: {error}") from error


def _has_a_street(query: str, place: FoundPlace) -> bool:
    """Whether the query has more than a place: it begins with a number that isn't the place's ZIP."""
    typed = words(query)
    return len(typed) > 1 and any(letter.isdigit() for letter in typed[0]) and typed[0] != place.code


def _location(place: FoundPlace, *, is_approximate: bool, **raw: Any) -> Location:
    raw |= {
        "kind": place.kind,
        "code": place.code,
        "label": place.label,
        "time_zone": place.time_zone,
        "is_approximate": is_approximate,
    }
    return Location(place.label, (place.latitude, place.longitude, 0.0), raw)
