"""How one cell of a spreadsheet holds several values, and a value several parts.

Values are separated by "; ", parts by " | ". A semicolon or bar of a text itself has a backslash in front.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from providers.models import OpeningHours

_ESCAPED = re.compile(r"([\\;|])")
DAYS = OpeningHours.Weekday.labels
YES_NO = {True: "yes", False: "no", None: ""}


class BadCell(ValueError):
    """A cell can't be read; the message is a sentence to show."""


def join_values(values: Iterable[str]) -> str:
    return "; ".join(values)


def join_parts(parts: Iterable[str]) -> str:
    """Empty parts at the end are left out."""
    texts = [escaped(part) for part in parts]
    while texts and not texts[-1]:
        texts.pop()
    return " | ".join(texts)


def escaped(text: str) -> str:
    return _ESCAPED.sub(r"\\\1", text)


def split(text: str, separator: str) -> list[str]:
    """Split at `separator` unless a backslash precedes it; the pieces keep their backslashes."""
    pieces = re.split(rf"(?<!\\)((?:\\\\)*){re.escape(separator)}", text)
    joined = [
        pieces[index] + (pieces[index + 1] if index + 1 < len(pieces) else "")
        for index in range(0, len(pieces), 2)
    ]
    return [piece.strip() for piece in joined]


def split_values(text: str) -> list[str]:
    """The values of a cell; empty ones don't count."""
    return [piece for piece in split(text, ";") if piece]


def split_parts(text: str, names: Sequence[str]) -> dict[str, str]:
    """The parts of a value by name; missing ones at the end are empty. Raises BadCell for too many."""
    parts = [re.sub(r"\\([\\;|])", r"\1", part) for part in split(text, "|")]
    if len(parts) > len(names):
        raise BadCell(
            f"“{shortened(text)}” has {len(parts)} parts; there are {len(names)}: {' | '.join(names)}."
        )
    return dict(zip(names, [*parts, *[""] * (len(names) - len(parts))], strict=True))


def hours_text(rows: Iterable[Mapping[str, Any]], weekday: int) -> str:
    return join_values(f"{row['opens']}-{row['closes']}" for row in rows if row["weekday"] == weekday)


_SPAN = re.compile(r"(\d{1,2}:\d{2})\s*(?:-|–|to)\s*(\d{1,2}:\d{2})", re.ASCII)


def hours_of(text: str) -> list[tuple[str, str]]:
    """Pairs of opening and closing times as texts. Raises BadCell."""
    spans = []
    for value in split_values(text):
        match = _SPAN.fullmatch(value)
        if match is None:
            raise BadCell(
                f"“{shortened(value)}” is no span of hours. Write it like 09:00-12:00; 13:00-17:00."
            )
        spans.append((match[1], match[2]))
    return spans


def closure_text(row: Mapping[str, str]) -> str:
    days = (
        row["first_day"]
        if row["first_day"] == row["last_day"]
        else f"{row['first_day']} to {row['last_day']}"
    )
    return f"{days} {escaped(row['label'])}".strip()


_CLOSURE = re.compile(
    r"(\d{4}-\d{2}-\d{2})(?:\s+to\s+(\d{4}-\d{2}-\d{2}))?(?:\s+(.*))?", re.ASCII | re.DOTALL
)


def closures_of(text: str) -> list[dict[str, str]]:
    """First day, last day and reason as texts. Raises BadCell."""
    found = []
    for value in split_values(text):
        match = _CLOSURE.fullmatch(value)
        if match is None:
            raise BadCell(
                f"“{shortened(value)}” is no closed day. Write it like 2026-11-26 Thanksgiving; "
                "2026-12-24 to 2027-01-02 Winter break."
            )
        reason = re.sub(r"\\([\\;|])", r"\1", match[3] or "")
        found.append({"first_day": match[1], "last_day": match[2] or match[1], "reason": reason})
    return found


def yes_no_of(text: str) -> str:
    """ "yes", "no" or "" as the editor's forms have it; a word that is neither is left to them to refuse."""
    word = text.lower()
    return {"true": "yes", "y": "yes", "1": "yes", "false": "no", "n": "no", "0": "no"}.get(word, word)


def shortened(text: str) -> str:
    """What a message quotes of a cell."""
    return text if len(text) <= 60 else f"{text[:59]}…"


def closest(text: str, known: Iterable[str]) -> str | None:
    """What was probably meant; None where nothing is near."""
    return next(iter(get_close_matches(text, list(known), n=1, cutoff=0.6)), None)
