"""What a typed place may mean: a ZIP, a name with or without a state, a state. Text only, no lookup."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from places.names import join_initials, key_of_words
from places.phrases import (
    AREA,
    AREA_BEGINNINGS,
    AREA_ENDINGS,
    BEGINNINGS,
    COUNTRY_ENDINGS,
    COUNTY_BEGINNINGS,
    ENDINGS,
    NOISE,
    NOISE_BEHIND,
)
from places.states import CODE_BY_WRITTEN_FORM, MAX_WRITTEN_FORM_WORDS
from places.text import words

# Longer than any place with its state and ZIP; an address fits too. Longer texts are never looked up.
MAX_TEXT_LENGTH = 200
# How much of it a page repeats.
MAX_SHOWN_LENGTH = 80
# How many words around a name are taken off, one phrase after the other.
MAX_PHRASES = 4

_ZIP = re.compile(r"[0-9]{5}")
_ZIP_AND_FOUR = re.compile(r"[0-9]{9}")
_FEW_DIGITS = re.compile(r"[0-9]{1,4}")
_BEGINNING_OF_ZIP = re.compile(r"[0-9]{3,4}")
_HAS_DIGIT = re.compile(r"[0-9]")
# A spreadsheet's number, and a state that has grown together with its ZIP.
_NUMBER_WITH_ZEROS = re.compile(r"([0-9]{3,5})\.0+")
_STATE_AND_ZIP = re.compile(r"([a-z]{2})([0-9]{5})")
# Letters that are typed for digits.
_ALMOST_A_ZIP = re.compile(r"(?=.*[0-9].*[0-9].*[0-9])[0-9oil]{5}")
_DIGITS = str.maketrans("oil", "011")

Words = tuple[str, ...]


@dataclass(frozen=True)
class Interpretation:
    """One way to understand a text: a name's key (see `names.key_of`), in a state or anywhere."""

    key: str
    state: str | None
    is_reversed: bool = False  # the state stands in front: "IL Chicago"


@dataclass(frozen=True)
class PlaceText:
    """A typed place, split into what it may mean.

    The first of `interpretations` takes the whole text as a name; the next take longer and longer endings,
    and then beginnings, as a state. `state` is set if the whole text is a state's name. `zip_code` has five
    digits. `parts` are the keys between commas, without the state at the end.
    """

    shown: str
    words: Words = ()
    zip_code: str | None = None
    interpretations: tuple[Interpretation, ...] = ()
    state: str | None = None
    parts: tuple[str, ...] = ()

    @property
    def digits(self) -> str:
        """The typed digits if they are the beginning of a ZIP (three or four), else ""."""
        whole = self.words[0] if len(self.words) == 1 else ""
        return whole if _BEGINNING_OF_ZIP.fullmatch(whole) else ""

    @property
    def typed_state(self) -> str | None:
        """The state that stands behind the name."""
        behind = (
            each.state for each in reversed(self.interpretations) if each.state and not each.is_reversed
        )
        return next(behind, None)


def parse_place(text: str) -> PlaceText:
    """Parse a typed text. There is a result for any text, if only an empty one."""
    shown = printable(text)
    if len(text) > MAX_TEXT_LENGTH:
        return PlaceText(shown)
    number = _NUMBER_WITH_ZEROS.fullmatch(text.strip())
    folded = [number[1]] if number else join_initials(words(text))
    found, zip_code = _split_zip(_without_country(folded))
    return PlaceText(
        shown,
        tuple(found),
        zip_code,
        interpretations(found),
        CODE_BY_WRITTEN_FORM.get(" ".join(found)),
        _parts(text) if "," in text else (),
    )


def printable(text: str) -> str:
    """`text` as a page can repeat it: no control, direction or surrogate characters, and not too long."""
    kept = (letter if unicodedata.category(letter)[0] != "C" else " " for letter in text[:MAX_TEXT_LENGTH])
    clean = " ".join("".join(kept).split())
    return clean if len(clean) <= MAX_SHOWN_LENGTH else clean[: MAX_SHOWN_LENGTH - 1] + "…"


def interpretations(folded: list[str] | Words) -> tuple[Interpretation, ...]:
    """The whole as a name, then with longer and longer endings as a state, then with a state in front."""
    found = list(folded)
    if not found:
        return ()
    ways = [Interpretation(key_of_words(found), None)]
    most = min(MAX_WRITTEN_FORM_WORDS, len(found) - 1)
    for length in range(1, most + 1):
        state = CODE_BY_WRITTEN_FORM.get(" ".join(found[-length:]))
        if state:
            ways.append(Interpretation(key_of_words(found[:-length]), state))
    for length in range(1, most + 1):
        state = CODE_BY_WRITTEN_FORM.get(" ".join(found[:length]))
        if state:
            ways.append(Interpretation(key_of_words(found[length:]), state, is_reversed=True))
    return tuple(dict.fromkeys(ways))


def plainer(folded: Words) -> Iterator[tuple[Words, bool]]:
    """The words without phrases such as "city of" and "area", fewer each time; whether its surroundings are
    meant, which then have the word "area" behind the name."""
    seen = {folded}
    level: list[tuple[Words, bool]] = [(folded, False)]
    for _ in range(MAX_PHRASES):
        following: list[tuple[Words, bool]] = []
        for each, is_area in level:
            for shorter, becomes_area in _shorter(each):
                if shorter and shorter not in seen:
                    seen.add(shorter)
                    following.append((shorter, is_area or becomes_area))
        yield from following
        level = following


