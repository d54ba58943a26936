"""From the parameters of an address to an answer: the one way that the pages and the JSON form search."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.http import QueryDict
from django.utils import timezone

from places.index import FoundPlace
from places.lookup import PlaceMatch, PlaceNotFound, find_place
from places.models import Place
from providers.search.criteria import Filter, Point, SearchCriteria, StateArea, Where
from providers.search.filterset import Message, read_criteria
from providers.search.result import Hit, SearchResult
from providers.search.service import search_index
from providers.vocabulary.catalog import Catalog

PAGE_SIZE = 20


@dataclass(frozen=True)
class Finding:
    """One search, asked and answered.

    `place` is what `near` was understood as; `unknown_place` is set, and `result` is None, where it was
    not understood. `where` is None for everywhere.
    """

    criteria: SearchCriteria
    messages: tuple[Message, ...]
    catalog: Catalog
    today: date
    where: Where
    place: PlaceMatch | None
    unknown_place: PlaceNotFound | None
    result: SearchResult | None


def find(parameters: QueryDict, *, page_size: int = PAGE_SIZE) -> Finding:
    """The answer to a query string, whatever is in it.

    A page past the last one becomes the last one, with a message. Raises one of service.DATABASE_IS_DOWN only
    where the database is away and this process knows nothing yet.
    """
    catalog = search_index.index().features.catalog
    criteria, messages = read_criteria(parameters, catalog)
    return find_criteria(criteria, catalog=catalog, messages=messages, page_size=page_size)


def find_criteria(
    criteria: SearchCriteria,
    *,
    catalog: Catalog,
    messages: tuple[Message, ...] = (),
    page_size: int = PAGE_SIZE,
) -> Finding:
    """The answer to criteria; see `find`."""
    today = timezone.localdate()
    place, where = None, criteria.point
    if criteria.near:
        try:
            place = find_place(criteria.near)
        except PlaceNotFound as unknown:
            return Finding(criteria, messages, catalog, today, None, None, unknown, None)
        where = where_of(place.place)
    result = search_index.search(criteria, where, today=today, page_size=page_size)
    if criteria.page > result.pages:
        there_are = f"There are only {result.pages} pages" if result.pages > 1 else "There is only one page"
        messages = (*messages, Message("page", f"{there_are}, so this is the last one."))
        criteria = replace(criteria, page=result.pages)
        result = search_index.search(criteria, where, today=today, page_size=page_size)
    return Finding(criteria, messages, catalog, today, where, place, None, result)


def where_of(place: FoundPlace) -> Where:
    """The point of a ZIP or city; a state as a whole."""
    if place.kind == Place.Kind.STATE:
        return StateArea(place.state)
    return Point(place.latitude, place.longitude)


def nearest_match(finding: Finding) -> Hit | None:
    """The nearest location that meets every filter, however far: from the point, or from a state's middle.

    None where the search is everywhere already, and where nothing in the directory matches.
    """
    if finding.where is None:
        return None
    around = finding.where
    if isinstance(around, StateArea):
        assert finding.place is not None  # a state is searched only where one was named
        around = Point(finding.place.place.latitude, finding.place.place.longitude)
    anywhere = replace(finding.criteria, radius=None, sort=None, page=1)
    result = search_index.search(anywhere, around, today=finding.today, page_size=1, with_facets=False)
    return result.hits[0] if result.hits else None


def search_everywhere(finding: Finding, criteria: SearchCriteria) -> tuple[SearchCriteria, int]:
    """These criteria without a place, and their total."""
    anywhere = replace(criteria, near="", point=None, page=1)
    return anywhere, search_index.index().count(anywhere, None, today=finding.today)


def search_without_filters(finding: Finding) -> tuple[SearchCriteria, int]:
    """The same place with no filter at all, and its total."""
    bare = finding.criteria.without_filters()
    return bare, search_index.index().count(bare, finding.where, today=finding.today)


def searches_without_each_filter(finding: Finding) -> Iterator[tuple[Filter, SearchCriteria, int]]:
    """(filter, the search without it, its total) for each whose dropping helps, in the page's order."""
    index = search_index.index()
    for part in finding.criteria.filters():
        wider = finding.criteria.without(part)
        if total := index.count(wider, finding.where, today=finding.today):
            yield part, wider, total
