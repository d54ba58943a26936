"""What the API shows of a location: every field that its definition puts there."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from providers.fields.definitions import FIELDS
from providers.fields.kinds import Plain, VocabularyTerms
from providers.models import Location
from providers.results.card_rows import CardFacts
from providers.results.remembered_rows import RememberedRows
from providers.vocabulary.catalog import Catalog

API_FIELDS = tuple(field for field in FIELDS if field.in_api)
_PLAIN = tuple(field.name for field in API_FIELDS if isinstance(field.kind, Plain))
_TERMS = tuple(field.name for field in API_FIELDS if isinstance(field.kind, VocabularyTerms))


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One location. `values` are in the shape of LocationSerializer but for the terms, of which `term_ids`
    are the ids: a catalog makes slugs of them (`terms_of`)."""

    id: int
    changed_in: int
    values: dict[str, Any]
    term_ids: tuple[int, ...]


def fetch(location_ids: Iterable[int]) -> list[AnswerRow]:
    locations = Location.objects.filter(pk__in=location_ids).select_related("practice")
    return [_row(location) for location in locations]


def _row(location: Location) -> AnswerRow:
    values = {name: getattr(location, name) for name in _PLAIN}
    values |= {
        "practice": location.practice.name,
        "confirmed_on": location.confirmed_on,
        "url": location.get_absolute_url(),
    }
    term_ids = CardFacts.read(location.card_facts).term_ids
    return AnswerRow(location.pk, location.changed_in, values, tuple(map(int, term_ids)))


def terms_of(row: AnswerRow, catalog: Catalog) -> dict[str, list[str]]:
    """The slugs of a location's terms by field, in the vocabulary's order."""
    found: dict[str, list[str]] = {name: [] for name in _TERMS}
    ids = frozenset(row.term_ids)
    for term in catalog:
        if term.id in ids and term.vocabulary in found:
            found[term.vocabulary].append(term.slug)
    return found


answer_rows = RememberedRows(fetch)