def _shorter(folded: Words) -> Iterator[tuple[Words, bool]]:
    state_words = state_at_end(folded)
    name, state = folded[: len(folded) - state_words], folded[len(folded) - state_words :]
    for beginning in COUNTY_BEGINNINGS:
        if name[: len(beginning)] == beginning and len(name) > len(beginning):
            yield (*name[len(beginning) :], "county", *state), False
    for phrases, is_area in ((AREA_BEGINNINGS, True), (BEGINNINGS, False)):
        for beginning in phrases:
            if name[: len(beginning)] == beginning and len(name) > len(beginning):
                yield (*name[len(beginning) :], *state), is_area
    for phrases, is_area in ((AREA_ENDINGS, True), (ENDINGS, False)):
        for ending in phrases:
            # Behind the name, or behind the state: "Portland Oregon area".
            if name[-len(ending) :] == ending and len(name) > len(ending):
                yield (*name[: -len(ending)], *state), is_area
            if state and folded[-len(ending) :] == ending and len(folded) > len(ending):
                yield folded[: -len(ending)], is_area


def state_at_end(folded: Words) -> int:
    """How many words at the end are a state; 0 if none, or if nothing is left before them."""
    for length in range(min(MAX_WRITTEN_FORM_WORDS, len(folded) - 1), 0, -1):
        if " ".join(folded[-length:]) in CODE_BY_WRITTEN_FORM:
            return length
    return 0


def area_of(folded: Words) -> Words:
    """The words with "area" behind the name: "denver co" becomes "denver area co"."""
    state_words = state_at_end(folded)
    return (*folded[: len(folded) - state_words], AREA, *folded[len(folded) - state_words :])


def without_noise(folded: Words) -> Words:
    """The words without those at either end that say nothing about a place: "tms near me in austin tx"."""
    first, last = 0, len(folded)
    while first < last and folded[first] in NOISE:
        first += 1
    while last > first and folded[last - 1] in NOISE_BEHIND:
        last -= 1
    return folded[first:last]


def zip_in_front(text: str) -> tuple[str, PlaceText] | None:
    """The ZIP that a text begins with, and the rest: "60614 (Chicago, IL)".

    It may be a house number instead, which only a lookup of the rest can tell.
    """
    found = words(text) if len(text) <= MAX_TEXT_LENGTH else []
    if len(found) < 2 or not _ZIP.fullmatch(found[0]):
        return None
    return found[0], parse_place(" ".join(found[1:]))


def address_tails(text: str) -> Iterator[PlaceText]:
    """The ends of an address, longest first: "2400 N Lake View Ave, Chicago" has "Chicago".

    Ends begin after a comma, or after any word that follows a number.
    """
    if len(text) > MAX_TEXT_LENGTH:
        return
    parts = text.split(",")
    ends = [",".join(parts[start:]) for start in range(1, len(parts))]
    typed = text.split()
    ends += [
        " ".join(typed[start:])
        for start in range(1, len(typed))
        if _HAS_DIGIT.search(" ".join(typed[:start]))
    ]
    for end in ends:
        found = parse_place(end)
        if found.interpretations:
            yield found


def _parts(text: str) -> tuple[str, ...]:
    parts = [words(part) for part in text.split(",")]
    parts = [part for part in parts if part]
    if parts and tuple(parts[-1]) in COUNTRY_ENDINGS:
        parts.pop()
    if parts:
        last = parts[-1]
        last, _ = _split_zip(last)
        if " ".join(last) in CODE_BY_WRITTEN_FORM or not last:
            parts.pop()
        else:
            state_words = state_at_end(tuple(last))
            parts[-1] = last[: len(last) - state_words]
    return tuple(key_of_words(part) for part in parts)


def _without_country(found: list[str]) -> list[str]:
    for ending in COUNTRY_ENDINGS:
        if len(found) > len(ending) and tuple(found[-len(ending) :]) == ending:
            return found[: -len(ending)]
    return found


def _split_zip(found: list[str]) -> tuple[list[str], str | None]:
    """The rest and the ZIP at the end: 60614, 60614 1234. At the start it may be a house number."""
    if not found:
        return found, None
    last = found[-1]
    if len(found) > 1 and _FEW_DIGITS.fullmatch(last) and _ZIP.fullmatch(found[-2]):
        return found[:-2], found[-2]
    if _ZIP.fullmatch(last) or _ZIP_AND_FOUR.fullmatch(last):
        return found[:-1], last[:5]
    grown = _STATE_AND_ZIP.fullmatch(last)
    if grown and grown[1] in CODE_BY_WRITTEN_FORM:
        return [*found[:-1], grown[1]], grown[2]
    if all(word.isdecimal() for word in found) and len(found) > 1 and len("".join(found)) in (5, 9):
        return [], "".join(found)[:5]
    if len(found) == 1 and _ALMOST_A_ZIP.fullmatch(last):
        return [], last.translate(_DIGITS)
    return found, None
