"""What a misspelled place may have meant: "Chcago" is Chicago. All in memory."""

import math
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

from places.found import FoundPlace
from places.index import PlaceIndex, weight
from places.names import key_of
from places.parsing import Interpretation, PlaceText

MAX_SUGGESTIONS = 5
# There are thirty Springfields: more of one name would crowd out other names.
MAX_OF_ONE_NAME = 3

# How many letters may be wrong, missing, doubled or exchanged, by the length of what was typed.
_MAX_SLIPS = ((4, 0), (6, 1), (10, 2))
MAX_SLIPS = 3
# One slip more counts as much as two and a half powers of ten in people.
WEIGHT_OF_A_SLIP = 2.5
# A wrong first letter is rare.
WEIGHT_OF_FIRST_LETTER = 0.7
# A candidate that is this much likelier than the next (ten times the people) is taken at once ...
FAR_AHEAD = 1.0
# ... if it is a place that people name without its state.
MIN_PEOPLE_WITHOUT_STATE = 8_000
# Two slips are taken at once only in a name of this length.
MIN_LETTERS_OF_TWO_SLIPS = 8
MIN_PEOPLE_OF_TWO_SLIPS = 50_000
# A name of so many people is never mistaken for another one.
WELL_KNOWN = 100_000
MANY_TIMES = 10
# As in `lookup`: "New York" and "Washington" are cities first.
POPULATION_TO_OUTRANK_A_STATE = 250_000


@dataclass(frozen=True)
class Candidate:
    """A name that differs by `slips` from what was typed, with its places, the likeliest first."""

    places: tuple[FoundPlace, ...]
    slips: int
    score: float


class Spelling:
    """Finds names that are spelled nearly as a typed one. One per index; safe for threads."""

    def __init__(self, index: PlaceIndex) -> None:
        self.index = index

    def candidates(self, typed: Interpretation) -> list[Candidate]:
        """The names that may have been meant, likeliest first; those of the typed state if there is one."""
        key = typed.key
        most = next((slips for length, slips in _MAX_SLIPS if len(key) < length), MAX_SLIPS)
        if not most or not any(letter.isalpha() for letter in key):
            return []
        found = []
        for length in range(len(key) - most, len(key) + most + 1):
            names = self._names_by_length.get(length)
            if names:
                near = process.extract(key, names, scorer=OSA.distance, score_cutoff=most, limit=None)
                found += [self._candidate(name, int(slips), typed) for name, slips, _ in near]
        return sorted((each for each in found if each), key=lambda each: -each.score)

    def _candidate(self, name: str, slips: int, typed: Interpretation) -> Candidate | None:
        places = tuple(
            place
            for place in self._places(name)
            if typed.state in (None, place.state) and key_of(place.name) == name
        )
        if not places:
            return None
        first_letter = WEIGHT_OF_FIRST_LETTER if name[0] != typed.key[0] else 0.0
        likelihood = math.log10(weight(places[0]) + 1)
        return Candidate(places, slips, likelihood - WEIGHT_OF_A_SLIP * slips - first_letter)

    def _places(self, name: str) -> list[FoundPlace]:
        state = self._states.get(name)
        named = self.index.named(name)
        if state is None:
            return named
        is_city_first = bool(named) and weight(named[0]) >= POPULATION_TO_OUTRANK_A_STATE
        return [*named, state] if is_city_first else [state, *named]

    @cached_property
    def _states(self) -> dict[str, FoundPlace]:
        return {key_of(state.name): state for state in self.index.states.values()}

    @cached_property
    def _names_by_length(self) -> dict[int, list[str]]:
        names: dict[int, list[str]] = {}
        for name in sorted(self.index.proper_names | self._states.keys()):
            names.setdefault(len(name), []).append(name)
        return names

    @cached_property
    def _well_known(self) -> dict[str, FoundPlace]:
        return {key_of(town.name): town for town in reversed(self.index.towns) if weight(town) >= WELL_KNOWN}

    def well_known_beside(self, key: str, place: FoundPlace) -> list[FoundPlace]:
        """Large cities whose name differs by one slip from that of a far smaller place."""
        if weight(place) >= WELL_KNOWN:
            return []
        near = process.extract(key, list(self._well_known), scorer=OSA.distance, score_cutoff=1, limit=None)
        cities = [self._well_known[name] for name, _, _ in near if name != key]
        return [city for city in cities if weight(city) >= MANY_TIMES * weight(place)]


def clear_slip(candidates: list[Candidate], typed: Interpretation) -> Candidate | None:
    """The candidate that is taken at once; None if it is better to ask."""
    if not candidates:
        return None
    best, *others = candidates
    if typed.state is None and weight(best.places[0]) < MIN_PEOPLE_WITHOUT_STATE:
        return None
    if best.slips > 1 and not _may_have_two_slips(best, typed):
        return None
    if others and best.score - others[0].score < FAR_AHEAD:
        return None
    return best


def _may_have_two_slips(best: Candidate, typed: Interpretation) -> bool:
    is_known = typed.state is not None or weight(best.places[0]) >= MIN_PEOPLE_OF_TWO_SLIPS
    return best.slips == 2 and len(typed.key) >= MIN_LETTERS_OF_TWO_SLIPS and is_known


def suggestions(typed: PlaceText, spelling: Spelling) -> tuple[FoundPlace, ...]:
    """Places that the text may have meant, likeliest first; none if it resembles nothing we know.

    Where a state was typed, they are in it.
    """
    index = spelling.index
    if typed.digits:
        return tuple(index.zips_beginning_with(typed.digits, MAX_SUGGESTIONS))
    state = typed.typed_state
    found: list[FoundPlace] = []
    for interpretation in typed.interpretations:
        if state == interpretation.state:
            for candidate in spelling.candidates(interpretation):
                found += candidate.places[:MAX_OF_ONE_NAME]
    if not found and state:
        return (index.states[state],) if state in index.states else ()
    return tuple({place.label: place for place in found}.values())[:MAX_SUGGESTIONS]
