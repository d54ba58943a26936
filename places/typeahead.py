"""Suggestions while somebody types a place, from memory: what is meant most often comes first."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from places.found import FoundPlace
from places.index import PlaceIndex, place_index, weight
from places.kinds import Kind
from places.names import join_initials, key_of, key_of_words
from places.states import CODE_BY_WRITTEN_FORM, MAX_WRITTEN_FORM_WORDS
from places.text import fold

MIN_LETTERS = 2
MIN_DIGITS = 3
MAX_SUGGESTIONS = 8
# Longer than any name in the gazetteer: it can't be the beginning of one.
MAX_QUERY_LENGTH = 80
# More of one name would leave no room for others that begin alike.
MAX_OF_ONE_NAME = 5
LAST_LETTER = "\U0010ffff"

# A large area has more people than its largest city, and is named far less often.
_WEIGHTS = {Kind.STATE: 0.02, Kind.COUNTY: 0.05, Kind.REGION: 0.02}
_PARTIAL_ZIP = re.compile(rf"([0-9]{{{MIN_DIGITS},5}})( ?[0-9]{{0,4}})")


@dataclass(frozen=True)
class PlaceSuggestion:
    """`value` is what the field is filled with: text that `find_place` resolves to exactly this place.

    `matched` is how many letters of the label repeat what was typed.
    """

    label: str
    value: str
    kind: str
    matched: int = 0


def suggest(query: str, limit: int = MAX_SUGGESTIONS) -> list[PlaceSuggestion]:
    """Places whose ZIP, name or nickname begins with `query`, at most `limit`; [] if it is too short.

    A state may follow a whole name: "springfield i" finds Illinois' Springfield. ZIPs come in order of their
    digits, all else by how often it is meant.
    """
    words = join_initials(fold(query).split()) if len(query) <= MAX_QUERY_LENGTH else []
    typed = " ".join(words)
    digits = _PARTIAL_ZIP.fullmatch(typed)
    if digits:
        zips = place_index().zips_beginning_with(digits[1], limit)
        return [PlaceSuggestion(each.label, each.code, each.kind, len(digits[1])) for each in zips]
    if len(typed) < MIN_LETTERS or typed.isdecimal():
        return []
    found = _beginnings(place_index()).find(words, limit)
    return [PlaceSuggestion(each.label, each.label, each.kind, _matched(each.label, query)) for each in found]


def _matched(label: str, query: str) -> int:
    """How many letters at the beginning of the label are those of the query, accents and case aside."""
    wanted = fold(query)
    for length in range(len(label) + 1):
        if fold(label[:length]) == wanted:
            return length
    return 0


class Beginnings:
    """All names that people begin to type, sorted, each with its place and how often that is meant."""

    def __init__(self, index: PlaceIndex) -> None:
        self.index = index
        states = {key_of(state.name): state for state in index.states.values()}
        entries = [
            (key, place)
            for key in index.proper_names
            for place in index.named(key)
            if key_of(place.name) == key
        ]
        entries += list(states.items())
        # "Bay Area" is written "San Francisco Bay Area".
        entries += [
            (key, place)
            for place in index.areas
            if place.kind == Kind.REGION
            for key in index.other_names(place)
        ]
        entries.sort(key=lambda entry: entry[0])
        self.keys = [key for key, _ in entries]
        self.places = [place for _, place in entries]
        self.weights = np.array([_weight(place) for place in self.places], dtype=np.float32)

    def find(self, words: list[str], limit: int) -> list[FoundPlace]:
        """The places that the words may become, those that are meant most often first."""
        typed = " ".join(words)
        # While "st" may still become "stockton", "st p" can only be Saint P...: both spellings count.
        spellings = dict.fromkeys((typed, key_of_words(words)))
        found = {
            place: _weight(place)
            for spelling in spellings
            for place in self._starting_with(spelling, 4 * limit)
        }
        for spelling in spellings:
            # A whole nickname: "nyc", "philly". What a name means first comes first here too.
            whole = [place for place in self.index.named(spelling)[:limit] if len(spelling) > 1]
            found |= {place: max(_weight(place), found.get(place, 0)) for place in whole}
            first = self.index.means_first(spelling)
            if first is not None:
                found[first] = self.WHOLE_NAME / 2
        state = CODE_BY_WRITTEN_FORM.get(typed)
        if state in self.index.states:
            place = self.index.states[state]
            found[place] = max(_weight(place), found.get(place, 0))
        for place in self._with_state(words):
            found[place] = weight(place) + self.WHOLE_NAME
        ordered = sorted(found, key=lambda place: -found[place])
        return _distinct(ordered)[:limit]

    # A name with its state is as good as finished.
    WHOLE_NAME = 1e9

    def _starting_with(self, spelling: str, limit: int) -> list[FoundPlace]:
        start, stop = bisect_left(self.keys, spelling), bisect_left(self.keys, spelling + LAST_LETTER)
        if stop - start > limit:
            weights = self.weights[start:stop]
            largest = start + np.argpartition(-weights, limit)[:limit]
            return [self.places[position] for position in largest]
        return self.places[start:stop]

    def _with_state(self, words: list[str]) -> list[FoundPlace]:
        """The places whose whole name is followed by the beginning of their state."""
        found = []
        for length in range(1, min(MAX_WRITTEN_FORM_WORDS, len(words) - 1) + 1):
            states = _states_beginning_with(" ".join(words[-length:]))
            if states:
                name = key_of_words(words[:-length])
                found += [place for place in self.index.named(name) if place.state in states]
        return found


@lru_cache(maxsize=2)
def _beginnings(index: PlaceIndex) -> Beginnings:
    return Beginnings(index)


def _weight(place: FoundPlace) -> float:
    return weight(place) * _WEIGHTS.get(Kind(place.kind), 1.0)


def _distinct(places: list[FoundPlace]) -> list[FoundPlace]:
    """Without labels twice, and not too many of one name."""
    found: dict[str, FoundPlace] = {}
    of_name: dict[str, int] = {}
    for place in places:
        of_name[place.name] = of_name.get(place.name, 0) + 1
        if of_name[place.name] <= MAX_OF_ONE_NAME or len(places) <= MAX_SUGGESTIONS:
            found.setdefault(place.label, place)
    return list(found.values())


@lru_cache(maxsize=1024)
def _states_beginning_with(text: str) -> frozenset[str]:
    forms = CODE_BY_WRITTEN_FORM.items()
    # "State of ..." is a form of every state, so the "s" of "Winston-S" would match all of them.
    return frozenset(
        code
        for form, code in forms
        if form.startswith(text) and not form.startswith(("state of", "estado de"))
    )
