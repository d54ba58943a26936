"""From the parameters of an address to an answer: the one way in which the pages and the API search."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from django.http import QueryDict
from django.utils import timezone

from places.found import FoundPlace
from places.index import place_index
from places.kinds import Kind
from places.lookup import PlaceMatch, PlaceNotFound, find_place
from providers.search.criteria import (
    NEIGHBORHOOD_RADIUS,
    Area,
    Filter,
    Point,
    SearchCriteria,
    Where,
    point_of,
)
from providers.search.filterset import Message, read_criteria
from providers.search.index import SearchIndex
from providers.search.result import Hit, SearchResult
from providers.search.service import search_index
from providers.vocabulary.catalog import Catalog

PAGE_SIZE = 20


@dataclass(frozen=True)
class Finding:
    """One search and its answer, all of it from one moment: that of `index`.

    Code that needs more for the same page (the nearest match, the total without a filter) gets it from the
    finding, so that a page never mixes two states of the directory.

    `place` is what `near` was understood as. `unknown_place` is set, and `result` is None, if it wasn't
    understood. `where` is None for everywhere.
    """

    criteria: SearchCriteria
    messages: tuple[Message, ...]
    index: SearchIndex
    today: date
    where: Where = None
    place: PlaceMatch | None = None
    unknown_place: PlaceNotFound | None = None
    result: SearchResult | None = None

    @property
    def catalog(self) -> Catalog:
        """The vocabularies at the moment of the index."""
        return self.index.catalog

    @cached_property
    def nearest_match(self) -> Hit | None:
        """The nearest location that meets every filter, at any distance from the point or from the middle of
        the state.

        None if the search is everywhere already, and if nothing in the directory matches.
        """
        if self.where is None:
            return None
        around = point_of(self.where)
        anywhere = replace(self.criteria, radius=None, sort=None, page=1)
        result = self.index.search(anywhere, around, today=self.today, page_size=1, with_facets=False)
        return result.hits[0] if result.hits else None

    @property
    def hits_to_show(self) -> tuple[Hit, ...]:
        """The locations that a page shows something of: those found, else the nearest match."""
        if self.result is None:
            return ()
        if self.result.total or self.nearest_match is None:
            return self.result.hits
        return (self.nearest_match,)

    def everywhere(self, criteria: SearchCriteria) -> tuple[SearchCriteria, int]:
        """These criteria without a place, and their total."""
        anywhere = replace(criteria, near="", point=None, page=1)
        return anywhere, self.index.count(anywhere, None, today=self.today)

    def without_filters(self) -> tuple[SearchCriteria, int]:
        """The same place without any filter, and its total."""
        bare = self.criteria.without_filters()
        return bare, self.index.count(bare, self.where, today=self.today)

    def without_each_filter(self) -> Iterator[tuple[Filter, SearchCriteria, int]]:
        """(filter, the search without it, its total) for each filter whose removal helps, in the page's
        order."""
        for removed in self.criteria.filters():
            wider = self.criteria.without(removed)
            if total := self.index.count(wider, self.where, today=self.today):
                yield removed, wider, total


def find(parameters: QueryDict, *, page_size: int = PAGE_SIZE) -> Finding:
    """The answer to a query string, whatever is in it.

    A page past the last one becomes the last one, with a message. Raises one of service.DATABASE_IS_DOWN only
    if the database is away and this process has read nothing yet.
    """
    index = search_index.index()
    criteria, messages = read_criteria(parameters, index.catalog)
    return find_criteria(criteria, index, messages=messages, page_size=page_size)


def find_criteria(
    criteria: SearchCriteria,
    index: SearchIndex,
    *,
    messages: tuple[Message, ...] = (),
    page_size: int = PAGE_SIZE,
) -> Finding:
    """The answer of an index to criteria; see `find`."""
    today = timezone.localdate()
    place: PlaceMatch | None = None
    where: Where = criteria.point
    if criteria.near:
        try:
            place = find_place(criteria.near)
        except PlaceNotFound as unknown:
            return Finding(criteria, messages, index, today, unknown_place=unknown)
        where = where_of(place.place)
        if place.place.kind == Kind.NEIGHBORHOOD:
            criteria = criteria.starting_with(NEIGHBORHOOD_RADIUS)
    result = index.search(criteria, where, today=today, page_size=page_size)
    if criteria.page > result.pages:
        there_are = f"There are only {result.pages} pages" if result.pages > 1 else "There is only one page"
        messages = (*messages, Message("page", f"{there_are}, so this is the last one."))
        criteria = replace(criteria, page=result.pages)
        result = index.search(criteria, where, today=today, page_size=page_size)
    return Finding(criteria, messages, index, today, where, place, None, result)


def where_of(place: FoundPlace) -> Where:
    """The point of a ZIP, city, neighborhood or landmark; a state, county or region as a whole."""
    point = Point(place.latitude, place.longitude)
    if place.kind == Kind.STATE:
        return Area(point, state=place.state)
    return Area(point, counties=place_index().counties_of(place)) if place.is_area else point
