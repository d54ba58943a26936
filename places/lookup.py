"""Finding the place that a person typed: the one way to do it, for pages, JSON and the geocoder."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from places.counties_typed import county_and_town
from places.found import FoundPlace
from places.index import PlaceIndex, place_index, weight
from places.kinds import Kind
from places.names import key_of_words
from places.parsing import (
    Interpretation,
    PlaceText,
    address_tails,
    area_of,
    interpretations,
    parse_place,
    plainer,
    without_noise,
    zip_in_front,
)
from places.phrases import ABROAD, EVERYWHERE, HERE, MILITARY
from places.slips import MAX_SUGGESTIONS, Spelling, clear_slip, suggestions
from places.zips import is_military

# A text that is a state's name means the state, unless a city of that name is one of the country's
# large ones: "New York" and "Washington" are cities first, "Nevada" is not the town in Missouri.
POPULATION_TO_OUTRANK_A_STATE = 250_000

# A namesake is worth a question if it has at least a twentieth of the people: Portland, Maine has a tenth of
# those of Portland, Oregon; Houston, Alaska has a thousandth of those of Houston, Texas.
SHARE_WORTH_A_QUESTION = 20

# "Westchester" is the county, as no town of that name is large; "Orange" is a city first.
POPULATION_TO_OUTRANK_A_COUNTY = 50_000
# Below that, the county is meant if it has so many times the people. Beside a state, a town of that name is
# there: Mendocino, CA is one, but Nassau, NY is hardly the village.
TIMES_A_TOWN = 20
TIMES_A_TOWN_IN_ITS_STATE = 500


# A hamlet that is spelled nearly as a city of so many times its people is offered behind the city: Huston,
# ID.
TIMES_A_HAMLET = 1_000


class Reason(StrEnum):
    """Why no place was found."""

    UNKNOWN = "unknown"
    HERE = "here"  # "near me": the visitor's own place, which only the browser knows
    EVERYWHERE = "everywhere"  # "USA"
    MILITARY = "military"  # mail to a base or ship abroad
    ABROAD = "abroad"  # in another country


@dataclass(frozen=True)
class PlaceMatch:
    """What a text was understood as.

    `is_approximate`: the point represents a wider area (a ZIP without a point, an address of which only the
    city is known). `alternatives`: other places the text may mean, likeliest first. `corrected` is what was
    typed, if it was taken for a slip.
    """

    place: FoundPlace
    is_approximate: bool = False
    alternatives: tuple[FoundPlace, ...] = ()
    corrected: str = ""

    @property
    def is_ambiguous(self) -> bool:
        """Whether a page should ask which one was meant: some alternative is about as large."""
        return any(
            other.population * SHARE_WORTH_A_QUESTION >= self.place.population for other in self.alternatives
        )


class PlaceNotFound(Exception):
    """No place is known for a text. `text` is safe to show; `suggestions` may be empty.

    `country` is the one that a city abroad is in.
    """

    def __init__(
        self,
        text: str,
        suggestions: tuple[FoundPlace, ...] = (),
        reason: Reason = Reason.UNKNOWN,
        country: str = "",
    ) -> None:
        super().__init__(text)
        self.text = text
        self.suggestions = suggestions
        self.reason = reason
        self.country = country


def find_place(text: str) -> PlaceMatch:
    """The place that a person typed. Takes any text. Raises PlaceNotFound.

    The first use in a process reads the places (see `place_index`).
    """
    return find_in(place_index(), text)


def find_in(index: PlaceIndex, text: str) -> PlaceMatch:
    """As `find_place`, in an index."""
    typed = parse_place(text)
    found = _find_zip(index, typed) or _find_short_zip(index, typed)
    if found is None:
        _raise_if_nowhere(index, typed)
        found = _find_name(index, typed) or _find_zip_in_front(index, text) or _find_plainer(index, typed)
    if found is None:
        found = next(filter(None, (_find_tail(index, tail) for tail in address_tails(text))), None)
    if found is None:
        found = _find_slip(index, typed)
    if found is None:
        raise PlaceNotFound(typed.shown, suggestions(typed, _spelling(index)))
    return found


def place_named(text: str) -> PlaceMatch | None:
    """The place with exactly this name or ZIP, without looking for misspellings or within an address."""
    index, typed = place_index(), parse_place(text)
    return _find_zip(index, typed) or _find_name(index, typed)


def find_city(state: str, slug: str) -> FoundPlace:
    """The place of an address, /tms/il/chicago/, in lower case. Raises PlaceNotFound."""
    place = place_index().at(state.upper(), slug)
    if place is None:
        raise PlaceNotFound(parse_place(f"{slug}, {state}").shown)
    return place


def find_state(code: str) -> FoundPlace:
    """The state or territory of two letters in any case. Raises PlaceNotFound."""
    state = place_index().states.get(code.upper())
    if state is None:
        raise PlaceNotFound(parse_place(code).shown)
    return state


def nearest_city(latitude: float, longitude: float) -> tuple[FoundPlace, float]:
    """The city nearest to a point in degrees, and its distance in miles.

    Names a place for "near me" and gives a point its time zone (`.time_zone`). Raises PlaceNotFound
    only where no places are loaded.
    """
    nearest = place_index().nearest_city(latitude, longitude)
    if nearest is None:
        raise PlaceNotFound(f"{latitude:.2f}, {longitude:.2f}")
    return nearest


@lru_cache(maxsize=2)
def _spelling(index: PlaceIndex) -> Spelling:
    return Spelling(index)


def _raise_if_nowhere(index: PlaceIndex, typed: PlaceText) -> None:
    """Raises PlaceNotFound for a text that names no place in the country, for a reason that can be told."""
    whole = " ".join(typed.words)
    if whole in HERE or (typed.words and not without_noise(typed.words) and "me" in typed.words):
        raise PlaceNotFound(typed.shown, reason=Reason.HERE)
    if whole in EVERYWHERE:
        raise PlaceNotFound(typed.shown, reason=Reason.EVERYWHERE)
    is_base = typed.zip_code is not None and is_military(typed.zip_code)
    if is_base or (typed.words and typed.words[0] in MILITARY):
        raise PlaceNotFound(typed.shown, reason=Reason.MILITARY)
    country = index.abroad.get(key_of_words(list(typed.words))) or _country_at_end(index, typed)
    if country and typed.state is None:
        key = key_of_words(list(typed.words))
        namesakes = _places(index, Interpretation(key, None))
        beside = _spelling(index).well_known_beside(key, namesakes[0]) if namesakes else []
        raise PlaceNotFound(typed.shown, (*beside, *namesakes)[:MAX_SUGGESTIONS], Reason.ABROAD, country)


def _country_at_end(index: PlaceIndex, typed: PlaceText) -> str:
    """The country that the text ends with: "Toronto, Canada"; "" if there is none or an American place is
    meant.
    """
    for length in (2, 1):
        country = ABROAD.get(" ".join(typed.words[-length:]))
        if country and len(typed.words) >= length and typed.typed_state is None:
            found = _places(index, Interpretation(key_of_words(list(typed.words)), None))
            largest = max((weight(place) for place in found), default=0)
            return country if largest < POPULATION_TO_OUTRANK_A_COUNTY else ""
    return ""


def _find_zip(index: PlaceIndex, typed: PlaceText) -> PlaceMatch | None:
    found = index.zip_or_prefix(typed.zip_code) if typed.zip_code else None
    return PlaceMatch(found[0], is_approximate=found[1]) if found else None


def _find_short_zip(index: PlaceIndex, typed: PlaceText) -> PlaceMatch | None:
    """A ZIP whose zeros a spreadsheet has dropped: 2139 is 02139, 926 is 00926."""
    place = index.zip(typed.digits.zfill(5)) if typed.digits else None
    if place is None:
        return None
    return PlaceMatch(place, is_approximate=place.population == 0, corrected=typed.shown)


def _find_name(index: PlaceIndex, typed: PlaceText) -> PlaceMatch | None:
    """The places of each interpretation in turn, largest first, and the state itself."""
    found = _match(index, typed.interpretations, typed.state)
    if found is None and len(typed.parts) > 1:
        found = _match_places(index, county_and_town(index, typed), None)
    if found is None:
        return None
    if not typed.typed_state and len(typed.interpretations) == 1:
        key = typed.interpretations[0].key
        beside = _spelling(index).well_known_beside(key, found.place)
        if beside and weight(beside[0]) >= TIMES_A_HAMLET * (weight(found.place) + 1):
            return PlaceMatch(
                beside[0], alternatives=(found.place, *found.alternatives), corrected=typed.shown
            )
        found = replace(found, alternatives=(*found.alternatives, *beside))
    # If a ZIP was typed too, it isn't in use, or it would have been found before the name.
    return replace(found, is_approximate=typed.zip_code is not None)


def _find_plainer(index: PlaceIndex, typed: PlaceText) -> PlaceMatch | None:
    """The place without the words around it: "city of Chicago", "greater Cincinnati", "TMS near me in Austin
    TX".
    """
    words = typed.words
    for start in dict.fromkeys((words, without_noise(words))):
        if start != words and start:
            found = _match(index, interpretations(start), None) or _zip_of(index, start)
            if found:
                return found
        for shorter, is_area in plainer(start):
            ways = interpretations(shorter)
            found = _match(index, interpretations(area_of(shorter)), None) if is_area else None
            found = found or _match(index, ways, None) or _zip_of(index, shorter)
            if found:
                return found
    return _match_places(index, county_and_town(index, typed), None)


def _zip_of(index: PlaceIndex, words: tuple[str, ...]) -> PlaceMatch | None:
    return _find_zip(index, parse_place(" ".join(words))) if words[-1].isdecimal() else None


def _match(index: PlaceIndex, ways: tuple[Interpretation, ...], state_code: str | None) -> PlaceMatch | None:
    places = [place for way in ways for place in _places(index, way, is_state=state_code is not None)]
    if not places:
        places = [place for way in ways for place in _joined_places(index, way)]
    return _match_places(index, places, state_code)


def _match_places(
    index: PlaceIndex, places: Iterator[FoundPlace] | list[FoundPlace], state_code: str | None
) -> PlaceMatch | None:
    places = list(places)
    # The city of Washington is all of the District of Columbia: offering both would ask about nothing.
    state = index.states.get(state_code or "")
    if state and not (state_code == "DC" and places):
        outranked = (
            places and places[0].kind == Kind.CITY and places[0].population >= POPULATION_TO_OUTRANK_A_STATE
        )
        places.insert(1 if outranked else 0, state)
    if not places:
        return None
    first, *others = dict.fromkeys(places)
    return PlaceMatch(first, alternatives=tuple(others))


def _places(index: PlaceIndex, way: Interpretation, *, is_state: bool = False) -> list[FoundPlace]:
    """The places of a name. A county goes by its bare name where no town of that name is well known."""
    found = [place for place in index.named(way.key) if way.state in (None, place.state)]
    counties = [place for place in index.counties_called(way.key) if way.state in (None, place.state)]
    if is_state or not counties or any(county in found for county in counties):
        return found
    largest = max((weight(place) for place in found), default=0)
    times = TIMES_A_TOWN_IN_ITS_STATE if way.state else TIMES_A_TOWN
    is_town = found and (
        largest >= POPULATION_TO_OUTRANK_A_COUNTY or counties[0].population < times * largest
    )
    if is_town and (way.state is None or largest >= POPULATION_TO_OUTRANK_A_COUNTY):
        return found
    return [*found, *counties] if is_town else [*counties, *found]


def _joined_places(index: PlaceIndex, way: Interpretation) -> list[FoundPlace]:
    return [place for place in index.joined_as(way.key) if way.state in (None, place.state)]


def _find_zip_in_front(index: PlaceIndex, text: str) -> PlaceMatch | None:
    """ "60614 (Chicago, IL)": a ZIP if the rest is in its state; otherwise it may be a house number."""
    parts = zip_in_front(text)
    if parts is None:
        return None
    zip_code, rest = parts
    place, name = index.zip_or_prefix(zip_code), _find_name(index, rest)
    if place is None or name is None:
        return None
    states = {named.state for named in (name.place, *name.alternatives)}
    return PlaceMatch(place[0], is_approximate=place[1]) if place[0].state in states else None


def _find_tail(index: PlaceIndex, tail: PlaceText) -> PlaceMatch | None:
    """An end that is only a state is left out: "Nowhere, Nevada" is neither the state nor the town in
    Missouri.
    """
    found = _find_name(index, tail)
    if (
        found is None
        or found.place.kind == Kind.STATE
        or (tail.state and found.place.population < POPULATION_TO_OUTRANK_A_STATE)
    ):
        return None
    return replace(found, is_approximate=True)


def _find_slip(index: PlaceIndex, typed: PlaceText) -> PlaceMatch | None:
    """A clear slip of the keyboard, corrected at once."""
    state = typed.typed_state
    spelling = _spelling(index)
    for way in typed.interpretations:
        if state not in (None, way.state) or way.is_reversed:
            continue  # a state was typed, so nothing outside of it is meant
        found = clear_slip(spelling.candidates(way), way)
        if found:
            first, *others = found.places
            return PlaceMatch(first, alternatives=tuple(others), corrected=typed.shown)
    return None
