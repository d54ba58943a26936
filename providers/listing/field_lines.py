"""The lines of a location's page that come from the fields' definitions, block by block."""

from collections.abc import Mapping
from dataclasses import dataclass

from providers.fields.definitions import FIELDS
from providers.fields.field import Field, OnPage, PageBlock
from providers.fields.kinds import VocabularyTerms
from providers.fields.patient_lines import followers_of, line_text
from providers.listing.listing import Listing
from providers.listing.values import field_value
from providers.vocabulary.catalog import CatalogTerm

NOT_KNOWN = "Not known"


@dataclass(frozen=True)
class FieldLine:
    """A field on the page: the terms of a vocabulary, or `text`. Neither: not known.

    `is_explained`: each term with its explanation and a link.
    """

    label: str
    text: str = ""
    terms: tuple[CatalogTerm, ...] = ()
    is_terms: bool = False
    is_explained: bool = False


FieldLines = Mapping[str, tuple[FieldLine, ...]]

_SHOWN: tuple[tuple[Field, OnPage], ...] = tuple(
    sorted(
        ((field, field.page) for field in FIELDS if field.page is not None),
        key=lambda shown: shown[1].order,
    )
)


def field_lines(listing: Listing) -> FieldLines:
    """Block -> its lines in their order, for every block."""
    found: dict[str, list[FieldLine]] = {block.value: [] for block in PageBlock}
    for field, page in _SHOWN:
        if isinstance(field.kind, VocabularyTerms):
            terms = listing.terms_of(field.kind.vocabulary)
            line = FieldLine(field.label, terms=terms, is_terms=True, is_explained=page.is_explained)
        else:
            line = FieldLine(field.label, text=listing_line(field, listing))
        found[page.block].append(line)
    return {block: tuple(lines) for block, lines in found.items()}


def listing_line(field: Field, listing: Listing) -> str:
    """A plain field of a listing in words for patients; "" where it is not known."""
    names = [field.name, *(follower.name for follower in followers_of(field.name))]
    return line_text(field, {name: field_value(listing, name) for name in names})
