"""Live counts of places for a term in the whole country, from the search index in memory."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from content.find_providers.block import term_query
from providers import words
from providers.models import Delivery, Vocabulary
from providers.search.criteria import ANY, ProgramCriterion, SearchCriteria
from providers.search.filterset import read_criteria
from providers.search.index import SearchIndex
from providers.search.result import FacetCounts
from providers.vocabulary.catalog import Catalog, CatalogTerm
from providers.web.program_words import program_label

# The most common choices under each heading.
MAX_LINKS = 6


@dataclass(frozen=True)
class CountedLink:
    """Something that some of the places offer: how many they are, and the search for them."""

    label: str
    count: str
    url: str


@dataclass(frozen=True)
class Related:
    heading: str
    links: tuple[CountedLink, ...]


def count_of(facets: FacetCounts, vocabulary: str, slug: str) -> int | None:
    """The number of places with a term in an unfiltered search; None if one can't search for it."""
    match vocabulary:
        case Vocabulary.TIMING:
            return facets["program"].get(f"{ANY}:{slug}", 0)
        case Vocabulary.DELIVERY:
            return facets["program"].get(f"{ANY}:{ANY}:{slug}", 0)
    return facets[vocabulary].get(slug, 0) if vocabulary in facets else None


def facet_counts(index: SearchIndex, criteria: SearchCriteria) -> FacetCounts:
    """The facet counts of a search in the whole country."""
    return index.search(criteria, None, today=timezone.localdate(), page_size=1).facets


def related_to(term: CatalogTerm, index: SearchIndex) -> tuple[Related, ...]:
    """What else the places with this term offer; empty if one can't search for it."""
    query = term_query(term.vocabulary, term.slug)
    if query is None:
        return ()
    catalog = index.catalog
    criteria, _ = read_criteria(QueryDict(query), catalog)
    facets = facet_counts(index, criteria)
    found = [
        Related("Therapy on site at these places", _programs(criteria, facets, catalog)),
        *(
            Related(heading, _terms(criteria, facets, vocabulary, catalog))
            for vocabulary, heading in (
                (Vocabulary.CONDITION, "Conditions treated at these places"),
                (Vocabulary.PROTOCOL, "Protocols used at these places"),
            )
            if vocabulary != term.vocabulary
        ),
    ]
    return tuple(related for related in found if related.links)


def _programs(criteria: SearchCriteria, facets: FacetCounts, catalog: Catalog) -> tuple[CountedLink, ...]:
    counts = {
        ProgramCriterion(therapy.slug, delivery=Delivery.ON_SITE.value): facets["program"].get(
            f"{therapy.slug}:{ANY}:{Delivery.ON_SITE.value}", 0
        )
        for therapy in catalog.of(Vocabulary.THERAPY)
        if not criteria.program or criteria.program[0].therapy == ANY
    }
    return _links(
        (
            (program_label(program, catalog), count, replace(criteria, program=(*criteria.program, program)))
            for program, count in counts.items()
        )
    )


def _terms(
    criteria: SearchCriteria, facets: FacetCounts, vocabulary: Vocabulary, catalog: Catalog
) -> tuple[CountedLink, ...]:
    counts = facets[vocabulary.value]
    return _links(
        (term.label, counts.get(term.slug, 0), criteria.choosing(vocabulary.value, term.slug))
        for term in catalog.of(vocabulary)
    )


def _links(choices: Iterable[tuple[str, int, SearchCriteria]]) -> tuple[CountedLink, ...]:
    """The choices with the most places, largest first; those without any are left out."""
    largest = sorted((choice for choice in choices if choice[1]), key=lambda choice: -choice[1])
    return tuple(
        CountedLink(label, words.count(count, "place"), criteria.to_url(reverse("results")))
        for label, count, criteria in largest[:MAX_LINKS]
    )
