"""The gazetteer's files as rows of the places table."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from places import files, names, states, text
from places.models import Place
from places.names import key_of, slug_of
from places.states import NAMED_LIKE_A_CITY, STATE_BY_CODE, TERRITORY_TIME_ZONES

_DERIVING_CODE = (__file__, files.__file__, names.__file__, states.__file__, text.__file__)


class PlaceRow(NamedTuple):
    """The columns of `Place` except its id, in the order in which they are copied."""

    kind: str
    code: str
    name: str
    label: str
    folded: str
    aliases: list[str]
    state: str
    slug: str
    latitude: float
    longitude: float
    population: int
    time_zone: str
    near_city: str


def fingerprint() -> str:
    """SHA-256 of everything that determines the rows: the files, and the code that derives rows from them.

    Comparing it takes milliseconds where comparing the rows themselves takes a second.
    """
    digest = hashlib.sha256()
    for path in (files.ZIPS, files.CITIES, files.STATES, *(Path(module) for module in _DERIVING_CODE)):
        digest.update(files.read_bytes(path))
    return digest.hexdigest()


def place_rows() -> list[PlaceRow]:
    """Every place of the shipped gazetteer: states, cities, then ZIPs. Raises GazetteerMissing."""
    cities = list(files.read_rows(files.CITIES))
    return [*_states(), *map(_city, cities), *_zips(cities)]


def _states() -> Iterator[PlaceRow]:
    for row in files.read_rows(files.STATES):
        yield PlaceRow(
            kind=Place.Kind.STATE.value,
            code=row["code"],
            name=row["name"],
            label=f"{row['name']} State" if row["code"] in NAMED_LIKE_A_CITY else row["name"],
            folded=key_of(row["name"]),
            aliases=[row["code"].lower()],
            state=row["code"],
            slug=row["code"].lower(),
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            population=int(row["population"]),
            time_zone=row["time_zone"],
            near_city="",
        )


def _city(row: dict[str, str]) -> PlaceRow:
    label = f"{row['name']}, {row['state']}"
    aliases = row["aliases"].split(files.SEPARATOR) if row["aliases"] else []
    return PlaceRow(
        kind=Place.Kind.CITY.value,
        code=row["geoname_id"],
        name=row["name"],
        label=f"{label} (near {row['near']})" if row["near"] else label,
        folded=key_of(row["name"]),
        aliases=[key_of(alias) for alias in aliases],
        state=row["state"],
        slug=row["slug"] or slug_of(row["name"]),
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
        population=int(row["population"]),
        time_zone=row["time_zone"],
        near_city="",
    )


def _zips(cities: list[dict[str, str]]) -> Iterator[PlaceRow]:
    people: dict[tuple[str, str], int] = {
        (state.code, state.name): state.population for state in STATE_BY_CODE.values()
    }
    for city in cities:
        key = city["state"], city["name"]
        people[key] = max(people.get(key, 0), int(city["population"]))
    zips = list(files.read_rows(files.ZIPS))
    sharing = Counter((row["state"], row["city"]) for row in zips)
    for row in zips:
        key = row["state"], row["city"]
        # A territory lists no cities: its ZIPs name the territory, which needs no state behind it.
        is_in_a_territory = row["state"] in TERRITORY_TIME_ZONES
        near = row["city"] if is_in_a_territory else f"{row['city']}, {row['state']}"
        yield PlaceRow(
            kind=Place.Kind.ZIP.value,
            code=row["code"],
            name=row["code"],
            label=f"{row['code']} ({near})",
            folded=row["code"],
            aliases=[],
            state=row["state"],
            slug=row["code"],
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            population=people[key] // sharing[key],
            time_zone=row["time_zone"],
            near_city=row["city"],
        )
