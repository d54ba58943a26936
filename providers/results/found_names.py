"""Who was found by a name: a clinician who works at a place, or the practice that it belongs to."""

from collections.abc import Iterable, Mapping

from places.text import similarity, trigrams, words
from providers.models import Location, LocationClinician
from providers.models.offers import Credential
from providers.search.names import FUZZY_FROM_LETTERS, SIMILAR, asked_words
from providers.search.service import DATABASE_IS_DOWN, search_index


def names_found(name: str, rows: Mapping[int, object]) -> dict[int, str]:
    """By location, the person or practice that has the words of `name`, as a card says it.

    None without a name, and while the database is away.
    """
    asked = asked_words(name)
    if not asked or not rows or search_index.database_is_down:
        return {}
    try:
        return _practices(asked, rows) | _clinicians(asked, rows)
    except DATABASE_IS_DOWN as error:
        search_index.note_database_error(error)
        return {}


def _clinicians(asked: tuple[str, ...], location_ids: Iterable[int]) -> dict[int, str]:
    found: dict[int, tuple[int, str]] = {}
    people = LocationClinician.objects.filter(location_id__in=list(location_ids)).select_related("clinician")
    for work in people.order_by("id"):
        person = work.clinician
        common = _in_common(asked, f"{person.first_name} {person.last_name}")
        if common > found.get(work.location_id, (0, ""))[0]:
            credential = f", {Credential(person.credential).label}" if person.credential else ""
            text = f"{person.first_name} {person.last_name}{credential} works here"
            found[work.location_id] = (common, text)
    return {location_id: text for location_id, (_, text) in found.items()}


def _practices(asked: tuple[str, ...], location_ids: Iterable[int]) -> dict[int, str]:
    locations = Location.objects.filter(pk__in=list(location_ids)).select_related("practice")
    return {
        location.pk: f"A location of {location.practice.name}"
        for location in locations
        if _in_common(asked, location.practice.name) > _in_common(asked, location.name)
    }


def _in_common(asked: tuple[str, ...], name: str) -> int:
    """How many of the words that were asked for a name has, beginnings and near misses included."""
    own = words(name)
    return sum(any(_is_like(word, other) for other in own) for word in asked)


def _is_like(asked: str, word: str) -> bool:
    if word.startswith(asked):
        return True
    if len(asked) < FUZZY_FROM_LETTERS:
        return False
    return similarity(trigrams(asked), trigrams(word)) >= SIMILAR
