"""Where invented locations are: around real ZIP points, as often as people live there."""

import math
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from places.index import place_index
from providers.demo.chance import Chance, area_codes

MILES_PER_DEGREE = 69.0
JITTER_MILES = 2.0
# Locations of one practice lie within so many ZIPs of its home, in order of their numbers, which follow
# the mail's routes and so the map.
NEARBY_ZIPS = 12
# For a state whose codes the demo does not know.
NO_AREA_CODE = "800"
# A ZIP of a hamlet has a share of nearly nobody; somebody is there all the same.
MIN_PEOPLE = 50


class Zip(NamedTuple):
    """A ZIP code with its point, and the city that it is in or nearest to."""

    code: str
    latitude: float
    longitude: float
    population: int
    state: str
    city: str
    time_zone: str


@dataclass(frozen=True)
class Zips:
    """All ZIPs in which people live, ordered by code, and how many live in each and those before it."""

    all: list[Zip]
    people: list[int]

    @classmethod
    def read(cls) -> "Zips":
        found = [
            Zip(
                each.code,
                each.latitude,
                each.longitude,
                each.population,
                each.state,
                each.near_city,
                each.time_zone,
            )
            for each in place_index().zips
            if each.population  # nobody has an office in a post-office box
        ]
        return cls(found, list(accumulate(MIN_PEOPLE + place.population for place in found)))

    def draw(self, chance: Chance, count: int) -> list[Zip]:
        """One where people live, and `count - 1` near it and in its state, which may be the same one."""
        home = chance.choices(range(len(self.all)), cum_weights=self.people)[0]
        others = [home + chance.choice([-1, 1]) * chance.randint(1, NEARBY_ZIPS) for _ in range(count - 1)]
        near = [self.all[min(max(other, 0), len(self.all) - 1)] for other in others]
        first = self.all[home]
        return [first, *(place if place.state == first.state else first for place in near)]


def draw_point(chance: Chance, place: Zip) -> tuple[float, float]:
    """(latitude, longitude) within two miles of the ZIP's own point."""
    # The square root spreads them evenly over the circle.
    miles, angle = JITTER_MILES * math.sqrt(chance.random()), chance.random() * math.tau
    north = miles * math.sin(angle) / MILES_PER_DEGREE
    east = miles * math.cos(angle) / (MILES_PER_DEGREE * math.cos(math.radians(place.latitude)))
    longitude = place.longitude + east
    if abs(longitude) > 180:  # in the Aleutians a step may cross the antimeridian
        longitude -= math.copysign(360, longitude)
    return place.latitude + north, longitude


def area_code(place: Zip) -> str:
    """The area code of the ZIP's state whose main city is nearest."""

    def distance(point: tuple[float, float]) -> float:
        east = (place.longitude - point[1]) * math.cos(math.radians(point[0]))
        return math.hypot(place.latitude - point[0], east)

    codes = area_codes(place.state)
    return min(codes, key=lambda code: distance(codes[code]), default=NO_AREA_CODE)
