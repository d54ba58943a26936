"""A page of results: what a search found, shaped for the templates."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from django.utils.safestring import SafeString

from places.index import FoundPlace
from places.models import Place
from providers.results import results_html, summary
from providers.results.card_rows import card_rows
from providers.results.cards import Cards
from providers.results.facets import panels
from providers.results.question import QuestionForm, question_form
from providers.results.zero import ZeroHelp, zero_help
from providers.search.criteria import Filter, Point, SearchCriteria, Sort, default_order, url_of
from providers.search.finding import Finding
from providers.search.result import SearchResult
from providers.web import words
from providers.web.addresses import address_of, area_address

_SORTS = {Sort.DISTANCE: "Nearest", Sort.SCORE: "Review score", Sort.FRESH: "Most recently confirmed"}


# More namesakes than these are told apart by typing the state.
OTHER_PLACES_SHOWN = 11


@dataclass(frozen=True)
class Link:
    """A link in a list; `is_current` marks the one that is shown."""

    label: str
    url: str
    is_current: bool = False


@dataclass(frozen=True)
class Notice:
    """A message about the page, with links that help."""

    text: str
    is_caution: bool = False
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class UnknownPlace:
    """No place has the name that was typed: what it may have meant, and the search without a place."""

    text: str
    suggestions: tuple[Link, ...]
    everywhere: Link


@dataclass(frozen=True)
class Ambiguity:
    """Several places have the name that was typed; the first one's results are shown.

    `is_open` where another one is large enough to ask about; else it is a quiet remark. `more` says how many
    are not among the choices and how to name one of them.
    """

    question: str
    is_open: bool
    choices: tuple[Link, ...]
    more: str


@dataclass(frozen=True)
class Pagination:
    text: str
    previous_url: str = ""
    next_url: str = ""


@dataclass(frozen=True)
class Unconfirmed:
    """Matches that are left out because they were not confirmed for 120 days."""

    text: str
    action: str
    url: str


@dataclass(frozen=True)
class ResultsPage:
    """What `templates/providers/results/page.html` prints."""

    heading: str
    summary: str
    canonical: str
    json_url: str
    is_indexable: bool
    form: QuestionForm
    facets: SafeString
    notices: tuple[Notice, ...] = ()
    ambiguity: Ambiguity | None = None
    unknown_place: UnknownPlace | None = None
    active: tuple[Link, ...] = ()
    clear_url: str = ""
    filters_label: str = "Filters"
    sorts: tuple[Link, ...] = ()
    cards: SafeString = field(default_factory=SafeString)
    has_distances: bool = False
    first_number: int = 1
    unconfirmed: Unconfirmed | None = None
    pagination: Pagination | None = None
    zero: ZeroHelp | None = None

    @property
    def main_part(self) -> SafeString:
        """All of the page below its header, as HTML."""
        return results_html.main_part(self)

    @property
    def title(self) -> str:
        return f"{self.heading}, {self.pagination.text.lower()}" if self.pagination else self.heading


def present(finding: Finding, *, path: str | None = None) -> ResultsPage:
    """The page of a finding. `path` is set where the page has an address of its own, such as a city's."""
    return Results(finding, path or address_of("results")).page()


