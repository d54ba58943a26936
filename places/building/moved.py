"""Addresses that earlier releases gave to towns, and where these towns are now."""

from collections import Counter
from typing import Any

from places.building.areas import BOROUGHS, Gazetteer
from places.building.corrections import CLEANER_NAMES, REPEATED_POPULATIONS
from places.building.towns import REMARK
from places.names import key_of, slug_of

# The names under which earlier releases listed what has another one now.
EARLIER_NAMES = {5128581: "New York City", 5110266: "The Bronx"}


def moved_addresses(
    rows: list[dict[str, Any]], gazetteer: Gazetteer, kept: dict[str, str]
) -> list[tuple[str, ...]]:
    """(state, old slug, new slug) of every town that releases before December 2026 had a page for.

    They listed GeoNames' towns of the states, and told namesakes apart by numbers: midway-2, midway-3.
    """
    now = {(town.state, town.code): town.slug for town in gazetteer.towns}
    now |= {(area.state, area.code): area.slug for area in gazetteer.areas}
    by_name = {(town.state, key_of(town.name)): town.slug for town in reversed(gazetteer.towns)}
    by_name |= {("NY", key_of(name)): slug_of(name) for name in BOROUGHS.values()}
    taken: Counter[tuple[str, str]] = Counter()
    moved = []
    american = [row for row in rows if row["countrycode"] == "US"]
    for row in sorted(american, key=lambda row: (-_people(row), row["geonameid"])):
        state, code, name = row["state"], str(row["geonameid"]), _name(row)
        slug = slug_of(name)
        taken[state, slug] += 1
        if taken[state, slug] > 1:
            slug = f"{slug}-{taken[state, slug]}"
        code = kept.get(code, code)
        current = now.get((state, code)) or by_name.get(
            (state, key_of(CLEANER_NAMES.get(row["geonameid"], name)))
        )
        if current and current != slug:
            moved.append((state, slug, current))
    return sorted(moved)


def _people(row: dict[str, Any]) -> int:
    return 0 if row["geonameid"] in REPEATED_POPULATIONS else row["population"]


def _name(row: dict[str, Any]) -> str:
    number = row["geonameid"]
    return EARLIER_NAMES.get(number) or CLEANER_NAMES.get(number) or REMARK.sub("", row["name"])
