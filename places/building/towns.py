"""Cities and towns: those of GeoNames, and the names of the Postal Service that GeoNames lacks."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np

from places.building.corrections import CLEANER_NAMES, LEFT_OUT, POSTAL_NAMES, REPEATED_POPULATIONS
from places.building.zips import SourceZip
from places.names import joined_key, key_of
from places.sphere import centroid, miles_between, unit_vectors

# Two rows of one name this close are the same town twice: a city and its statistical area.
SAME_TOWN_MILES = 8
# A ZIP this far from the town of its name belongs to a namesake. States of the West have larger ZIPs.
MAX_MILES_TO_TOWN = 40
MAX_MILES_IN_LARGE_STATES = 120
LARGE_STATES = frozenset(("AK", "AZ", "CA", "ID", "MT", "NM", "NV", "OR", "TX", "UT", "WY"))

REMARK = re.compile(r"\s*\((historical|village|Big Park)\)$")


class Town(NamedTuple):
    """A city or town as the gazetteer lists it.

    `county` is a FIPS code. `apart` tells a namesake of a larger town in the same state apart: its county.
    """

    code: str
    name: str
    state: str
    latitude: float
    longitude: float
    people: int
    time_zone: str
    slug: str
    apart: str
    county: str
    aliases: tuple[str, ...] = ()


def towns_of_geonames(rows: Iterable[dict[str, Any]]) -> list[Town]:
    """American rows of GeoNames, largest first, each town once. They have no county and no slug yet."""
    found: list[Town] = []
    namesakes: dict[tuple[str, str], list[Town]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (-_people(row), row["geonameid"])):
        if row["geonameid"] in LEFT_OUT:
            continue
        name = CLEANER_NAMES.get(row["geonameid"]) or REMARK.sub("", row["name"])
        town = Town(
            code=str(row["geonameid"]),
            name=name,
            state=row["state"],
            latitude=round(row["latitude"], 4),
            longitude=round(row["longitude"], 4),
            people=_people(row),
            time_zone=row["timezone"],
            slug="",
            apart="",
            county="",
            aliases=(*_aliases(name), *filter(None, (POSTAL_NAMES.get(row["geonameid"]),))),
        )
        larger = namesakes[town.state, key_of(name)]
        if not larger or min(miles_to(larger, town)) > SAME_TOWN_MILES:
            found.append(town)
            larger.append(town)
    return found


def miles_to(towns: list[Town] | list[SourceZip], place: Town | SourceZip) -> list[float]:
    vectors = unit_vectors([each.latitude for each in towns], [each.longitude for each in towns])
    return miles_between(vectors, unit_vectors(place.latitude, place.longitude)).tolist()


def add_postal_towns(towns: list[Town], zips: list[SourceZip]) -> tuple[list[Town], list[str]]:
    """All towns, and for each ZIP the code of its own.

    A name of the Postal Service that no town of the state has becomes one, in the middle of its people.
    """
    by_name: dict[tuple[str, str], list[Town]] = defaultdict(list)
    for town in towns:
        for name in (town.name, *town.aliases):
            by_name[town.state, joined_key(name)].append(town)
    codes = [_town_of(each, by_name[each.state, joined_key(each.name)]) for each in zips]
    without: dict[tuple[str, str], list[int]] = defaultdict(list)
    for position, code in enumerate(codes):
        if not code:
            without[zips[position].state, joined_key(zips[position].name)].append(position)
    added = []
    for positions in without.values():
        town = _postal_town([zips[position] for position in positions])
        added.append(town)
        for position in positions:
            codes[position] = town.code
    return [*towns, *added], codes


def _town_of(each: SourceZip, towns: list[Town]) -> str:
    """The code of the nearest of these towns; "" if it is too far away to be the ZIP's own."""
    if not towns:
        return ""
    miles = miles_to(towns, each)
    nearest = int(np.argmin(miles))
    most = MAX_MILES_IN_LARGE_STATES if each.state in LARGE_STATES else MAX_MILES_TO_TOWN
    return towns[nearest].code if miles[nearest] <= most else ""


def _postal_town(zips: list[SourceZip]) -> Town:
    first = zips[0]
    vectors = unit_vectors([each.latitude for each in zips], [each.longitude for each in zips])
    weights = [each.people + 1 for each in zips]
    latitude, longitude = centroid(vectors, weights)
    return Town(
        code=f"{first.state}-{first.code}",
        name=first.name,
        state=first.state,
        latitude=round(latitude, 4),
        longitude=round(longitude, 4),
        people=sum(each.people for each in zips),
        time_zone="",
        slug="",
        apart="",
        county=max(zips, key=lambda each: each.people).county,
        aliases=_aliases(first.name),
    )


def with_counties(towns: list[Town], zips: list[SourceZip], codes: list[str]) -> list[Town]:
    """Each town in the county of the ZIP that is nearest to it, if it can be one of its own."""
    own: dict[str, list[SourceZip]] = defaultdict(list)
    of_state: dict[str, list[SourceZip]] = defaultdict(list)
    for each, code in zip(zips, codes, strict=True):
        own[code].append(each)
        of_state[each.state].append(each)
    found = []
    for town in towns:
        near = own[town.code] or of_state[town.state]
        county = town.county or near[int(np.argmin(miles_to(near, town)))].county
        found.append(town._replace(county=county))
    return found


def _people(row: dict[str, Any]) -> int:
    return 0 if row["geonameid"] in REPEATED_POPULATIONS else row["population"]


def _aliases(name: str) -> tuple[str, ...]:
    """Other names that follow from the name: without "The", and both halves of "Allston/Brighton"."""
    others = []
    if name.startswith("The "):
        others.append(name.removeprefix("The "))
    if "/" in name:
        others.extend(part.strip() for part in name.split("/"))
    return tuple(dict.fromkeys(others))
