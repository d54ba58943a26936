"""What a typed place may mean: a ZIP, a name with or without a state, a state. Text only, no lookup."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from places.names import join_initials, key_of_words
from places.states import CODE_BY_WRITTEN_FORM, MAX_WRITTEN_FORM_WORDS
from places.text import fold

# Longer than any place with its state and ZIP; an address fits too. Longer texts are never looked up.
MAX_TEXT_LENGTH = 200
# How much of it a page repeats.
MAX_SHOWN_LENGTH = 80

_ZIP = re.compile(r"[0-9]{5}")
_ZIP_AND_FOUR = re.compile(r"[0-9]{9}")
_FOUR = re.compile(r"[0-9]{4}")
_BEGINNING_OF_ZIP = re.compile(r"[0-9]{3,4}")
_HAS_DIGIT = re.compile(r"[0-9]")

_COUNTRY_ENDINGS = (
    ("united", "states", "of", "america"),
    ("united", "states"),
    ("usa",),
    ("us",),
    ("america",),
)
_BEGINNINGS = (("city", "of"), ("town", "of"), ("village", "of"), ("downtown",), ("near",), ("in",))


@dataclass(frozen=True)
class Interpretation:
    """One way to understand a text: a name's key (see `names.key_of`), in a state or anywhere."""

    key: str
    state: str | None


@dataclass(frozen=True)
class PlaceText:
    """A typed place, split into what it may mean.

    The first of `interpretations` takes the whole text as a name; the next take longer and longer endings as
    a state. `state` is set if the whole text is a state's name. `zip_code` has five digits.
    """

    shown: str
    zip_code: str | None = None
    interpretations: tuple[Interpretation, ...] = ()
    state: str | None = None

    @property
    def digits(self) -> str:
        """The typed digits if they are the beginning of a ZIP (three or four), else ""."""
        whole = self.interpretations[0].key if self.interpretations else ""
        return whole if _BEGINNING_OF_ZIP.fullmatch(whole) else ""


def parse_place(text: str) -> PlaceText:
    """Parse a typed text. There is a result for any text, if only an empty one."""
    shown = printable(text)
    if len(text) > MAX_TEXT_LENGTH:
        return PlaceText(shown)
    words = _without_country(join_initials(fold(text).split()))
    zip_code, words = _split_zip(words)
    return PlaceText(shown, zip_code, _interpretations(words), CODE_BY_WRITTEN_FORM.get(" ".join(words)))


def printable(text: str) -> str:
    """`text` as a page can repeat it: no control, direction or surrogate characters, and not too long."""
    kept = (letter if unicodedata.category(letter)[0] != "C" else " " for letter in text[:MAX_TEXT_LENGTH])
    clean = " ".join("".join(kept).split())
    return clean if len(clean) <= MAX_SHOWN_LENGTH else clean[: MAX_SHOWN_LENGTH - 1] + "…"


def zip_in_front(text: str) -> tuple[str, PlaceText] | None:
    """The ZIP that a text begins with, and the rest: "60614 (Chicago, IL)".

    It may be a house number instead, which only a lookup of the rest can tell.
    """
    words = fold(text).split() if len(text) <= MAX_TEXT_LENGTH else []
    if len(words) < 2 or not _ZIP.fullmatch(words[0]):
        return None
    return words[0], parse_place(" ".join(words[1:]))


def address_tails(text: str) -> Iterator[PlaceText]:
    """The ends of an address, longest first: "2400 N Lake View Ave, Chicago" has "Chicago".

    Ends begin after a comma, or after any word that follows a number. An end that is only a state is left
    out: "Nowhere, Nevada" is not the town of Nevada in Missouri.
    """
    if len(text) > MAX_TEXT_LENGTH:
        return
    parts = text.split(",")
    ends = [",".join(parts[start:]) for start in range(1, len(parts))]
    words = text.split()
    ends += [
        " ".join(words[start:])
        for start in range(1, len(words))
        if _HAS_DIGIT.search(" ".join(words[:start]))
    ]
    for end in ends:
        typed = parse_place(end)
        if typed.interpretations and typed.state is None:
            yield typed


def _without_country(words: list[str]) -> list[str]:
    for ending in _COUNTRY_ENDINGS:
        if len(words) > len(ending) and tuple(words[-len(ending) :]) == ending:
            return words[: -len(ending)]
    return words


def _split_zip(words: list[str]) -> tuple[str | None, list[str]]:
    """The ZIP at the end (60614, 60614 1234, 606141234) and the rest. At the start it is a house number."""
    if len(words) > 1 and _FOUR.fullmatch(words[-1]) and _ZIP.fullmatch(words[-2]):
        return words[-2], words[:-2]
    if words and (_ZIP.fullmatch(words[-1]) or _ZIP_AND_FOUR.fullmatch(words[-1])):
        return words[-1][:5], words[:-1]
    return None, words


def _interpretations(words: list[str]) -> tuple[Interpretation, ...]:
    if not words:
        return ()
    interpretations = [Interpretation(key_of_words(words), None)]
    for length in range(1, min(MAX_WRITTEN_FORM_WORDS, len(words) - 1) + 1):
        state = CODE_BY_WRITTEN_FORM.get(" ".join(words[-length:]))
        if state:
            interpretations.append(Interpretation(key_of_words(words[:-length]), state))
    for beginning in _BEGINNINGS:
        rest = words[len(beginning) :]
        if rest and tuple(words[: len(beginning)]) == beginning:
            interpretations.extend(_interpretations(rest))
    return tuple(dict.fromkeys(interpretations))
