"""Counties and metropolitan areas, and the regions, neighborhoods and landmarks that are written by hand."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from places.building.towns import Town, miles_to
from places.county_names import bare_county
from places.kinds import Kind
from places.names import joined_key, key_of, slug_of
from places.sphere import centroid, unit_vectors

BY_HAND = Path(__file__).parent / "by_hand"

# New York's boroughs are counties with names of their own, which the Postal Service uses too. FIPS code:
# name.
BOROUGHS = {
    "36005": "Bronx",
    "36047": "Brooklyn",
    "36061": "Manhattan",
    "36081": "Queens",
    "36085": "Staten Island",
}
# Cities that are a county of their own: the town stands for both.
INDEPENDENT_CITY = " city"
# A name written by hand and a town of that name within this distance are one place.
SAME_PLACE_MILES = 12
# What a landmark's name weighs against a town's, in people.
LANDMARK_PEOPLE = 20_000
MEANS_FIRST = "="


class Zip(NamedTuple):
    """A ZIP as it is shipped. `town` is the code of its town, `county` a FIPS code."""

    code: str
    latitude: float
    longitude: float
    state: str
    town: str
    county: str
    people: int
    time_zone: str


@dataclass(frozen=True)
class Area:
    """A place that is neither a ZIP nor a town: see `Kind`. `within` is the city of a neighborhood."""

    kind: str
    code: str
    name: str
    within: str
    state: str
    slug: str
    latitude: float
    longitude: float
    people: int
    time_zone: str
    county: str
    counties: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return ", ".join(filter(None, (self.name, self.within, self.state)))


@dataclass
class Gazetteer:
    """What the steps of the build work on. `zips` by code, `county_names` by FIPS code."""

    zips: dict[str, Zip]
    towns: list[Town]
    county_names: dict[str, str]
    county_states: dict[str, str]
    metros: dict[str, str]  # the code of a metropolitan area -> its name
    metro_counties: dict[str, tuple[str, ...]]
    areas: list[Area] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.zips_of_county: dict[str, list[Zip]] = defaultdict(list)
        for each in self.zips.values():
            self.zips_of_county[each.county].append(each)

    def add_counties(self) -> None:
        """All counties with a ZIP, without cities that are a county of their own and whole territories."""
        for fips, name in self.county_names.items():
            zips = self.zips_of_county.get(fips)
            is_elsewhere = name.endswith(INDEPENDENT_CITY) or name in ("District of Columbia", "Guam")
            if not zips or (is_elsewhere and fips not in BOROUGHS):
                continue
            shown = BOROUGHS.get(fips, name)
            self._add(Kind.COUNTY, fips, shown, self.county_states[fips], zips, counties=(fips,))

    def add_regions(self) -> None:
        for name, row in _by_hand("regions").items():
            counties = tuple(self._fips(row))
            zips = [each for county in counties for each in self.zips_of_county[county]]
            # A region of whole states is in none of them.
            state = "" if "states" in row else row["state"]
            self._add(
                Kind.REGION,
                f"region-{slug_of(name)}-{row['state']}",
                name,
                state,
                zips,
                counties=counties,
                aliases=tuple(row.get("also", ())),
            )
            if "middle" in row:
                town = self._town(row["middle"])
                self.areas[-1] = replace(
                    self.areas[-1], latitude=town.latitude, longitude=town.longitude, county=town.county
                )

    def add_metros(self) -> None:
        """Metropolitan areas under the name of their first city, unless a region by hand has that name."""
        taken = {(area.state, key_of(name)) for area in self.areas for name in (area.name, *area.aliases)}
        for code, whole in sorted(self.metros.items()):
            cities, states = whole.rsplit(", ", 1)
            state = states.split("-")[0]
            first = self._first_city(cities, state)
            name = f"{first} area"
            if (state, key_of(name)) in taken:
                continue
            taken.add((state, key_of(name)))
            counties = self.metro_counties[code]
            zips = [each for county in counties for each in self.zips_of_county[county]]
            aliases = (cities,) if cities != first else ()
            self._add(Kind.REGION, code, name, state, zips, counties=counties, aliases=aliases)

    def _first_city(self, cities: str, state: str) -> str:
        """Dallas of "Dallas-Fort Worth-Arlington", and all of "Winston-Salem"."""
        towns = {town.name for town in self.towns if town.state == state}
        parts = re.split("([-/])", cities)
        wholes = ("".join(parts[:length]) for length in range(len(parts), 1, -2))
        return next((whole for whole in wholes if whole in towns), parts[0])

    def add_neighborhoods(self) -> None:
        for group in _by_hand("neighborhoods").values():
            city, state = group["city"].rsplit(", ", 1)
            parents = (city, *group["within"])
            for names, codes in group["zips"].items():
                name, *others = names.split(" / ")
                aliases = [*others]
                aliases += [f"{each} {parent}" for each in (name, *others) for parent in parents]
                self._add_by_zips(Kind.NEIGHBORHOOD, name, city, state, codes, aliases)

    def add_landmarks(self) -> None:
        for section, group in _by_hand("landmarks").items():
            kind = Kind.CITY if section == "townships" else Kind.LANDMARK
            for names, codes in group["zips"].items():
                label, *aliases = names.split(" / ")
                name, state = label.rsplit(", ", 1)
                self._add_by_zips(kind, name, "", state, codes, aliases)

    def add_names(self) -> None:
        """Nicknames and other names, of towns and areas alike. Raises KeyError for an unknown place."""
        given: dict[str, list[str]] = defaultdict(list)
        for section, group in _by_hand("names").items():
            mark = MEANS_FIRST if section == "means_first" else ""
            for label, names in group["of"].items():
                given[label] += [mark + name for name in names]
        for label, names in given.items():
            self._alias(label, names)

    def _alias(self, label: str, names: list[str]) -> None:
        for position, area in enumerate(self.areas):
            if area.label == label:
                self.areas[position] = replace(area, aliases=_unique(area.aliases, names))
                return
        town = self._town(label)
        self.towns[self.towns.index(town)] = town._replace(aliases=_unique(town.aliases, names))

    def _add_by_zips(
        self, kind: Kind, name: str, within: str, state: str, codes: str, aliases: list[str]
    ) -> None:
        """A place made of ZIPs. Raises KeyError if one doesn't exist.

        Where the gazetteer has a town of that name there, the town gets the other names; if it is a
        neighborhood and no postal name, it becomes one.
        """
        zips = [self.zips[code] for code in codes.split()]
        middle = _middle(zips)
        town = self._near_town(name, state, middle)
        if town is not None:
            is_postal = any(each.town == town.code for each in self.zips.values() if each.state == state)
            if kind != Kind.NEIGHBORHOOD or is_postal:
                people = sum(each.people for each in zips)
                known = town._replace(aliases=_unique(town.aliases, aliases))
                if kind == Kind.CITY and people > town.people:  # the post office is only one village of it
                    known = known._replace(latitude=middle[0], longitude=middle[1], people=people)
                self.towns[self.towns.index(town)] = known
                return
            self.towns.remove(town)
        code = town.code if town else f"{state}-{slug_of(' '.join(filter(None, (name, within))))}"
        self._add(kind, code, name, state, zips, within=within, aliases=tuple(aliases))
        if kind == Kind.LANDMARK:
            self.areas[-1] = replace(self.areas[-1], people=LANDMARK_PEOPLE)

    def _near_town(self, name: str, state: str, middle: tuple[float, float]) -> Town | None:
        here = Town("", name, state, *middle, 0, "", "", "", "")
        same = [
            town for town in self.towns if town.state == state and joined_key(town.name) == joined_key(name)
        ]
        near = [town for town in same if miles_to([town], here)[0] <= SAME_PLACE_MILES]
        return min(near, key=lambda town: miles_to([town], here)[0], default=None)

    def _town(self, label: str) -> Town:
        name, state = label.rsplit(", ", 1)
        found = [
            town
            for town in self.towns
            if town.state == state and key_of(town.name) == key_of(name) and not town.apart
        ]
        if not found:
            raise KeyError(label)
        return found[0]

    def _add(
        self, kind: Kind, code: str, name: str, state: str, zips: list[Zip],
        *, within: str = "", counties: tuple[str, ...] = (), aliases: tuple[str, ...] = (),
    ) -> None:  # fmt: skip
        largest = max(zips, key=lambda each: (each.people, each.code))
        latitude, longitude = _middle(zips)
        self.areas.append(
            Area(
                kind=kind.value,
                code=code,
                name=name,
                within=within,
                state=state,
                slug="",
                latitude=latitude,
                longitude=longitude,
                people=sum(each.people for each in zips),
                time_zone=largest.time_zone,
                county=largest.county,
                counties=counties,
                aliases=tuple(dict.fromkeys(aliases)),
            )
        )

    def _fips(self, row: dict) -> Iterator[str]:
        for state in row.get("states", ()):
            yield from (fips for fips, of in self.county_states.items() if of == state)
        named = {
            (self.county_states[fips], form): fips
            for fips, name in self.county_names.items()
            for form in (name, bare_county(name))
            # "Baltimore" is the county; the city is written "Baltimore city".
            if form == name or not name.endswith(INDEPENDENT_CITY)
        }
        if "all_but" in row:
            state, *others = row["all_but"]
            left_out = {named[label.rsplit(", ", 1)[1], label.rsplit(", ", 1)[0]] for label in others}
            yield from (
                fips for fips, of in self.county_states.items() if of == state and fips not in left_out
            )
        for label in row.get("counties", ()):
            name, state = label.rsplit(", ", 1)
            yield named[state, name]


def _middle(zips: list[Zip]) -> tuple[float, float]:
    vectors = unit_vectors([each.latitude for each in zips], [each.longitude for each in zips])
    latitude, longitude = centroid(vectors, [each.people + 1 for each in zips])
    return round(latitude, 4), round(longitude, 4)


def _unique(old: Iterable[str], new: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*old, *new)))


def _by_hand(name: str) -> dict:
    return tomllib.loads((BY_HAND / f"{name}.toml").read_text())
