"""The provider that a patient plans a course at."""

from collections.abc import Mapping
from dataclasses import dataclass

from providers.listing.location import address_lines
from providers.listing.reading import ListingNotFound, read_listing
from providers.models import Location
from providers.search.criteria import Point

# More digits may not fit into PostgreSQL's bigint.
MAX_DIGITS = 18


@dataclass(frozen=True)
class Clinic:
    """A published location. `open_weekdays` (0 is Monday) is empty if its hours are unknown."""

    id: int
    name: str
    address: str
    url: str
    point: Point
    time_zone: str
    open_weekdays: frozenset[int]


def find_clinic(parameters: Mapping[str, str]) -> Clinic | None:
    """The published location whose id is in the parameter `provider`; None if there is none."""
    text = parameters.get("provider", "")
    if not (text.isascii() and text.isdecimal() and len(text) <= MAX_DIGITS):
        return None
    try:
        listing = read_listing(int(text))
    except ListingNotFound:
        return None
    location = listing.location
    if location.status != Location.Status.PUBLISHED:
        return None
    if location.latitude is None or location.longitude is None:
        return None
    return Clinic(
        id=location.pk,
        name=location.name,
        address=", ".join(address_lines(location)),
        url=location.get_absolute_url(),
        point=Point(location.latitude, location.longitude),
        time_zone=location.time_zone,
        open_weekdays=frozenset(span.weekday for span in listing.hours),
    )
