"""Places within a phrase: which run of words is one, and how surely it is meant."""

from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from places.found import FoundPlace
from places.kinds import Kind
from places.lookup import PlaceNotFound, find_place, place_named
from places.names import key_of
from places.parsing import state_at_end
from places.states import CODE_BY_WRITTEN_FORM

MAX_PLACE_WORDS = 6
LARGE, MIDDLING, SMALL = 200_000, 50_000, 10_000

# Codes of states that are also words, or letters after a doctor's name: only after a town they are states.
_ALSO_WORDS = frozenset(
    [
        "al",
        "ar",
        "as",
        "co",
        "ct",
        "de",
        "gu",
        "hi",
        "id",
        "in",
        "is",
        "la",
        "ma",
        "md",
        "me",
        "mi",
        "mn",
        "mo",
        "mp",
        "ms",
        "mt",
        "nd",
        "ne",
        "oh",
        "ok",
        "or",
        "pa",
        "pr",
        "sd",
        "va",
        "vi",
    ]
)


@dataclass(frozen=True, slots=True)
class PlaceRead:
    """A place, and whether the words left no doubt: a ZIP, or a name with its state."""

    place: FoundPlace
    is_certain: bool


@lru_cache(maxsize=20_000)
def place_of(text: str) -> PlaceRead | None:
    """The place that these folded words name exactly; None if they name none."""
    if text in _ALSO_WORDS:
        return None
    match = place_named(text)
    if match is None:
        return None
    place = match.place
    if place.kind == Kind.ZIP:
        return PlaceRead(place, is_certain=True) if _names_only(text, place) else None
    is_state = place.kind == Kind.STATE
    return PlaceRead(place, is_certain=is_state or state_at_end(tuple(text.split())) > 0)


def _names_only(text: str, place: FoundPlace) -> bool:
    """Whether the words beside a ZIP, if there are any, name a place in its state."""
    rest = " ".join(word for word in text.split() if not word.isdigit())
    named = place_named(rest) if rest else None
    return not rest or (named is not None and named.place.state == place.state)


@lru_cache(maxsize=20_000)
def place_meant(text: str) -> FoundPlace | None:
    """The place that these misspelled words were probably meant for: few letters away, or in the state named.

    Small towns are meant only with their state: too many words are a letter away from some village.
    """
    places: tuple[FoundPlace, ...]
    try:
        places = (find_place(text).place,)
    except PlaceNotFound as unknown:
        places = unknown.suggestions
    typed_words = tuple(text.split())
    name = len(typed_words) - state_at_end(typed_words)  # how many words are before the state
    typed, state = " ".join(typed_words[:name]), CODE_BY_WRITTEN_FORM.get(" ".join(typed_words[name:]))
    near = [
        (distance, -place.population, place)
        for place in places
        if (place.state == state if state else place.population >= SMALL)
        and typed[0] in key_of(place.name)[:2]
        and (distance := OSA.distance(key_of(typed), key_of(place.name))) <= _allowed(typed)
    ]
    return min(near, key=lambda found: found[:2])[2] if near else None


def _allowed(typed: str) -> int:
    letters = len(typed)
    return 1 if letters < 6 else 2 if letters < 11 else 3
