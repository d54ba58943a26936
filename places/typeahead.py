"""Suggestions while somebody types a place: one query on one index, largest places first."""

import re
from dataclasses import dataclass

from django.db import connection

from places.models import Place
from places.names import join_initials, key_of_words
from places.states import CODE_BY_WRITTEN_FORM, MAX_WRITTEN_FORM_WORDS
from places.text import fold

MIN_LETTERS = 2
MIN_DIGITS = 3
# Longer than any name in the gazetteer: it can't be the beginning of one.
MAX_QUERY_LENGTH = 80

_PARTIAL_ZIP = re.compile(rf"([0-9]{{{MIN_DIGITS},5}})( ?[0-9]{{0,4}})")


@dataclass(frozen=True)
class PlaceSuggestion:
    """`value` is what the field is filled with: text that `find_place` resolves to exactly this place."""

    label: str
    value: str
    kind: str


# Written by hand: for such a small query, building it with the ORM takes twice as long as running it.
_QUERY = (
    f"SELECT label, kind, code FROM {Place._meta.db_table} WHERE {{}} ORDER BY population DESC, code LIMIT %s"
)

# A condition and its parameters. Folded text has no %, _ or backslash, so LIKE needs no escaping.
_Condition = tuple[str, list[str | list[str]]]


def suggest(query: str, limit: int = 8) -> list[PlaceSuggestion]:
    """Places whose ZIP, name or nickname begins with `query`, at most `limit`; [] if it is too short.

    One query, or none. A state may follow a whole name: "springfield i" finds Illinois' Springfield.
    """
    conditions = _conditions(query)
    if not conditions:
        return []
    where = " OR ".join(condition for condition, _ in conditions)
    parameters = [parameter for _, parameters in conditions for parameter in parameters]
    with connection.cursor() as cursor:
        # A few more than needed, because a town that is listed twice has the same label twice.
        cursor.execute(_QUERY.format(where), [*parameters, limit + 4])
        found = cursor.fetchall()
    suggestions: dict[str, PlaceSuggestion] = {}
    for label, kind, code in found:
        value = code if kind == Place.Kind.ZIP else label
        suggestions.setdefault(label, PlaceSuggestion(label, value, kind))
    return list(suggestions.values())[:limit]


def _conditions(query: str) -> list[_Condition]:
    """A place has to meet one of these; [] if the query says too little."""
    words = join_initials(fold(query).split()) if len(query) <= MAX_QUERY_LENGTH else []
    typed = " ".join(words)
    digits = _PARTIAL_ZIP.fullmatch(typed)
    if digits:
        return [("folded LIKE %s", [f"{digits[1]}%"])]
    if len(typed) < MIN_LETTERS or typed.isdecimal():
        return []
    # While "st" may still become "stockton", "st p" can only be Saint P...: both spellings count.
    spellings = sorted({typed, key_of_words(words)})
    conditions: list[_Condition] = [("aliases && %s::varchar[]", [spellings])]
    conditions += [("folded LIKE %s", [f"{spelling}%"]) for spelling in spellings]
    for length in range(1, min(MAX_WRITTEN_FORM_WORDS, len(words) - 1) + 1):
        states = _states_beginning_with(" ".join(words[-length:]))
        if states:
            name = key_of_words(words[:-length])
            condition = "(folded = %s OR aliases && %s::varchar[]) AND state = ANY(%s)"
            conditions.append((f"({condition})", [name, [name], states]))
    return conditions


def _states_beginning_with(text: str) -> list[str]:
    forms = CODE_BY_WRITTEN_FORM.items()
    # "State of ..." is a form of every state, so the "s" of "Winston-S" would match all of them.
    return sorted({code for form, code in forms if form.startswith(text) and not form.startswith("state of")})
