"""What the shipped texts may refer to."""

from content.honesty.numbers import figures_of
from content.honesty.subject import Library
from content.shipped.files import shipped_glossary, shipped_guides, shipped_people, shipped_references
from providers.models import Term
from providers.vocabulary.catalog import Catalog
from providers.vocabulary.clearance_file import read_clearances
from providers.vocabulary.files import read_terms


def shipped_library() -> Library:
    """The library of the shipped files, without a query. Raises ShippedFileError, VocabularyFileError."""
    terms = [
        Term(
            pk=number,
            vocabulary=entry.vocabulary,
            slug=entry.slug,
            position=entry.position,
            label=entry.label,
            explanation=entry.explanation,
        )
        for number, entry in enumerate(read_terms(), start=1)
    ]
    figures = {row["key"]: figures_of(row) for row in shipped_references()}
    return Library(
        references=frozenset(figures),
        figures=figures,
        clearances=tuple(read_clearances()),
        people=frozenset(row["slug"] for row in shipped_people()),
        glossary=frozenset(row["slug"] for row in shipped_glossary()),
        guides=frozenset(guide.slug for guide in shipped_guides()),
        catalog=Catalog.from_rows(terms),
    )
