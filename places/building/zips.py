"""Each ZIP with its point, state, county, people and the name that the Postal Service gives its town."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from places.building.corrections import SPELLINGS
from places.building.sources import PostalPlace
from places.names import joined_key
from places.sphere import miles_between, unit_vectors
from places.zips import is_military, state_of_zip

# Where the two sources are this far apart, the ZIP is wide or one of them is wrong: then the one nearer to
# the town of that name counts, where most of its people live. Without such a town GeoNames' is that of the
# place itself.
MAX_MILES_APART = 10
# GeoNames' mark for a point that is that of a known place, not a guess.
MIN_ACCURACY = 4

STATE_DIGITS = {
    "AL": "01",
    "AK": "02",
    "AZ": "04",
    "AR": "05",
    "CA": "06",
    "CO": "08",
    "CT": "09",
    "DE": "10",
    "DC": "11",
    "FL": "12",
    "GA": "13",
    "HI": "15",
    "ID": "16",
    "IL": "17",
    "IN": "18",
    "IA": "19",
    "KS": "20",
    "KY": "21",
    "LA": "22",
    "ME": "23",
    "MD": "24",
    "MA": "25",
    "MI": "26",
    "MN": "27",
    "MS": "28",
    "MO": "29",
    "MT": "30",
    "NE": "31",
    "NV": "32",
    "NH": "33",
    "NJ": "34",
    "NM": "35",
    "NY": "36",
    "NC": "37",
    "ND": "38",
    "OH": "39",
    "OK": "40",
    "OR": "41",
    "PA": "42",
    "RI": "44",
    "SC": "45",
    "SD": "46",
    "TN": "47",
    "TX": "48",
    "UT": "49",
    "VT": "50",
    "VA": "51",
    "WA": "53",
    "WV": "54",
    "WI": "55",
    "WY": "56",
    "AS": "60",
    "GU": "66",
    "MP": "69",
    "PR": "72",
    "VI": "78",
}


class SourceZip(NamedTuple):
    """A ZIP of both sources together. `county` is a FIPS code, `metro` that of a metropolitan area or ""."""

    code: str
    name: str
    state: str
    latitude: float
    longitude: float
    county: str
    people: int
    metro: str


Towns = dict[tuple[str, str], tuple[float, float]]  # (state, joined key of the name) -> its point


def merge_zips(
    rows: Iterable[dict[str, Any]], postal: dict[str, PostalPlace], towns: Towns, counties: set[str]
) -> list[SourceZip]:
    """All ZIPs with a point, in order. Military ZIPs and those of other countries are left out.

    `counties` are the FIPS codes that exist.
    """
    merged = [_merged(row, postal.get(row["zip"]), towns, counties) for row in rows if _has_a_place(row)]
    return _with_counties(sorted(merged))


def _has_a_place(row: dict[str, Any]) -> bool:
    code = row["zip"]
    is_known = bool(row["primary_city"]) and row["lat"] is not None
    return is_known and state_of_zip(code) is not None and not is_military(code)


def _merged(row: dict[str, Any], beside: PostalPlace | None, towns: Towns, counties: set[str]) -> SourceZip:
    state = state_of_zip(row["zip"])
    assert state is not None  # others have no place
    name = _name(row["primary_city"])
    latitude, longitude = row["lat"], row["lon"]
    if beside is not None:
        latitude, longitude = _likelier((latitude, longitude), beside, towns.get((state, joined_key(name))))
    county = row["county_fips"] or ""
    if county not in counties:
        digits = beside.county_digits if beside else ""
        county = f"{STATE_DIGITS[state]}{digits}"
    return SourceZip(
        code=row["zip"],
        name=name,
        state=state,
        latitude=round(latitude, 4),
        longitude=round(longitude, 4),
        county=county if county in counties else "",
        people=row["population"] or 0,
        metro=row["cbsa_code"] or "",
    )


def _likelier(
    own: tuple[float, float], beside: PostalPlace, town: tuple[float, float] | None
) -> tuple[float, float]:
    """The Census's point, unless GeoNames' is far from it and nearer to the town."""
    other = (beside.latitude, beside.longitude)
    if _miles(own, other) <= MAX_MILES_APART:
        return own
    if town is None:
        return other if beside.accuracy >= MIN_ACCURACY else own
    return min(own, other, key=lambda point: _miles(point, town))


def _miles(one: tuple[float, float], other: tuple[float, float]) -> float:
    return float(miles_between(unit_vectors([one[0]], [one[1]]), unit_vectors(*other))[0])


def _name(name: str) -> str:
    """The name with the capitals that the source lost: "Usaf Academy" is the USAF Academy."""
    words = [SPELLINGS.get(word, word) for word in SPELLINGS.get(name, name).split()]
    return " ".join(words)


def _with_counties(zips: list[SourceZip]) -> list[SourceZip]:
    """Those without a county get that of the nearest ZIP of their town, or else of their state."""
    known = [each for each in zips if each.county]
    vectors = unit_vectors([each.latitude for each in known], [each.longitude for each in known])
    of_state: dict[str, list[int]] = {}
    of_town: dict[tuple[str, str], list[int]] = {}
    for position, each in enumerate(known):
        of_state.setdefault(each.state, []).append(position)
        of_town.setdefault((each.state, each.name), []).append(position)
    found = []
    for each in zips:
        county = each.county
        if not county:
            near = of_town.get((each.state, each.name)) or of_state[each.state]
            miles = miles_between(vectors[near], unit_vectors(each.latitude, each.longitude))
            county = known[near[int(miles.argmin())]].county
        found.append(each._replace(county=county))
    return found
