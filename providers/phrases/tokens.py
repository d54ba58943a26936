"""The words of a typed phrase, each with its place in the text."""

import re
from dataclasses import dataclass

from places.text import words

_CHUNK = re.compile(r"\S+")
# "St.", "Dr.", "N.J.": the point is a part of the word.
_ABBREVIATION = re.compile(r"(?:[A-Za-z]{1,4}\.)+")
_ENDS_A_PART = (",", ";", ".", "?", "!", ":", "+", "/", "|", ")")


@dataclass(frozen=True, slots=True)
class Token:
    """One folded word.

    `start` and `end` say where its chunk of text (what is between two spaces) stands. `is_glued`: it
    belongs to the same chunk as the word before, as in "Molina-Reyes". `begins_part`: a comma or the like is
    before it. `is_capitalized`: typed with a capital.
    """

    word: str
    start: int
    end: int
    is_glued: bool = False
    begins_part: bool = False
    is_capitalized: bool = False


def tokens_of(text: str) -> tuple[Token, ...]:
    """The words of a text in order."""
    tokens: list[Token] = []
    begins_part = True
    for chunk in _CHUNK.finditer(text):
        typed = chunk[0]
        for number, word in enumerate(words(typed)):
            tokens.append(
                Token(
                    word,
                    chunk.start(),
                    chunk.end(),
                    is_glued=number > 0,
                    begins_part=begins_part and number == 0,
                    is_capitalized=typed.lstrip("¿¡\"'(“")[:1].isupper(),
                )
            )
            begins_part = False
        begins_part = begins_part or (typed.endswith(_ENDS_A_PART) and not _ABBREVIATION.fullmatch(typed))
    return tuple(tokens)
