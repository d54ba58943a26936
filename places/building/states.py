"""A point for each state and territory."""

from typing import NamedTuple

from places.building.areas import Zip
from places.building.towns import Town
from places.sphere import centroid, unit_vectors
from places.states import STATES, TERRITORIES, State


class StatePoint(NamedTuple):
    """A state with the average point of where its people live, and the time zone of its largest city."""

    code: str
    name: str
    latitude: float
    longitude: float
    population: int
    time_zone: str


def build_states(towns: list[Town], zips: list[Zip]) -> list[StatePoint]:
    """All states and territories, by code: the average of their ZIPs, weighted by the people in each.

    Where no ZIP's people are known (Guam, American Samoa) all count the same.
    """
    points = []
    for state in STATES + TERRITORIES:
        own = [each for each in zips if each.state == state.code]
        vectors = unit_vectors([each.latitude for each in own], [each.longitude for each in own])
        people = [each.people for each in own]
        middle = centroid(vectors, weights=people if any(people) else None)
        largest = max((town for town in towns if town.state == state.code), key=lambda town: town.people)
        points.append(_point(state, middle, largest.time_zone))
    return sorted(points)


def _point(state: State, middle: tuple[float, float], time_zone: str) -> StatePoint:
    latitude, longitude = (round(degrees, 4) for degrees in middle)
    return StatePoint(state.code, state.name, latitude, longitude, state.population, time_zone)
