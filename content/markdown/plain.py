"""A text without its markup: for search, reading time and structured data."""

import math
import re
from collections.abc import Iterable

from markdown_it.token import Token

from content.markdown.blocks import read_opening

# Adults read non-fiction at 240 words per minute (Brysbaert 2019, doi 10.1016/j.jml.2019.104047); unfamiliar
# medical words slow them down.
WORDS_PER_MINUTE = 200


def inline_text(children: Iterable[Token] | None) -> str:
    """The text of one line's tokens, without citations."""
    pieces = []
    for token in children or ():
        if token.type in ("text", "code_inline", "term"):
            pieces.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            pieces.append(" ")
    return tidy("".join(pieces))


def tidy(text: str) -> str:
    """With single spaces, and none before punctuation, where a citation was removed."""
    return re.sub(r"\s+([.,;:!?])", r"\1", " ".join(text.split()))


def plain_text(tokens: Iterable[Token]) -> str:
    """The text of the tokens, one line for each paragraph, heading, item or cell."""
    lines = []
    for token in tokens:
        if token.type == "inline":
            lines.append(inline_text(token.children))
        elif token.type in ("fence", "code_block"):
            lines.append(token.content.strip())
        elif token.type.startswith("container_") and token.nesting == 1:
            lines.append(read_opening(token.info).title)
    return "\n".join(line for line in lines if line)


def reading_minutes(text: str) -> int:
    """The reading time in whole minutes, at least 1."""
    return max(1, math.ceil(len(text.split()) / WORDS_PER_MINUTE))


def distinct_words(text: str) -> list[str]:
    """The distinct words of four or more letters, in lower case: search corrects misspellings to these."""
    return sorted(set(re.findall(r"[a-z]{4,40}", text.lower())))
