"""Where the pages of a vocabulary and of its terms are: /conditions/ and /conditions/ocd/.

The addresses are stable: other people's links rely on them. The definitions of the fields have those of the
vocabularies that listings are described with; here are the others.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from django.urls import reverse

from providers.fields.definitions import FIELDS
from providers.fields.field import TermPages
from providers.fields.kinds import Networks, VocabularyTerms
from providers.models import Vocabulary


@dataclass(frozen=True)
class VocabularyPages:
    """The pages of one vocabulary. `path` begins their addresses; `one` names a single term in a sentence."""

    vocabulary: Vocabulary
    path: str
    heading: str
    one: str
    lede: str


# Vocabularies that describe programs and people, not a listing as a whole.
_OTHERS = {
    Vocabulary.TIMING: TermPages(
        "timings",
        "timing",
        "When therapy takes place in relation to TMS. No timing is proven to work better than another.",
        5,
    ),
    Vocabulary.DELIVERY: TermPages(
        "therapy-settings", "setting", "Who gives the therapy that goes with TMS, and where.", 6
    ),
    Vocabulary.CREDENTIAL: TermPages(
        "credentials", "credential", "What the letters after a clinician's name stand for.", 14
    ),
}


def _all_pages() -> Iterator[tuple[int, VocabularyPages]]:
    """The pages of every vocabulary with their place in the order."""
    for field in FIELDS:
        if isinstance(field.kind, VocabularyTerms | Networks):
            vocabulary = field.kind.vocabulary
            pages = field.term_pages or TermPages()
            path = pages.path or vocabulary.value.replace("_", "-")
            yield pages.order, VocabularyPages(vocabulary, path, field.label, pages.one, pages.lede)
    for vocabulary, pages in _OTHERS.items():
        yield (
            pages.order,
            VocabularyPages(vocabulary, pages.path, str(vocabulary.label), pages.one, pages.lede),
        )


PAGES: dict[str, VocabularyPages] = {
    pages.vocabulary.value: pages for _, pages in sorted(_all_pages(), key=lambda ordered: ordered[0])
}


@lru_cache(2_000)
def term_url(vocabulary: str, slug: str) -> str:
    """The address of a term's page. Raises KeyError for an unknown vocabulary."""
    return reverse(f"term-{PAGES[vocabulary].vocabulary.value}", args=[slug])


@cache
def vocabulary_url(vocabulary: str) -> str:
    """The address of the list of a vocabulary's terms. Raises KeyError for an unknown vocabulary."""
    return reverse(f"terms-{PAGES[vocabulary].vocabulary.value}")
