"""What texts may refer to: what the files of the site hold, or what the database holds."""

from content.honesty.subject import Library
from content.models import GlossaryEntry, Guide, Person, Reference
from content.shipped.files import shipped_glossary, shipped_guides, shipped_people, shipped_references
from providers.demo.presence import shows_demo_data
from providers.models import Term
from providers.vocabulary.catalog import Catalog
from providers.vocabulary.files import read_terms


def shipped_library() -> Library:
    """What comes with the site; asks no database. Raises ShippedFileError, VocabularyFileError.

    The shipped reviewer is a placeholder: whether it may stand is decided where guides are published.
    """
    terms = [
        Term(
            pk=number,
            vocabulary=entry.vocabulary,
            slug=entry.slug,
            position=entry.position,
            label=entry.label,
        )
        for number, entry in enumerate(read_terms(), start=1)
    ]
    return Library(
        references=frozenset(row["key"] for row in shipped_references()),
        people={row["slug"]: bool(row.get("is_demo")) for row in shipped_people()},
        glossary=frozenset(row["slug"] for row in shipped_glossary()),
        guides=frozenset(guide.slug for guide in shipped_guides()),
        catalog=Catalog.from_rows(terms),
        allows_demo_reviewers=True,
    )


def stored_library() -> Library:
    """What the database holds. Placeholders may review only while the site shows demo data."""
    return Library(
        references=frozenset(Reference.objects.values_list("key", flat=True)),
        people=dict(Person.objects.values_list("slug", "is_demo")),
        glossary=frozenset(GlossaryEntry.objects.values_list("slug", flat=True)),
        guides=frozenset(Guide.objects.values_list("slug", flat=True)),
        catalog=Catalog.from_rows(Term.objects.all()),
        allows_demo_reviewers=shows_demo_data(),
    )
