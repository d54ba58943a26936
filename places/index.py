"""Every place in memory, so that a process can look places up without asking the database.

Places change only with a release, so a process reads the shipped files once: a site whose database is down
still knows where 60614 is.
"""

import gc
import threading
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

import numpy as np
import numpy.typing as npt

from places import gazetteer
from places.county_names import bare_county
from places.found import FoundPlace
from places.gazetteer import Counties, Named, ZipColumns
from places.kinds import Kind
from places.names import key_of
from places.sphere import centroid, miles_between, unit_vectors
from places.zips import state_of_zip

# Marks a name in the files that means this place first, whatever the size of its namesakes.
MEANS_FIRST = "="
# A neighborhood's people live in its city, whose own name is typed far more often.
WEIGHT_OF_NEIGHBORHOODS = 0.5
# Sorts behind every digit.
AFTER_DIGITS = ":"


class PlaceIndex:
    """All places by ZIP, by name and by address. Read-only: threads share one."""

    def __init__(
        self, places: Iterable[Named], states: Iterable[FoundPlace], zips: ZipColumns, counties: Counties
    ) -> None:
        self.states = {state.code: state for state in states}
        self.towns: list[FoundPlace] = []  # cities, towns and neighborhoods, largest first
        self.areas: list[FoundPlace] = []  # counties and regions, largest first
        self.zip_columns = zips
        self._row_of_zip = {code: row for row, code in enumerate(zips.codes)}
        self.county_number = {fips: number for number, fips in enumerate(counties.fips, 1)}
        self._counties = counties
        self._by_code: dict[str, FoundPlace] = {}
        self._by_address: dict[str, dict[str, FoundPlace]] = defaultdict(dict)
        # Nearly all names are those of one place, for which a list would take more memory than the name.
        self._by_key: dict[str, FoundPlace | list[FoundPlace]] = {}
        self._by_bare_county: dict[str, list[FoundPlace]] = defaultdict(list)
        self._first: dict[str, FoundPlace] = {}
        self._other_names: dict[str, list[str]] = {}
        self._counties_of: dict[str, tuple[str, ...]] = {}
        # The names that a misspelling may have meant, and a typeahead may begin: no nicknames.
        self.proper_names: set[str] = set()
        for place, aliases, of_counties in sorted(places, key=lambda named: -named.place.population):
            self._add(place, aliases, tuple(of_counties))

    def _add(self, place: FoundPlace, aliases: list[str], counties: tuple[str, ...]) -> None:
        (self.areas if place.is_area else self.towns).append(place)
        self._by_code[place.code] = place
        if place.slug:
            self._by_address[place.state][place.slug] = place
        if counties:
            self._counties_of[place.code] = counties
        key = key_of(place.name)
        if key == place.slug:
            key = place.slug  # one text in memory instead of two
        self.proper_names.add(key)
        self._name(key, place)
        if place.kind == Kind.COUNTY:
            self._by_bare_county[key_of(bare_county(place.name))].append(place)
        if place.within:  # what tells a namesake apart: Midway, FL (Gadsden County)
            self._name(key_of(f"{place.name} {place.state} {place.within}"), place)
        if place.kind == Kind.REGION and aliases:
            self._other_names[place.code] = [key_of(alias) for alias in aliases]
        for alias in aliases:
            if alias.startswith(MEANS_FIRST):
                self._first[key_of(alias)] = place
            elif (other := key_of(alias)) != key:
                self._name(other, place)

    def _name(self, key: str, place: FoundPlace) -> None:
        known = self._by_key.setdefault(key, place)
        if isinstance(known, list):
            known.append(place)
        elif known is not place:
            self._by_key[key] = [known, place]

    def named(self, key: str) -> list[FoundPlace]:
        """The places with this name or nickname (see `names.key_of`), the one that is meant most often first.

        A county has its whole name here: see `counties_called`.
        """
        found = self._by_key.get(key, [])
        if not isinstance(found, list):
            found = [found]
        first = self._first.get(key)
        if first is not None:
            return [first, *(place for place in found if place is not first)]
        return sorted(found, key=weight, reverse=True)

    def means_first(self, key: str) -> FoundPlace | None:
        """The place that a name means where that isn't the largest: Pasadena is in California."""
        return self._first.get(key)

    def other_names(self, place: FoundPlace) -> list[str]:
        """The keys of the other names of a region, by which it is looked for as well."""
        return self._other_names.get(place.code, [])

    def counties_called(self, key: str) -> list[FoundPlace]:
        """The counties with this name without its kind, "cook" or "orleans", largest first."""
        return self._by_bare_county.get(key, [])

    def joined_as(self, key: str) -> list[FoundPlace]:
        """The places with this name when spaces are ignored, largest first.

        "la grange" finds LaGrange, and "coeur d alene" finds Coeur d'Alene.
        """
        joined = _joined(key)
        names = {joined, *self._names_by_joined.get(joined, "").split("|")}
        return sorted({place for name in names for place in self.named(name)}, key=weight, reverse=True)

    @cached_property
    def _names_by_joined(self) -> dict[str, str]:
        """The names of several words, separated by "|", by what they are without spaces."""
        names: dict[str, str] = {}
        for key in self._by_key:
            if " " in key:
                joined = _joined(key)
                names[joined] = f"{names[joined]}|{key}" if joined in names else key
        return names

    def counties_of(self, place: FoundPlace) -> tuple[int, ...]:
        """The numbers of the counties of a county or region; of anything else none."""
        return tuple(self.county_number[fips] for fips in self._counties_of.get(place.code, ()))

    @property
    def counties(self) -> int:
        """How many numbers of counties there are."""
        return len(self._counties.fips)

    def county_label(self, number: int) -> str:
        """ "Cook County, IL", also for a city that is a county of its own."""
        return f"{self._counties.names[number - 1]}, {self._counties.states[number - 1]}"

    @cached_property
    def county_number_of_zip(self) -> npt.NDArray[np.uint16]:
        """The number of the county of each possible ZIP, shape (100,000,); 0 where there is no such ZIP."""
        numbers = np.zeros(100_000, dtype=np.uint16)
        of = [self.county_number.get(fips, 0) for fips in self.zip_columns.counties]
        numbers[[int(code) for code in self.zip_columns.codes]] = of
        return numbers

    def place_of(self, kind: str, code: str) -> FoundPlace | None:
        """The place with this kind and code."""
        if kind == Kind.ZIP:
            return self.zip(code)
        return self.states.get(code) if kind == Kind.STATE else self._by_code.get(code)

    def at(self, state: str, slug: str) -> FoundPlace | None:
        """The place of an address such as /tms/il/chicago/ or /tms/il/cook-county/."""
        return self._by_address[state].get(slug) if state in self._by_address else None

    def moved(self, state: str, slug: str) -> FoundPlace | None:
        """The place that had this address in an earlier release, or has another address because it has a
        kind.

        "kings-county" is Brooklyn, and "orleans-county" in Louisiana is a parish.
        """
        new = self._moved.get((state, slug))
        if new is not None:
            return self.at(state, new)
        name = slug.replace("-", " ")
        found = [place for place in self.named(key_of(name)) if place.state == state]
        if not found and name.endswith(" county"):
            found = [
                place
                for place in self.counties_called(key_of(name.removesuffix(" county")))
                if place.state == state
            ]
        return found[0] if found and found[0].slug else None

    @cached_property
    def _moved(self) -> dict[tuple[str, str], str]:
        return gazetteer.read_moved()

    @cached_property
    def abroad(self) -> dict[str, str]:
        """Folded name of a large city of another country -> that country."""
        return gazetteer.read_abroad()

    def zip(self, code: str) -> FoundPlace | None:
        """The place of a ZIP with a point."""
        row = self._row_of_zip.get(code)
        return None if row is None else self._zip_at(row)

    @property
    def zips(self) -> Iterator[FoundPlace]:
        """All ZIPs in order."""
        return map(self._zip_at, range(len(self.zip_columns.codes)))

    def town_of(self, place: FoundPlace) -> FoundPlace | None:
        """The town of a ZIP: the one whose name the Postal Service uses."""
        row = self._row_of_zip.get(place.code)
        return None if row is None else self._by_code.get(self.zip_columns.towns[row])

    def _zip_at(self, row: int) -> FoundPlace:
        zips = self.zip_columns
        code, town = zips.codes[row], self._by_code.get(zips.towns[row])
        return FoundPlace(
            kind=Kind.ZIP.value,
            code=code,
            name=code,
            state=zips.states[row],
            slug=code,
            latitude=float(zips.latitudes[row]),
            longitude=float(zips.longitudes[row]),
            population=int(zips.people[row]),
            time_zone=zips.time_zones[row],
            county=zips.counties[row],
            near_city=town.name if town else "",
        )

    def zips_beginning_with(self, digits: str, limit: int) -> list[FoundPlace]:
        """The first ZIPs that begin with some digits, in their order."""
        start = bisect_left(self.zip_columns.codes, digits)
        stop = bisect_right(self.zip_columns.codes, digits + AFTER_DIGITS)
        return [self._zip_at(row) for row in range(start, min(stop, start + limit))]

    def zip_or_prefix(self, zip_code: str) -> tuple[FoundPlace, bool] | None:
        """The ZIP's place and whether it is approximate; None if no such prefix is in use.

        One in which nobody lives is for post-office boxes or a single building, and its point may be that of
        the town. One that isn't listed, because it is new, gets the middle of those that share its first four
        digits.
        """
        exact = self.zip(zip_code)
        if exact is not None:
            return exact, exact.population == 0 and exact.state in _STATES_WITH_PEOPLE
        # Palau and the Marshall Islands share Guam's prefix but are a thousand miles away: no place.
        state = state_of_zip(zip_code)
        start = bisect_left(self.zip_columns.codes, zip_code[:4])
        stop = bisect_right(self.zip_columns.codes, zip_code[:4] + AFTER_DIGITS)
        rows = [row for row in range(start, stop) if self.zip_columns.states[row] == state]
        if state is None or not rows:
            return None
        vectors = unit_vectors(self.zip_columns.latitudes[rows], self.zip_columns.longitudes[rows])
        latitude, longitude = centroid(vectors)
        nearest = int(miles_between(vectors, unit_vectors(latitude, longitude)).argmin())
        middle = self._zip_at(rows[nearest])
        return middle._replace(
            code=zip_code,
            name=zip_code,
            slug=zip_code,
            latitude=round(latitude, 4),
            longitude=round(longitude, 4),
            population=0,
        ), True

    @cached_property
    def cities(self) -> list[FoundPlace]:
        """What names a point and what a state's page lists: cities, towns and boroughs, largest first."""
        boroughs = [place for place in self.areas if place.kind == Kind.COUNTY and place.slug.isalpha()]
        boroughs = [place for place in boroughs if "county" not in place.slug and place.state == "NY"]
        cities = [place for place in self.towns if place.kind == Kind.CITY]
        return sorted([*boroughs, *cities], key=lambda place: -place.population)

    @cached_property
    def _city_vectors(self) -> npt.NDArray[np.float32]:
        """Single precision is enough to find the nearest city, with half the memory and twice the speed."""
        latitudes = [place.latitude for place in self.cities]
        return unit_vectors(latitudes, [place.longitude for place in self.cities]).astype(np.float32)

    def nearest_city(self, latitude: float, longitude: float) -> tuple[FoundPlace, float] | None:
        """The city nearest to a point in degrees and its distance in miles; None without any cities."""
        if not self.cities:
            return None
        point = unit_vectors(latitude, longitude)
        nearest = self.cities[int((self._city_vectors @ point.astype(np.float32)).argmax())]
        miles = float(miles_between(unit_vectors([nearest.latitude], [nearest.longitude]), point)[0])
        return nearest, miles


