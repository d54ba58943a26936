"""Asking a search service, and holding its answer against the oracle's view of the database."""

from datetime import date

from django.utils import timezone

from providers.search.criteria import Point, SearchCriteria, Where
from providers.search.result import FacetCounts, SearchResult
from providers.search.service import SearchService
from tests.factories import make_term
from tests.providers.search import oracle
from tests.providers.search.from_database import listings_in_database
from tests.providers.search.listings import SLUGS

CHICAGO = Point(41.8781, -87.6298)
EVERYWHERE = SearchCriteria(radius=None, include_unconfirmed=True)


def ask(
    service: SearchService,
    criteria: SearchCriteria,
    where: Where = None,
    *,
    today: date | None = None,
    page_size: int = 20,
) -> SearchResult:
    """What the service's current index answers."""
    return service.index().search(criteria, where, today=today or timezone.localdate(), page_size=page_size)


def found(service: SearchService, criteria: SearchCriteria = EVERYWHERE, where: Where = CHICAGO) -> list[int]:
    return [hit.id for hit in ask(service, criteria, where, page_size=100).hits]


def make_vocabulary() -> None:
    for vocabulary, slugs in SLUGS.items():
        for slug in slugs:
            make_term(f"{vocabulary.value}/{slug}")


def assert_agrees(result: SearchResult, question: SearchCriteria, where: Where) -> None:
    expected = oracle.search(listings_in_database(), question, where, timezone.localdate(), 20)
    assert [hit.id for hit in result.hits] == [id for id, _ in expected["hits"]]
    assert result.total == expected["total"]
    assert result.unconfirmed == expected["unconfirmed"]
    # The whole shipped vocabulary may be there too, but nothing has its other terms.
    assert without_zeros(result.facets) == without_zeros(expected["facets"])


def without_zeros(facets: FacetCounts) -> FacetCounts:
    return {
        parameter: {value: count for value, count in values.items() if count}
        for parameter, values in facets.items()
    }
