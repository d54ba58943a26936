"""A point for each state and territory."""

from typing import NamedTuple

from places.building.cities import City
from places.building.zips import Zip
from places.sphere import centroid, unit_vectors
from places.states import STATES, TERRITORIES, TERRITORY_TIME_ZONES, State


class StatePoint(NamedTuple):
    """A state with the average point of where its people live, and the time zone of its largest city."""

    code: str
    name: str
    latitude: float
    longitude: float
    population: int
    time_zone: str


def build_states(cities: list[City], zips: list[Zip]) -> list[StatePoint]:
    """All states and territories, by code. `cities` come largest first.

    A state's point is the average of its cities, weighted by population. No cities are listed for
    territories, so theirs is the average of their ZIPs.
    """
    points = []
    for state in STATES:
        own = [city for city in cities if city.state == state.code]
        vectors = unit_vectors([city.latitude for city in own], [city.longitude for city in own])
        middle = centroid(vectors, weights=[city.population for city in own])
        points.append(_point(state, middle, own[0].time_zone))
    for territory in TERRITORIES:
        points_of = [point for point in zips if point.state == territory.code]
        vectors = unit_vectors(
            [point.latitude for point in points_of], [point.longitude for point in points_of]
        )
        points.append(_point(territory, centroid(vectors), TERRITORY_TIME_ZONES[territory.code]))
    return sorted(points)


def _point(state: State, middle: tuple[float, float], time_zone: str) -> StatePoint:
    latitude, longitude = (round(degrees, 4) for degrees in middle)
    return StatePoint(state.code, state.name, latitude, longitude, state.population, time_zone)