# In the other territories the people of a ZIP are not known, so 0 says nothing.
_STATES_WITH_PEOPLE = frozenset(
    state for state in map(state_of_zip, (f"{prefix:03}00" for prefix in range(1000))) if state
) - {"AS", "GU", "MP", "VI"}


def weight(place: FoundPlace) -> float:
    """How often a place is meant by its name, in people."""
    if place.kind == Kind.NEIGHBORHOOD:
        return place.population * WEIGHT_OF_NEIGHBORHOODS
    return place.population


def _joined(key: str) -> str:
    return key.replace(" ", "")


class _Process:
    """The one index of this process. It is replaced as a whole, so readers need no lock."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.index: PlaceIndex | None = None


_process = _Process()


def place_index() -> PlaceIndex:
    """The process's index, read from the shipped files at its first use. Raises files.GazetteerMissing."""
    index = _process.index
    if index is None:
        with _process.lock:
            index = _process.index = _process.index or read_index()
    return index


def forget_places() -> None:
    """Have the next `place_index()` read the files again."""
    _process.index = None


def read_index() -> PlaceIndex:
    """A new index of the shipped gazetteer. Raises files.GazetteerMissing."""
    was_enabled = gc.isenabled()
    gc.disable()  # everything that is made here stays: looking for garbage would take as long as reading
    try:
        places = [*gazetteer.read_areas(), *gazetteer.read_towns()]
        return PlaceIndex(places, gazetteer.read_states(), gazetteer.read_zips(), gazetteer.read_counties())
    finally:
        if was_enabled:
            gc.enable()
