"""The point and the time zone of an address. May ask another machine: the geocoder that the settings name."""

from dataclasses import dataclass

import structlog
from geopy.exc import GeopyError

from places.geocoder import get_geocoder
from places.index import place_index
from places.lookup import PlaceNotFound, nearest_city
from places.sphere import miles_between, unit_vectors

log = structlog.get_logger(__name__)

ADDRESS_FIELDS = ("street", "city", "state", "postal_code")
# A pin farther from its ZIP's point than this is asked about once more: most ZIPs are smaller.
FAR_MILES = 5.0


@dataclass(frozen=True)
class Point:
    """Degrees; `is_approximate`: of the ZIP or city, not of the building."""

    latitude: float
    longitude: float
    is_approximate: bool = False


class AddressNotFound(Exception):
    """No point is known for an address; the message is a sentence to show."""


def find_point(street: str, city: str, state: str, postal_code: str) -> Point:
    """The point of an address, as exact as the geocoder can tell. Raises AddressNotFound."""
    query = ", ".join(part for part in (street, city, f"{state} {postal_code}".strip()) if part)
    try:
        found = get_geocoder().geocode(query)
    except GeopyError as error:  # it is away, slow, or refuses us
        log.warning("geocoder failed", error=type(error).__name__)
        raise AddressNotFound(
            "Addresses can't be looked up right now. Set the pin on the map or type its coordinates."
        ) from error
    if found is None:
        raise AddressNotFound(
            "We can't find this address. Check city and ZIP, or set the pin on the map or by coordinates."
        )
    is_approximate = bool(found.raw.get("is_approximate", False))
    return Point(round(found.latitude, 6), round(found.longitude, 6), is_approximate)


def time_zone_at(latitude: float, longitude: float) -> str | None:
    """The IANA time zone of a point: that of the nearest city."""
    try:
        return nearest_city(latitude, longitude)[0].time_zone
    except PlaceNotFound:
        return None


def miles_from_zip(latitude: float, longitude: float, postal_code: str) -> float | None:
    """How far a point is from that of a ZIP, in miles; None where we have no point of this very ZIP."""
    found = place_index().zip(postal_code)
    if found is None:
        return None
    zip_point = unit_vectors([found.latitude], [found.longitude])
    return float(miles_between(zip_point, unit_vectors(latitude, longitude))[0])
