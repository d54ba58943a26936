"""A county that is typed behind a town, or with another word for it: "Springfield, Delaware County PA"."""

from collections.abc import Iterator

from places.county_names import WRITTEN_KINDS
from places.found import FoundPlace
from places.index import PlaceIndex
from places.parsing import PlaceText
from places.sphere import miles_between, unit_vectors

# Farther than this from the middle of a county a town isn't in it, whatever its nearest ZIP says.
MAX_MILES_FROM_MIDDLE = 45


def county_and_town(index: PlaceIndex, typed: PlaceText) -> Iterator[FoundPlace]:
    """The towns of a name in a county that was typed behind it; else the county, if another word stands for
    its kind.

    "Cook Co IL", "Chicago, Cook County", and between commas also "Chicago, Cook, Illinois".
    """
    if len(typed.parts) > 1:
        town, county = typed.parts[0], typed.parts[1]
        states: set[str | None] = {way.state for way in typed.interpretations if way.state} or {None}
        yield from _towns_in(index, town, _bare(county), states)
    for way in typed.interpretations:
        words = way.key.split()
        if len(words) > 1 and words[-1] in WRITTEN_KINDS:
            called = index.counties_called(" ".join(words[:-1]))
            yield from (county for county in called if way.state in (None, county.state))
            for start in range(1, len(words) - 1):
                yield from _towns_in(index, " ".join(words[:start]), " ".join(words[start:-1]), {way.state})


def _bare(key: str) -> str:
    words = key.split()
    return " ".join(words[:-1]) if len(words) > 1 and words[-1] in WRITTEN_KINDS else key


def _towns_in(index: PlaceIndex, town: str, county: str, states: set[str | None]) -> Iterator[FoundPlace]:
    counties = [each for each in index.counties_called(county) if states & {None, each.state}]
    towns = [place for place in index.named(town) if not place.is_area]
    inside = [place for place in towns if any(place.county == each.code for each in counties)]
    if inside:
        yield from inside
        return
    near = [
        (miles, place)
        for each in counties
        for place in towns
        if place.state == each.state and (miles := _miles(place, each)) <= MAX_MILES_FROM_MIDDLE
    ]
    yield from (place for _, place in sorted(near))


def _miles(one: FoundPlace, other: FoundPlace) -> float:
    vectors = unit_vectors([one.latitude], [one.longitude])
    return float(miles_between(vectors, unit_vectors(other.latitude, other.longitude))[0])
