"""Every place in memory, so that a process can look places up without asking the database.

Places change only with a release, so a process reads them once. That saves a search one database query, and a
site whose database is down still knows where 60614 is.
"""

import threading
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from places.models import Place
from places.names import key_of
from places.sphere import centroid, miles_between, unit_vectors
from places.states import TERRITORY_TIME_ZONES
from places.zips import SERVED_WITH, state_of_zip

ZIP, CITY, STATE = (kind.value for kind in (Place.Kind.ZIP, Place.Kind.CITY, Place.Kind.STATE))


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A place as the search uses it; the fields are those of `Place`."""

    kind: str
    code: str
    name: str
    label: str
    state: str
    slug: str
    latitude: float
    longitude: float
    population: int
    time_zone: str
    near_city: str


_FIELDS = tuple(FoundPlace.__dataclass_fields__)


class PlaceIndex:
    """All places by ZIP, by name and by address. Read-only: threads share one."""

    def __init__(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """`rows` hold the fields of FoundPlace, then `folded` and `aliases`, largest place first."""
        self.zips: dict[str, FoundPlace] = {}
        self.states: dict[str, FoundPlace] = {}
        self.cities: list[FoundPlace] = []
        self._by_code: dict[str, FoundPlace] = {}
        self._by_address: dict[tuple[str, str], FoundPlace] = {}
        self._by_key: dict[str, list[FoundPlace]] = defaultdict(list)
        self._by_prefix: dict[str, list[FoundPlace]] = defaultdict(list)
        # Store each text once: 33,791 ZIPs repeat a few thousand cities and two dozen time zones.
        once: dict[Any, Any] = {}
        for *fields, folded, aliases in rows:
            place = FoundPlace(*(once.setdefault(field, field) for field in fields))
            if place.kind == ZIP:
                self.zips[place.code] = place
                self._by_prefix[place.code[:3]].append(place)
            elif place.kind == STATE:
                self.states[place.code] = place
            else:
                self.cities.append(place)
                self._by_code[place.code] = place
                self._by_address[place.state, place.slug] = place
                names = [folded, *aliases]
                if place.label.endswith(")"):  # what tells a namesake apart: Midway, FL (near Tallahassee)
                    names.append(key_of(place.label))
                for key in names:
                    self._by_key[key].append(place)

    def cities_named(self, key: str) -> list[FoundPlace]:
        """The cities with this name or nickname (see `names.key_of`), largest first."""
        return self._by_key.get(key, [])

    def cities_joined_as(self, key: str) -> list[FoundPlace]:
        """The cities with this name when spaces are ignored, largest first.

        "la grange" finds LaGrange, and "coeur d alene" finds Coeur d'Alene.
        """
        return _largest_first(
            place for name in self._names_by_joined.get(_joined(key), ()) for place in self._by_key[name]
        )

    @cached_property
    def _names_by_joined(self) -> dict[str, list[str]]:
        names = defaultdict(list)
        for key in self._by_key:
            names[_joined(key)].append(key)
        return names

    def cities_spelled_with(self, key: str) -> list[FoundPlace]:
        """Cities whose name has the same first letter and the same others in any order, largest first.

        "tuscon" finds Tucson, which shares too few trigrams with it.
        """
        names = self._names_by_letters.get(_letters(key), ())
        return _largest_first(place for name in names for place in self._by_key[name])

    @cached_property
    def _names_by_letters(self) -> dict[str, list[str]]:
        names = defaultdict(list)
        for key in self._by_key:
            names[_letters(key)].append(key)
        return names

    def zips_beginning_with(self, digits: str) -> list[FoundPlace]:
        """The ZIPs that begin with three or four digits, largest first."""
        return [place for place in self._by_prefix.get(digits[:3], ()) if place.code.startswith(digits)]

    def place_of(self, kind: str, code: str) -> FoundPlace | None:
        """The place with this kind and code, as in the table."""
        return {ZIP: self.zips, STATE: self.states}.get(kind, self._by_code).get(code)

    def city_at(self, state: str, slug: str) -> FoundPlace | None:
        """The city of an address such as /tms/il/chicago/."""
        return self._by_address.get((state, slug))

    def zip_or_prefix(self, zip_code: str) -> tuple[FoundPlace, bool] | None:
        """The ZIP's place and whether it is approximate; None if no such prefix is in use.

        ZIPs without a point (post-office boxes, single buildings) get the centroid of the ZIPs that
        share their three digits.
        """
        exact = self.zips.get(zip_code)
        if exact is not None:
            return exact, False
        # Palau and the Marshall Islands share Guam's prefix but are a thousand miles away: no place.
        if state_of_zip(zip_code) is None:
            return None
        center = self._center_of_prefix(SERVED_WITH.get(zip_code[:3], zip_code[:3]))
        if center is None:
            return None
        label = center.label.replace(center.code, zip_code)
        return replace(center, code=zip_code, name=zip_code, slug=zip_code, label=label), True

    def _center_of_prefix(self, prefix: str) -> FoundPlace | None:
        """The ZIP nearest to the center of a prefix, moved to that center."""
        state = state_of_zip(f"{prefix}00")
        members = [place for place in self._by_prefix.get(prefix, ()) if place.state == state]
        if not members:
            return None
        vectors = unit_vectors([place.latitude for place in members], [place.longitude for place in members])
        latitude, longitude = centroid(vectors)
        nearest = int(miles_between(vectors, unit_vectors(latitude, longitude)).argmin())
        return replace(members[nearest], latitude=round(latitude, 5), longitude=round(longitude, 5))

    @cached_property
    def _landmarks(self) -> list[FoundPlace]:
        """What `nearest_city` chooses from: the cities, and ZIPs where no cities are listed."""
        return [*self.cities, *(place for place in self.zips.values() if place.state in TERRITORY_TIME_ZONES)]

    @cached_property
    def _landmark_vectors(self) -> npt.NDArray[np.float32]:
        """Single precision is enough to find the nearest city, with half the memory and twice the speed."""
        landmarks = self._landmarks
        return unit_vectors(
            [place.latitude for place in landmarks], [place.longitude for place in landmarks]
        ).astype(np.float32)

    def nearest_city(self, latitude: float, longitude: float) -> tuple[FoundPlace, float] | None:
        """The city nearest to a point in degrees and its distance in miles; None without any cities.

        In a territory, for which no cities are listed, the territory itself.
        """
        if not self.cities:
            return None
        point = unit_vectors(latitude, longitude)
        nearest = self._landmarks[int((self._landmark_vectors @ point.astype(np.float32)).argmax())]
        miles = float(miles_between(unit_vectors(nearest.latitude, nearest.longitude), point))
        return (self.states[nearest.state] if nearest.kind == ZIP else nearest), miles


def _joined(key: str) -> str:
    return key.replace(" ", "")


def _letters(key: str) -> str:
    return key[:1] + "".join(sorted(_joined(key)))


def _largest_first(places: Iterable[FoundPlace]) -> list[FoundPlace]:
    return sorted(places, key=lambda place: -place.population)


class _Process:
    """The one index of this process. It is replaced as a whole, so readers need no lock."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.index: PlaceIndex | None = None


_process = _Process()


def place_index() -> PlaceIndex:
    """The process's index, read from the database at its first use (about half a second).

    Raises django.db.Error only if the database is down before that first use. An empty table is not
    kept, so that a process that started before `load_places` finds the places once they are loaded.
    """
    index = _process.index
    if index is None:
        with _process.lock:
            index = _process.index or _read_index()
            if index.zips:
                _process.index = index
    return index


def forget_places() -> None:
    """Have the next `place_index()` read the table again."""
    _process.index = None


def _read_index() -> PlaceIndex:
    rows = Place.objects.order_by("-population", "code").values_list(*_FIELDS, "folded", "aliases")
    return PlaceIndex(rows.iterator(chunk_size=5_000))
