"""What the texts in the database may refer to."""

from content.honesty.numbers import figures_of
from content.honesty.subject import Library
from content.models import GlossaryEntry, Guide, Person, Reference
from providers.models import Term
from providers.vocabulary.catalog import Catalog
from providers.vocabulary.clearance_file import read_clearances


def stored_library() -> Library:
    """The library of the database."""
    figures = {
        row["key"]: figures_of(row) for row in Reference.objects.values("key", "findings", "sample_size")
    }
    return Library(
        references=frozenset(figures),
        figures=figures,
        clearances=tuple(read_clearances()),
        people=frozenset(Person.objects.values_list("slug", flat=True)),
        glossary=frozenset(GlossaryEntry.objects.values_list("slug", flat=True)),
        guides=frozenset(Guide.objects.values_list("slug", flat=True)),
        catalog=Catalog.from_rows(Term.objects.all()),
    )
