"""The pages of states and cities: a search with a readable address, and the way to its neighbours."""

from dataclasses import dataclass
from itertools import islice

from places.index import FoundPlace, place_index
from places.lookup import PlaceNotFound, find_place
from places.models import Place
from providers.search.criteria import Point, SearchCriteria
from providers.web.trail import Step, city_step, home_step, state_step

# Enough to browse by; everything else is a search away.
MAX_CITIES = 40


@dataclass(frozen=True)
class AreaLinks:
    """Breadcrumbs, and for a state its largest cities, towns and neighborhoods."""

    trail: tuple[Step, ...]
    cities: tuple[Step, ...]


def area_links(place: FoundPlace) -> AreaLinks:
    if place.kind == Place.Kind.STATE:
        cities = (city for city in place_index().cities if city.state == place.state)  # largest first
        shown = tuple(city_step(city) for city in islice(cities, MAX_CITIES))
        return AreaLinks((home_step(), state_step(place.state)), shown)
    return AreaLinks((home_step(), state_step(place.state), city_step(place)), ())


def criteria_of(place: FoundPlace) -> SearchCriteria:
    """The search that the page shows: by name, or by point where another place is meant by that name.

    The District of Columbia is the city of Washington: its page is the one of the city.
    """
    try:
        found = find_place(place.label).place
    except PlaceNotFound:  # a name that cannot be typed
        found = None
    if found and (found == place or (place.kind == Place.Kind.STATE and found.state == place.state)):
        return SearchCriteria(near=found.label)
    return SearchCriteria(point=Point(place.latitude, place.longitude))
