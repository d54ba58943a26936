"""GeoNames' US places as the gazetteer lists them."""

import re
from collections import Counter, defaultdict
from typing import NamedTuple

from places.building.corrections import CLEANER_NAMES, REPEATED_POPULATIONS
from places.names import key_of, slug_of
from places.nicknames import NICKNAMES
from places.sphere import Vectors, miles_between, unit_vectors

# A namesake in the same state is identified by the nearest well-known town: one of at least this many people,
# or of fewer if another namesake has that town already.
LANDMARK_POPULATIONS = (50_000, 10_000, 1_000)
# Two rows of one name this close are the same town twice (a city and its statistical area).
SAME_TOWN_MILES = 8

_REMARK = re.compile(r"\s*\((historical|village|Big Park)\)$")


class City(NamedTuple):
    """A city or town as the gazetteer lists it.

    `slug` is set only if it differs from the folded name. `near` is set only for a namesake of a larger place
    in the same state: the well-known town that it is close to.
    """

    geoname_id: str
    name: str
    state: str
    latitude: float
    longitude: float
    population: int
    time_zone: str
    slug: str
    near: str
    aliases: tuple[str, ...]


def build_cities(geonames: list[dict]) -> list[City]:
    """Cities and towns, largest first (ties by GeoNames id).

    Among namesakes, the largest has the plain slug and the others have "midway-2", "midway-3".
    """
    ordered = sorted(geonames, key=lambda row: (-_population(row), row["geonameid"]))
    names = [_name(row) for row in ordered]
    vectors = unit_vectors([row["latitude"] for row in ordered], [row["longitude"] for row in ordered])
    taken: Counter[tuple[str, str]] = Counter()
    namesakes: dict[tuple[str, str], list[int]] = defaultdict(list)
    landmarks: dict[tuple[str, str], set[str]] = defaultdict(set)
    cities = []
    for position, (row, name) in enumerate(zip(ordered, names, strict=True)):
        state = row["admin1code"]
        slug = slug_of(name)
        taken[state, slug] += 1
        larger = namesakes[state, key_of(name)]
        is_another_town = bool(larger) and (
            miles_between(vectors[larger], vectors[position]).min() > SAME_TOWN_MILES
        )
        larger.append(position)
        near = ""
        if is_another_town:
            used = landmarks[state, key_of(name)]
            near = _landmark(position, ordered, names, vectors, used)
            used.add(near)
        cities.append(
            City(
                geoname_id=str(row["geonameid"]),
                name=name,
                state=state,
                latitude=row["latitude"],
                longitude=row["longitude"],
                population=_population(row),
                time_zone=row["timezone"],
                slug="" if taken[state, slug] == 1 else f"{slug}-{taken[state, slug]}",
                near=near,
                aliases=_aliases(name, state),
            )
        )
    return cities


def _population(row: dict) -> int:
    return 0 if row["geonameid"] in REPEATED_POPULATIONS else row["population"]


def _name(row: dict) -> str:
    return CLEANER_NAMES.get(row["geonameid"]) or _REMARK.sub("", row["name"])


def _landmark(position: int, ordered: list[dict], names: list[str], vectors: Vectors, used: set[str]) -> str:
    """The nearest well-known town of the state that is no namesake and not among those `used`."""
    others = [
        other
        for other, row in enumerate(ordered)
        if row["admin1code"] == ordered[position]["admin1code"]
        and key_of(names[other]) != key_of(names[position])
    ]
    for people in LANDMARK_POPULATIONS:
        known = [other for other in others if _population(ordered[other]) >= people]
        if known:
            nearest = names[known[int(miles_between(vectors[known], vectors[position]).argmin())]]
            if nearest not in used:
                return nearest
    raise ValueError(f"No town tells {names[position]} (GeoNames {ordered[position]['geonameid']}) apart.")


def _aliases(name: str, state: str) -> tuple[str, ...]:
    """Other names: nicknames, the name without "The", and both halves of "Allston/Brighton"."""
    others = list(NICKNAMES.get((name, state), ()))
    if name.startswith("The "):
        others.append(name.removeprefix("The "))
    if "/" in name:
        others.extend(part.strip() for part in name.split("/"))
    return tuple(dict.fromkeys(others))
