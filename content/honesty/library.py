"""What the texts in the database may refer to."""

from content.honesty.subject import Library
from content.models import GlossaryEntry, Guide, Person, Reference
from providers.models import Term
from providers.vocabulary.catalog import Catalog


def stored_library() -> Library:
    """The library of the database."""
    return Library(
        references=frozenset(Reference.objects.values_list("key", flat=True)),
        people=frozenset(Person.objects.values_list("slug", flat=True)),
        glossary=frozenset(GlossaryEntry.objects.values_list("slug", flat=True)),
        guides=frozenset(Guide.objects.values_list("slug", flat=True)),
        catalog=Catalog.from_rows(Term.objects.all()),
    )
