"""Suggestions for a place that wasn't found: "Chcago" suggests Chicago."""

import math
from collections import Counter

from django.db import Error, connection

from places.index import FoundPlace, PlaceIndex
from places.models import Place
from places.parsing import Interpretation, PlaceText
from places.states import TERRITORY_TIME_ZONES

MAX_SUGGESTIONS = 5
# There are thirty Springfields: more of one name would crowd out other names.
MAX_OF_ONE_NAME = 3
MAX_ELSEWHERE = 3

# Below this similarity (0 to 1), a name shares little more than its beginning with the text.
MIN_SIMILARITY = 0.35
# A name that is clearly less similar than the best one is noise.
MIN_SHARE_OF_BEST = 0.7
# Having ten times the people counts as much as this similarity: "phenix" is Phoenix, not Phenix City.
WEIGHT_OF_POPULATION = 0.06

# The operator % uses the trigram index (at its default threshold of 0.3); the state narrows it.
_SIMILAR = f"""
    SELECT kind, code, similarity(folded, %(key)s) AS alike
    FROM {Place._meta.db_table}
    WHERE kind IN ('city', 'state') AND folded %% %(key)s AND (%(state)s IS NULL OR state = %(state)s)
    ORDER BY alike DESC, population DESC
    LIMIT 50
"""


def suggestions(typed: PlaceText, index: PlaceIndex) -> tuple[FoundPlace, ...]:
    """Places that the text may have meant, likeliest first; none if it resembles nothing we know."""
    if typed.digits:
        return _first(index.zips_beginning_with(typed.digits))
    keys = [interpretation.key for interpretation in typed.interpretations]
    if not any(letter.isalpha() for key in keys for letter in key):
        return ()
    last = typed.interpretations[-1]  # the interpretation with the longest state, if any
    # The name exists, but not in the state that was given.
    found = [place for key in keys for place in index.cities_joined_as(key)][:MAX_ELSEWHERE]
    if last.state in TERRITORY_TIME_ZONES and last.state in index.states:
        found.insert(0, index.states[last.state])  # no cities are listed there
    for interpretation in typed.interpretations:
        found += _in_state(index.cities_spelled_with(interpretation.key), interpretation.state)
    if not found:
        found = _similar(last, index) or _similar(typed.interpretations[0], index)
    return _first(found)


def _in_state(places: list[FoundPlace], state: str | None) -> list[FoundPlace]:
    return [place for place in places if state is None or place.state == state]


def _similar(interpretation: Interpretation, index: PlaceIndex) -> list[FoundPlace]:
    try:
        with connection.cursor() as cursor:
            cursor.execute(_SIMILAR, {"key": interpretation.key, "state": interpretation.state})
            rows = cursor.fetchall()
    except Error:  # the database is away: the page says that the place is unknown, without a guess
        return []
    alike = [(similarity, index.place_of(kind, code)) for kind, code, similarity in rows]
    least = max(MIN_SIMILARITY, MIN_SHARE_OF_BEST * alike[0][0]) if alike else 0
    scores = {
        place: similarity + WEIGHT_OF_POPULATION * math.log10(place.population + 1)
        for similarity, place in alike
        if place is not None and similarity >= least
    }
    return sorted(scores, key=lambda place: -scores[place])


def _first(places: list[FoundPlace]) -> tuple[FoundPlace, ...]:
    of_name: Counter[str] = Counter()
    chosen: dict[str, FoundPlace] = {}
    for place in places:
        of_name[place.name] += 1
        if of_name[place.name] <= MAX_OF_ONE_NAME:
            chosen.setdefault(place.label, place)
    return tuple(chosen.values())[:MAX_SUGGESTIONS]