class Results:
    """Shapes one finding."""

    def __init__(self, finding: Finding, path: str) -> None:
        self.finding, self.criteria, self.path = finding, finding.criteria, path
        self.search_path = address_of("results")
        self.place = finding.place.place if finding.place else None
        self.label = summary.place_label(self.place, finding.where)
        # Nearly all links of the page are this search with one parameter more or less.
        self.first_page = [pair for pair in self.criteria.to_query() if pair[0] != "page"]

    def url(self, criteria: SearchCriteria) -> str:
        return criteria.to_url(self.search_path)

    def page(self) -> ResultsPage:
        common = {
            "canonical": self._canonical(),
            "json_url": self.criteria.to_url(address_of("api-locations")),
            # Not what repeats words that anybody can put into an address.
            "is_indexable": self.finding.result is not None and not self.criteria.name,
            "form": question_form(self.finding, self.search_path),
            "facets": panels.of(self.finding.catalog).html(self.criteria, self.finding.result),
            "active": tuple(self._active()),
            "clear_url": self.url(self.criteria.without_filters()),
        }
        common["filters_label"] = f"Filters ({len(common['active'])})" if common["active"] else "Filters"
        if self.finding.result is None:
            return self._unknown_place(common)
        return self._answer(self.finding.result, common)

    def _canonical(self) -> str:
        """The address that search engines should know this page by: that of its city or state, if it has one.
        Filters, order and pages are ways to look at the same list."""
        return area_address(self.place) if self.place is not None else self.path

    def _answer(self, result: SearchResult, common: dict) -> ResultsPage:
        finding = self.finding
        rows = card_rows.of(result.hits)
        missing = sum(hit.id not in rows for hit in result.hits)
        return ResultsPage(
            heading=summary.heading(self.place, finding.where),
            summary=summary.sentence(
                self.criteria, result.total, place=self.place, where=finding.where, catalog=finding.catalog
            ),
            notices=tuple(self._notices(missing)),
            ambiguity=self._ambiguity(),
            sorts=tuple(self._sorts()) if result.total > 1 else (),
            cards=Cards(finding.catalog, self.criteria, finding.today).html(result.hits, rows),
            has_distances=isinstance(finding.where, Point),
            first_number=(result.page - 1) * result.page_size + 1,
            unconfirmed=self._unconfirmed(result),
            pagination=self._pagination(result),
            zero=zero_help(finding, self.search_path) if not result.total else None,
            **common,
        )

    def _unknown_place(self, common: dict) -> ResultsPage:
        unknown = self.finding.unknown_place
        anywhere = replace(self.criteria, near="", point=None, page=1)
        suggestions = tuple(self._place_link(place) for place in unknown.suggestions)
        text = (
            "Did you mean"
            if suggestions
            else "Check the spelling, or try a ZIP code or a larger town nearby."
        )
        return ResultsPage(
            heading=f"We don’t know a place called “{unknown.text}”",
            summary="Your filters are kept." if common["active"] else "Nothing has been searched yet.",
            notices=tuple(self._notices(0)),
            unknown_place=UnknownPlace(
                text, suggestions, Link("Search the whole United States", self.url(anywhere))
            ),
            **common,
        )

    def _notices(self, missing: int) -> Iterator[Notice]:
        for message in self.finding.messages:
            yield Notice(message.text, is_caution=True)
        if self.finding.place and self.finding.place.is_approximate:
            yield Notice(approximate(self.place), is_caution=True)
        if missing:
            verb = "is" if missing == 1 else "are"
            yield Notice(
                f"{words.count(missing, 'place')} on this page {verb} not shown, because our database "
                "does not answer right now. The count and the order are right. Please reload in a minute.",
                is_caution=True,
            )

    def _ambiguity(self) -> Ambiguity | None:
        match = self.finding.place
        # The page of a state or city has said which one by its address.
        if match is None or not match.alternatives or self.path != self.search_path:
            return None
        choices = [replace(self._place_link(match.place), is_current=True)]
        choices += [self._place_link(place) for place in match.alternatives[:OTHER_PLACES_SHOWN]]
        return Ambiguity(
            f"Which {match.place.name} do you mean?",
            match.is_ambiguous,
            tuple(choices),
            _more_places(match.alternatives[OTHER_PLACES_SHOWN:]),
        )

    def _place_link(self, place: FoundPlace) -> Link:
        """The same search around another place."""
        return Link(place.label, self.url(replace(self.criteria, near=place.label, point=None, page=1)))

    def _active(self) -> Iterator[Link]:
        parts = [*self.criteria.filters()]
        if self.criteria.include_unconfirmed:
            parts.append(Filter("include_unconfirmed", "1"))
        for part in parts:
            label = summary.filter_label(part, self.finding.catalog)
            rest = [pair for pair in self.first_page if pair != (part.parameter, part.value)]
            yield Link(label, url_of(self.search_path, rest))

    def _sorts(self) -> Iterator[Link]:
        current = self.criteria.order(self.finding.where)
        default = default_order(self.finding.where)
        rest = [pair for pair in self.first_page if pair[0] != "sort"]
        for sort, label in _SORTS.items():
            if sort == Sort.DISTANCE and not isinstance(self.finding.where, Point):
                continue
            asked = [] if sort == default else [("sort", sort.value)]
            yield Link(label, url_of(self.search_path, [*rest, *asked]), sort == current)

    def _unconfirmed(self, result: SearchResult) -> Unconfirmed | None:
        if not result.unconfirmed:
            return None
        verb = "matches but was" if result.unconfirmed == 1 else "match but were"
        more = "more place" if result.total else "place"
        return Unconfirmed(
            f"{words.count(result.unconfirmed, more)} {verb} not confirmed for 120 days.",
            "Include it" if result.unconfirmed == 1 else "Include them",
            self.url(replace(self.criteria, include_unconfirmed=True, page=1)),
        )

    def _pagination(self, result: SearchResult) -> Pagination | None:
        if result.pages == 1:
            return None
        return Pagination(
            f"Page {words.integer(result.page)} of {words.integer(result.pages)}",
            self._page_url(result.page - 1) if result.page > 1 else "",
            self._page_url(result.page + 1) if result.page < result.pages else "",
        )

    def _page_url(self, number: int) -> str:
        page = [("page", str(number))] if number > 1 else []
        return url_of(self.search_path, [*self.first_page, *page])


def _more_places(places: Sequence[FoundPlace]) -> str:
    """What is said of namesakes that are not listed; empty where all are."""
    if not places:
        return ""
    verb = "is" if len(places) == 1 else "are"
    return f"There {verb} {len(places)} more: type the state too, such as “{places[0].label}”."


def approximate(place: FoundPlace) -> str:
    """Why distances from this place are approximate."""
    if place.kind == Place.Kind.ZIP:
        return (
            f"ZIP {place.name} has no area of its own; it is probably for PO boxes. Distances are "
            "approximate: they are measured from the middle of the ZIP codes around it."
        )
    return f"We know only the place, so distances are approximate: they are measured from {place.label}."
