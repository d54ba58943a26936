"""Each ZIP point with its state, the city it is in or near, and its time zone."""

import math
from collections import Counter, defaultdict
from typing import NamedTuple

import numpy as np

from places.building.cities import City
from places.building.corrections import NEIGHBORHOODS
from places.sphere import miles_between, unit_vectors
from places.states import STATE_BY_CODE, TERRITORY_TIME_ZONES
from places.zips import prefix_of_zip, state_of_zip

# A city is modeled as a disc of this density. Houston has 3,600 and Chicago 12,000, but a disc must also
# reach the far corners of a city, and the prefix rule below keeps it out of the suburbs.
PEOPLE_PER_SQUARE_MILE = 2_500
# A town of at least this size inside a larger city's disc is a city of its own (Cambridge near Boston);
# smaller ones and NEIGHBORHOODS belong to the larger city.
INDEPENDENT_POPULATION = 40_000
# How many ZIPs around a city's center decide its prefix: the nearest one can be that of a single building, as
# around the White House.
ZIPS_AT_THE_CENTER = 5
# A large city grows along its roads: within this many radii it still claims a ZIP of its prefix that is in no
# other city's disc.
REACH_OF_LARGE_CITIES = 1.5
LARGE_POPULATION = 100_000

Point = tuple[str, float, float]  # ZIP, latitude, longitude


class Zip(NamedTuple):
    """A ZIP and its point (five decimals are 1 m).

    `city` is the city of its state that it is in or near, or the territory.
    """

    code: str
    latitude: float
    longitude: float
    state: str
    city: str
    time_zone: str


class Disagreement(NamedTuple):
    """A ZIP whose prefix belongs to one state while the nearest city is in another: common at borders."""

    code: str
    state: str
    nearest_city: str
    miles: float


def build_zips(points: list[Point], cities: list[City]) -> tuple[list[Zip], list[Disagreement]]:
    """All ZIPs in the order of `points`, and those whose state should be checked.

    Raises ValueError for a ZIP whose prefix belongs to no state. `cities` come largest first.
    """
    codes = [point[0] for point in points]
    states = [_state_of(code) for code in codes]
    neighbors = _Neighbors(points, cities)
    chosen, nearest, disagreements = [], [], []
    for position, (code, state) in enumerate(zip(codes, states, strict=True)):
        miles = miles_between(neighbors.city_vectors, neighbors.vectors[position])
        chosen.append(neighbors.choose(state, prefix_of_zip(code), miles))
        nearest.append(neighbors.nearest_of_state(state, miles))
        anywhere = int(miles.argmin())
        if nearest[-1] not in (None, anywhere) and cities[anywhere].state != state:
            name = f"{cities[anywhere].name}, {cities[anywhere].state}"
            disagreements.append(Disagreement(code, state, name, round(float(miles[anywhere]), 1)))
    zips = []
    for point, state, choice, closest in zip(points, states, chosen, nearest, strict=True):
        code, latitude, longitude = point[0], round(point[1], 5), round(point[2], 5)
        if choice is None or closest is None:
            name, zone = STATE_BY_CODE[state].name, TERRITORY_TIME_ZONES[state]
        else:
            name, zone = cities[choice].name, cities[closest].time_zone
        zips.append(Zip(code, latitude, longitude, state, name, zone))
    return zips, disagreements


def _state_of(code: str) -> str:
    state = state_of_zip(code)
    if state is None:
        raise ValueError(f"No state is known for ZIP {code}: its prefix is new.")
    return state


class _Neighbors:
    """The cities around a ZIP point. Positions are those of the lists it was made with."""

    def __init__(self, points: list[Point], cities: list[City]) -> None:
        self.points = points
        self.vectors = unit_vectors([point[1] for point in points], [point[2] for point in points])
        self.city_vectors = unit_vectors(
            [city.latitude for city in cities], [city.longitude for city in cities]
        )
        of_state: dict[str, list[int]] = defaultdict(list)
        for position, city in enumerate(cities):
            of_state[city.state].append(position)
        self.of_state = {state: np.array(positions) for state, positions in of_state.items()}
        populations = np.array([city.population for city in cities])
        self.radii = np.sqrt(populations / PEOPLE_PER_SQUARE_MILE / math.pi)  # miles
        self.is_independent = [
            city.population >= INDEPENDENT_POPULATION and (city.name, city.state) not in NEIGHBORHOODS
            for city in cities
        ]
        self.is_large = populations >= LARGE_POPULATION
        self.prefixes = self._prefixes(cities)

    def _prefixes(self, cities: list[City]) -> list[str]:
        """The prefix of each city: the one that most ZIPs around its center have.

        A city's mail is sorted by it, so it separates the city's own ZIPs from those of suburbs that its disc
        also covers.
        """
        zips_of_state: dict[str | None, list[int]] = defaultdict(list)
        for position, point in enumerate(self.points):
            zips_of_state[state_of_zip(point[0])].append(position)
        prefixes = []
        for city, center in zip(cities, self.city_vectors, strict=True):
            candidates = np.array(zips_of_state[city.state], dtype=np.intp)
            miles = miles_between(self.vectors[candidates], center)
            closest = candidates[np.argsort(miles, kind="stable")[:ZIPS_AT_THE_CENTER]]
            votes = Counter(prefix_of_zip(self.points[position][0]) for position in closest)
            prefixes.append(max(votes, key=votes.__getitem__, default=""))
        return prefixes

    def nearest_of_state(self, state: str, miles: np.ndarray) -> int | None:
        """The nearest city of the state; None in a territory, where no cities are listed."""
        if state not in self.of_state:
            return None
        candidates = self.of_state[state]
        return int(candidates[int(miles[candidates].argmin())])

    def choose(self, state: str, prefix: str, miles: np.ndarray) -> int | None:
        """The city whose disc contains the point, or else the nearest one; None in a territory.

        A disc counts only for ZIPs of its city's own prefix. If there are several, the nearest independent
        city is chosen, or else the largest city.
        """
        nearest = self.nearest_of_state(state, miles)
        if nearest is None:
            return None
        of_prefix = [int(city) for city in self.of_state[state] if self.prefixes[city] == prefix]
        covering = [city for city in of_prefix if miles[city] <= self.radii[city]]
        if covering:
            rivals = [city for city in covering if self.is_independent[city]] or covering[:1]
            return min(rivals, key=lambda city: miles[city])
        if miles[nearest] <= self.radii[nearest]:
            return nearest
        reaching = [
            city
            for city in of_prefix
            if self.is_large[city] and miles[city] <= REACH_OF_LARGE_CITIES * self.radii[city]
        ]
        return reaching[0] if reaching else nearest
