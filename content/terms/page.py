"""The pages of a term and of a vocabulary."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from django.urls import reverse

from content.find_providers.block import FindProviders, find_providers_block, term_query
from content.guide_links.published import GuideLink, guides_about
from content.planner.courses import COURSES
from content.terms import clearances, counts
from content.terms.addresses import PAGES, VocabularyPages, term_url, vocabulary_url
from content.terms.clearances import NOT_CLEARED, Standing
from content.terms.counts import Related
from places.text import fold
from providers import words
from providers.models import Clearance, Vocabulary
from providers.search.criteria import SearchCriteria
from providers.search.index import SearchIndex
from providers.vocabulary.catalog import Catalog, CatalogTerm
from providers.web.trail import Step, home_step

MAX_GUIDES = 6


@dataclass(frozen=True)
class ListedTerm:
    """One term of a list. `count` is empty if one can't search for it."""

    label: str
    explanation: str
    url: str
    count: str = ""
    standing: str = ""


@dataclass(frozen=True)
class TermPage:
    """`standing` is None for what the FDA doesn't clear; `find` is None if one can't search for the term."""

    term: CatalogTerm
    pages: VocabularyPages
    explanation: str
    title: str
    description: str
    trail: tuple[Step, ...]
    standing: Standing | None
    guides: tuple[GuideLink, ...]
    find: FindProviders | None
    related: tuple[Related, ...]
    planner_url: str
    others: tuple[ListedTerm, ...]

    @property
    def is_condition(self) -> bool:
        return self.term.vocabulary == Vocabulary.CONDITION


@dataclass(frozen=True)
class VocabularyPage:
    pages: VocabularyPages
    trail: tuple[Step, ...]
    terms: tuple[ListedTerm, ...]


def term_page(term: CatalogTerm, index: SearchIndex, facts: Sequence[Clearance]) -> TermPage:
    """The page of a term of the index's catalog.

    `facts` are the clearances of a condition with their devices, or the reverse.
    """
    pages = PAGES[term.vocabulary.value]
    query = term_query(term.vocabulary.value, term.slug)
    # Some explanations repeat these words, which the page shows in a section of their own.
    explanation = term.explanation.replace(NOT_CLEARED, "").strip()
    return TermPage(
        term=term,
        pages=pages,
        explanation=explanation,
        title=_title(term),
        description=f"{term.label}: {explanation or pages.lede} Places, guides, and sources.",
        trail=(*_trail(pages), Step(term.label, term_url(term.vocabulary.value, term.slug))),
        standing=_standing(term, facts),
        guides=guides_about([(term.vocabulary.value, term.slug)], limit=MAX_GUIDES),
        find=find_providers_block(query, _find_words(term), index) if query else None,
        related=counts.related_to(term, index),
        planner_url=_planner_url(term),
        others=tuple(
            _link(other) for other in index.catalog.offered(term.vocabulary) if other.slug != term.slug
        ),
    )


def vocabulary_page(vocabulary: str, index: SearchIndex, facts: Iterable[Clearance]) -> VocabularyPage:
    """The list of a vocabulary. `facts` are all clearances for conditions; other lists need none."""
    pages = PAGES[vocabulary]
    facets = counts.facet_counts(index, SearchCriteria())
    cleared = clearances.cleared_conditions(facts)
    terms = []
    for term in index.catalog.offered(vocabulary):
        number = counts.count_of(facets, vocabulary, term.slug)
        is_cleared = term.id in cleared
        terms.append(
            ListedTerm(
                term.label,
                term.explanation.replace(NOT_CLEARED, "").strip(),
                term_url(vocabulary, term.slug),
                words.count(number, "place") if number is not None else "",
                _short_standing(is_cleared) if vocabulary == Vocabulary.CONDITION else "",
            )
        )
    return VocabularyPage(pages, _trail(pages), tuple(terms))


def near_misses(slug: str, vocabulary: str, catalog: Catalog) -> tuple[ListedTerm, ...]:
    """Terms with names similar to an unknown slug."""
    by_name: dict[str, CatalogTerm] = {}
    for term in catalog.of(vocabulary):
        by_name |= {term.slug: term, fold(term.label): term, fold(words.short_label(term.label)): term}
        by_name |= {fold(name): term for name in term.other_names}
    close = get_close_matches(fold(slug), by_name, n=6, cutoff=0.6)
    return tuple(_link(term) for term in dict.fromkeys(by_name[name] for name in close))


def _trail(pages: VocabularyPages) -> tuple[Step, ...]:
    return (home_step(), Step(pages.heading, vocabulary_url(pages.vocabulary.value)))


def _link(term: CatalogTerm) -> ListedTerm:
    return ListedTerm(term.label, term.explanation, term_url(term.vocabulary.value, term.slug))


def _short_standing(is_cleared: bool) -> str:
    return "FDA-cleared with some devices" if is_cleared else NOT_CLEARED.rstrip(".")


def _standing(term: CatalogTerm, facts: Sequence[Clearance]) -> Standing | None:
    if term.vocabulary == Vocabulary.CONDITION:
        return clearances.of_condition(facts)
    # "Another device" and "Device not known" can't have a clearance.
    if term.vocabulary == Vocabulary.DEVICE and term.slug not in ("other", "unknown"):
        return clearances.of_device(facts)
    return None


def _title(term: CatalogTerm) -> str:
    """The title for search engines: "OCD" alone would not say what the page is about."""
    if term.vocabulary == Vocabulary.CONDITION:
        return f"TMS for {words.short_label(term.label)}: what is cleared, guides, and places"
    return f"{term.label}: what it means, and places"


def _find_words(term: CatalogTerm) -> str:
    label = words.short_label(term.label)
    match term.vocabulary:
        case Vocabulary.CONDITION:
            return f"Find TMS for {label} near you"
        case Vocabulary.THERAPY:
            return f"Find places that offer {label} near you"
        case Vocabulary.PROTOCOL | Vocabulary.DEVICE:
            return "Find places that use it near you"
        case Vocabulary.SCHEDULE:
            return f"Clinics with {words.inside_sentence(label).replace(' ', '-')} hours near you"
    return f"Find places near you: {term.label}"


def _planner_url(term: CatalogTerm) -> str:
    """The planner with this term chosen; empty if the planner has no such field."""
    in_planner = term.vocabulary == Vocabulary.THERAPY or (
        term.vocabulary == Vocabulary.PROTOCOL and term.slug in COURSES
    )
    return f"{reverse('planner')}?{term.vocabulary.value}={term.slug}" if in_planner else ""
