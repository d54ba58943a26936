"""Reading the gazetteer's files: the places of a process, and the names that find each."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from places import files
from places.found import FoundPlace
from places.kinds import Kind


class Named(NamedTuple):
    """A place with its other names, as they are written. `counties` are the FIPS codes of an area."""

    place: FoundPlace
    aliases: list[str]
    counties: list[str]


class Counties(NamedTuple):
    """All counties. The number of one is its position in `fips`, plus 1: 0 is no county."""

    fips: list[str]
    names: list[str]
    states: list[str]


class ZipColumns(NamedTuple):
    """All ZIPs in order of their codes; arrays have shape (n,). `towns` are codes, `counties` FIPS codes."""

    codes: list[str]
    latitudes: npt.NDArray[np.float64]
    longitudes: npt.NDArray[np.float64]
    states: list[str]
    towns: list[str]
    counties: list[str]
    people: npt.NDArray[np.int32]
    time_zones: list[str]


_NONE: list[str] = []


def read_towns() -> Iterator[Named]:
    """Cities and towns. Raises files.GazetteerMissing."""
    once: dict[str, str] = {}  # what thousands of towns share
    kind = Kind.CITY.value
    for row in files.read_lists(files.TOWNS):
        code, name, state, latitude, longitude, people, zone, slug, apart, county, aliases = row
        place = FoundPlace(
            kind,
            code,
            name,
            once.setdefault(state, state),
            slug,
            float(latitude),
            float(longitude),
            int(people),
            once.setdefault(zone, zone),
            once.setdefault(county, county),
            "",
            once.setdefault(apart, apart),
        )
        yield Named(place, aliases.split(files.SEPARATOR) if aliases else _NONE, _NONE)


def read_areas() -> Iterator[Named]:
    """Counties, regions, neighborhoods, landmarks and townships. Raises files.GazetteerMissing."""
    for row in files.read_lists(files.AREAS):
        (
            kind,
            code,
            name,
            within,
            state,
            slug,
            latitude,
            longitude,
            people,
            zone,
            county,
            counties,
            aliases,
        ) = row
        place = FoundPlace(
            kind,
            code,
            name,
            state,
            slug,
            float(latitude),
            float(longitude),
            int(people),
            zone,
            county,
            "",
            within,
        )
        of = counties.split(files.SEPARATOR) if counties else _NONE
        yield Named(place, aliases.split(files.SEPARATOR) if aliases else _NONE, of)


def read_states() -> Iterator[FoundPlace]:
    """States and territories. Raises files.GazetteerMissing."""
    for code, name, latitude, longitude, people, zone in files.read_lists(files.STATES):
        yield FoundPlace(
            Kind.STATE.value,
            code,
            name,
            code,
            code.lower(),
            float(latitude),
            float(longitude),
            int(people),
            zone,
            "",
        )


def read_zips() -> ZipColumns:
    """All ZIPs. Raises files.GazetteerMissing."""
    codes, latitudes, longitudes, states, towns, counties, people, zones = zip(
        *files.read_lists(files.ZIPS), strict=True
    )
    once: dict[str, str] = {}  # a few thousand texts are repeated by 41,000 ZIPs
    return ZipColumns(
        list(codes),
        np.array(latitudes, dtype=np.float64),
        np.array(longitudes, dtype=np.float64),
        [once.setdefault(text, text) for text in states],
        [once.setdefault(text, text) for text in towns],
        [once.setdefault(text, text) for text in counties],
        np.array(people, dtype=np.int32),
        [once.setdefault(text, text) for text in zones],
    )


def read_counties() -> Counties:
    """All counties, in order of their FIPS codes. Raises files.GazetteerMissing."""
    fips, names, states = zip(*files.read_lists(files.COUNTIES), strict=True)
    return Counties(list(fips), list(names), list(states))


def read_moved() -> dict[tuple[str, str], str]:
    """(state, slug) of an address of earlier releases -> the slug that it has now."""
    return {(state, slug): new for state, slug, new in files.read_lists(files.MOVED)}


def read_abroad() -> dict[str, str]:
    """Folded name of a large city of another country -> that country."""
    return dict(files.read_lists(files.ABROAD))
