"""Finding the place that a person typed: the one way to do it, for pages, JSON and the geocoder."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from places.index import FoundPlace, PlaceIndex, place_index
from places.misspellings import suggestions
from places.parsing import PlaceText, address_tails, parse_place, zip_in_front

# A text that is a state's name means the state, unless a city of that name is one of the country's
# large ones: "New York" and "Washington" are cities first, "Nevada" is not the town in Missouri.
POPULATION_TO_OUTRANK_A_STATE = 250_000

# A namesake is worth a question if it has at least a twentieth of the people: Portland, Maine has a tenth of
# those of Portland, Oregon; Houston, Alaska has a thousandth of those of Houston, Texas.
SHARE_WORTH_A_QUESTION = 20


@dataclass(frozen=True)
class PlaceMatch:
    """What a text was understood as.

    `is_approximate`: the point represents a wider area (a ZIP without a point, an address of which
    only the city is known). `alternatives`: other places the text may mean, likeliest first.
    """

    place: FoundPlace
    is_approximate: bool = False
    alternatives: tuple[FoundPlace, ...] = ()

    @property
    def is_ambiguous(self) -> bool:
        """Whether a page should ask which one was meant: some alternative is about as large."""
        return any(
            other.population * SHARE_WORTH_A_QUESTION >= self.place.population for other in self.alternatives
        )


class PlaceNotFound(Exception):
    """No place is known for a text. `text` is safe to show; `suggestions` may be empty."""

    def __init__(self, text: str, suggestions: tuple[FoundPlace, ...] = ()) -> None:
        super().__init__(text)
        self.text = text
        self.suggestions = suggestions


def find_place(text: str) -> PlaceMatch:
    """The place that a person typed. Takes any text. Raises PlaceNotFound.

    The first use in a process reads the places (see `place_index`); after that only a text that
    isn't found asks the database, for suggestions.
    """
    index = place_index()
    typed = parse_place(text)
    found = _find_zip(index, typed) or _find_name(index, typed) or _find_zip_in_front(index, text)
    if found is None:
        found = next(filter(None, (_find_tail(index, tail) for tail in address_tails(text))), None)
    if found is None:
        raise PlaceNotFound(typed.shown, suggestions(typed, index))
    return found


def place_named(text: str) -> PlaceMatch | None:
    """The place with exactly this name or ZIP, without looking for misspellings or within an address."""
    index, typed = place_index(), parse_place(text)
    return _find_zip(index, typed) or _find_name(index, typed)


def find_city(state: str, slug: str) -> FoundPlace:
    """The city of an address, /tms/il/chicago/, in lower case. Raises PlaceNotFound."""
    city = place_index().city_at(state.upper(), slug)
    if city is None:
        raise PlaceNotFound(parse_place(f"{slug}, {state}").shown)
    return city


def find_state(code: str) -> FoundPlace:
    """The state or territory of two letters in any case. Raises PlaceNotFound."""
    state = place_index().states.get(code.upper())
    if state is None:
        raise PlaceNotFound(parse_place(code).shown)
    return state


def nearest_city(latitude: float, longitude: float) -> tuple[FoundPlace, float]:
    """The city nearest to a point in degrees (in a territory, the territory), and its distance in miles.

    Names a place for "near me" and gives a point its time zone (`.time_zone`). Raises PlaceNotFound
    only where no places are loaded.
    """
    nearest = place_index().nearest_city(latitude, longitude)
    if nearest is None:
        raise PlaceNotFound(f"{latitude:.2f}, {longitude:.2f}")
    return nearest


def _find_zip(index: PlaceIndex, typed: PlaceText) -> PlaceMatch | None:
    found = index.zip_or_prefix(typed.zip_code) if typed.zip_code else None
    return PlaceMatch(found[0], is_approximate=found[1]) if found else None


def _find_name(index: PlaceIndex, typed: PlaceText) -> PlaceMatch | None:
    """The cities of each interpretation in turn, largest first, and the state itself."""
    places = _cities(index.cities_named, typed) or _cities(index.cities_joined_as, typed)
    # The city of Washington is all of the District of Columbia: offering both would ask about nothing.
    state = index.states.get(typed.state or "")
    if state and not (typed.state == "DC" and places):
        outranked = places and places[0].population >= POPULATION_TO_OUTRANK_A_STATE
        places.insert(1 if outranked else 0, state)
    if not places:
        return None
    # The same town twice (a city and its statistical area) has one label; the larger one stays.
    distinct: dict[str, FoundPlace] = {}
    for place in places:
        distinct.setdefault(place.label, place)
    first, *others = distinct.values()
    # If a ZIP was typed too, it isn't in use, or it would have been found before the name.
    return PlaceMatch(first, is_approximate=typed.zip_code is not None, alternatives=tuple(others))


def _cities(cities_of: Callable[[str], list[FoundPlace]], typed: PlaceText) -> list[FoundPlace]:
    return [
        city
        for interpretation in typed.interpretations
        for city in cities_of(interpretation.key)
        if interpretation.state in (None, city.state)
    ]


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
    found = _find_name(index, tail)
    return replace(found, is_approximate=True) if found else None
