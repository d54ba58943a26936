"""Links from a page of results: the same search with a filter, an order, a page or a place changed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from places.found import FoundPlace
from providers import words
from providers.fields.filters import ORDERS
from providers.results import summary
from providers.search.criteria import DEFAULT_RADIUS, Filter, SearchCriteria, Sort, default_order, url_of
from providers.search.finding import Finding
from providers.search.result import SearchResult

_SORTS = {
    Sort.DISTANCE.value: "Nearest",
    Sort.SCORE.value: "Review score",
    Sort.FRESH.value: "Most recently confirmed",
    **{value: field.order.label for value, field in ORDERS.items() if field.order},
}


@dataclass(frozen=True)
class Link:
    """A link in a list; `is_current` marks the one that is shown."""

    label: str
    url: str
    is_current: bool = False
    value: str = ""  # of its parameter, in a form


@dataclass(frozen=True)
class Pagination:
    """Which page this is, in words. A URL is empty if there is no such page."""

    text: str
    previous_url: str = ""
    next_url: str = ""


@dataclass(frozen=True)
class Unconfirmed:
    """Matches that are left out because they were not confirmed for 120 days."""

    text: str
    action: str
    url: str


class SearchLinks:
    """Links of one finding; `path` is the path of the search."""

    def __init__(self, finding: Finding, path: str) -> None:
        self.finding, self.criteria, self.path = finding, finding.criteria, path
        # Nearly all links are this search with one parameter more or less.
        self._first_page = [pair for pair in self.criteria.to_query() if pair[0] != "page"]

    def to(self, criteria: SearchCriteria) -> str:
        return criteria.to_url(self.path)

    def around(self, place: FoundPlace) -> Link:
        """The same search around another place."""
        plain = replace(self.criteria, q="", near=place.label, point=None, page=1)
        if not self.criteria.has_radius:  # each place has its own
            plain = replace(plain, radius=DEFAULT_RADIUS, start_radius=DEFAULT_RADIUS)
        return Link(place.label, self.to(plain))

    def by_name(self, name: str) -> str:
        """The same search with a clinic's name instead of a place."""
        return self.to(replace(self.criteria, q="", near="", point=None, name=name, page=1))

    def everywhere(self) -> str:
        """The same search without a place."""
        return self.to(replace(self.criteria, near="", point=None, page=1))

    def active_filters(self) -> Iterator[Link]:
        """Each active filter, linked to the same search without it."""
        filters = [*self.criteria.filters()]
        if self.criteria.include_unconfirmed:
            filters.append(Filter("include_unconfirmed", "1"))
        for active in filters:
            label = summary.filter_label(active, self.finding.catalog)
            rest = [
                pair
                for pair in self._first_page
                if pair != (active.parameter, active.value) and pair[0] != "q"
            ]
            yield Link(label, url_of(self.path, rest))

    def sorts(self, *, has_scores: bool) -> Iterator[Link]:
        """The orders in which this search can be listed; by score only where some place has one."""
        where = self.finding.where
        current, default = self.criteria.order(where), default_order(where)
        rest = [pair for pair in self._first_page if pair[0] != "sort"]
        for sort, label in _SORTS.items():
            if sort == Sort.DISTANCE and where is None:
                continue
            if sort == Sort.SCORE and sort != current and not has_scores:
                continue
            parameter = [] if sort == default else [("sort", sort)]
            value = "" if sort == default else sort
            yield Link(label, url_of(self.path, [*rest, *parameter]), sort == current, value)

    def unconfirmed(self, result: SearchResult) -> Unconfirmed | None:
        """The search with those that freshness leaves out; None if there are none."""
        if not result.unconfirmed:
            return None
        verb = "matches but was" if result.unconfirmed == 1 else "match but were"
        more = "more place" if result.total else "place"
        return Unconfirmed(
            f"{words.count(result.unconfirmed, more)} {verb} not confirmed for 120 days.",
            "Include it" if result.unconfirmed == 1 else "Include them",
            self.to(replace(self.criteria, include_unconfirmed=True, page=1)),
        )

    def pagination(self, result: SearchResult) -> Pagination | None:
        """The pages before and after; None if there is only one."""
        if result.pages == 1:
            return None
        return Pagination(
            f"Page {words.integer(result.page)} of {words.integer(result.pages)}",
            self._page(result.page - 1) if result.page > 1 else "",
            self._page(result.page + 1) if result.page < result.pages else "",
        )

    def _page(self, number: int) -> str:
        parameter = [("page", str(number))] if number > 1 else []
        return url_of(self.path, [*self._first_page, *parameter])
