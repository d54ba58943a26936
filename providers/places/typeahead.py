"""Suggestions while somebody types a place: one query on one index, largest places first."""

import re
from dataclasses import dataclass

from django.db.models import Q

from providers.models import Place
from providers.places.names import join_initials, key_of_words
from providers.places.states import CODE_BY_WRITTEN_FORM, LONGEST_WRITTEN_FORM
from providers.text import fold

LEAST_LETTERS = 2
LEAST_DIGITS = 3
# Longer than any name in the gazetteer: it can't be the beginning of one.
LONGEST_QUERY = 80

_ZIP_SO_FAR = re.compile(rf"([0-9]{{{LEAST_DIGITS},5}})( ?[0-9]{{0,4}})")


@dataclass(frozen=True)
class PlaceSuggestion:
    """`value` is what the field takes over: text that `find_place` understands as this very place."""

    label: str
    value: str
    kind: str


def suggest(query: str, limit: int = 8) -> list[PlaceSuggestion]:
    """Places whose ZIP, name or nickname begins with `query`, at most `limit`; [] if it is too short.

    One query, or none. A state may follow a whole name: "springfield i" finds Illinois' Springfield.
    """
    condition = _condition(query)
    if condition is None:
        return []
    # A few more than asked for: a town listed twice has the same label twice.
    found = (
        Place.objects.filter(condition)
        .order_by("-population", "code")
        .values_list("label", "kind", "code")[: limit + 4]
    )
    suggestions: dict[str, PlaceSuggestion] = {}
    for label, kind, code in found:
        value = code if kind == Place.Kind.ZIP else label
        suggestions.setdefault(label, PlaceSuggestion(label, value, kind))
    return list(suggestions.values())[:limit]


def _condition(query: str) -> Q | None:
    words = join_initials(fold(query).split()) if len(query) <= LONGEST_QUERY else []
    typed = " ".join(words)
    digits = _ZIP_SO_FAR.fullmatch(typed)
    if digits:
        return Q(kind=Place.Kind.ZIP, folded__startswith=digits[1])
    if len(typed) < LEAST_LETTERS or typed.isdecimal():
        return None
    # While "st" may still become "stockton", "st p" can only be Saint P...: both spellings count.
    spellings = {typed, key_of_words(words)}
    condition = Q(aliases__overlap=sorted(spellings))
    for spelling in sorted(spellings):
        condition |= Q(folded__startswith=spelling)
    for length in range(1, min(LONGEST_WRITTEN_FORM, len(words) - 1) + 1):
        states = _states_beginning_with(" ".join(words[-length:]))
        if states:
            name = key_of_words(words[:-length])
            condition |= (Q(folded=name) | Q(aliases__contains=[name])) & Q(state__in=states)
    return condition


def _states_beginning_with(text: str) -> list[str]:
    forms = CODE_BY_WRITTEN_FORM.items()
    # "State of ..." is every state's, so that the "s" of "Winston-S" would mean all of them.
    return sorted({code for form, code in forms if form.startswith(text) and not form.startswith("state of")})
