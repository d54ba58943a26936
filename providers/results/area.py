"""The pages of states, counties, cities and neighborhoods: a search with a readable address, and the way to
its neighbours.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from places.found import FoundPlace
from places.index import place_index
from places.kinds import Kind
from places.lookup import PlaceNotFound, find_place
from providers.search.criteria import Point, SearchCriteria
from providers.web.trail import Step, home_step, place_step, state_step

# Enough to browse by; everything else is a search away.
MAX_CITIES = 40


@dataclass(frozen=True)
class AreaLinks:
    """Breadcrumbs, and for a state or county its largest cities and towns."""

    trail: tuple[Step, ...]
    cities: tuple[Step, ...]


def area_links(place: FoundPlace) -> AreaLinks:
    index = place_index()
    if place.kind == Kind.STATE:
        cities = (city for city in index.cities if city.state == place.state)  # largest first
        return AreaLinks((home_step(), state_step(place.state)), _steps(cities))
    trail = (home_step(), state_step(place.state), *_county_step(place), place_step(place))
    if place.kind == Kind.COUNTY:
        return AreaLinks(
            trail, _steps(city for city in index.cities if city.county == place.code and city != place)
        )
    return AreaLinks(trail, ())


def _steps(cities: Iterable[FoundPlace]) -> tuple[Step, ...]:
    return tuple(place_step(city) for city in islice(cities, MAX_CITIES))


def _county_step(place: FoundPlace) -> tuple[Step, ...]:
    """The county that a town is in, if that has a page of its own."""
    county = place_index().place_of(Kind.COUNTY, place.county)
    is_part = place.kind in (Kind.CITY, Kind.NEIGHBORHOOD, Kind.LANDMARK)
    return (place_step(county),) if county is not None and is_part else ()


def criteria_of(place: FoundPlace) -> SearchCriteria:
    """The search that the page shows: by name, or by point where another place is meant by that name.

    The District of Columbia is the city of Washington: its page is the one of the city.
    """
    try:
        found = find_place(place.label).place
    except PlaceNotFound:  # a name that cannot be typed
        found = None
    if found and (found == place or (place.kind == Kind.STATE and found.state == place.state)):
        return SearchCriteria(near=found.label)
    return SearchCriteria(point=Point(place.latitude, place.longitude))
