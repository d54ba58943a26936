"""A page of results: what a search found, shaped for the templates.

It is made from a finding and the rows of the locations that it shows. It asks neither the database nor the
search for anything else, so all of a page comes from one moment.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString

from places.lookup import PlaceNotFound
from providers import words
from providers.results import place_notes, summary
from providers.results.card_rows import CardRow
from providers.results.cards import Cards
from providers.results.facets import facet_panel
from providers.results.links import Link, Pagination, SearchLinks, Unconfirmed
from providers.results.one_box import OneBox, one_box
from providers.results.place_notes import Ambiguity, Correction, UnknownPlace
from providers.results.search_form import SearchForm, search_form
from providers.results.zero import ZeroHelp, zero_help
from providers.search.criteria import Area, format_number
from providers.search.finding import Finding
from providers.web.addresses import address_of, area_address
from providers.web.stencil import Stencil, hole


@dataclass(frozen=True)
class SearchBar:
    """The search in one line, on a phone: "Hoboken, NJ" and ", 25 miles · 3 filters"."""

    where: str
    rest: str


@dataclass(frozen=True)
class Nearby:
    """The results that are not in the area that is searched, but near its middle."""

    heading: str
    cards: SafeString
    first_number: int


@dataclass(frozen=True)
class ResultsPage:
    """What `templates/providers/results/page.jinja` prints."""

    heading: str
    summary: str
    total: int
    bar: SearchBar
    box: OneBox
    box_html: SafeString
    canonical: str
    json_url: str
    is_indexable: bool
    form: SearchForm
    facets: SafeString
    active: tuple[Link, ...]
    clear_url: str
    notices: tuple[str, ...] = ()
    ambiguity: Ambiguity | None = None
    unknown_place: UnknownPlace | None = None
    sorts: tuple[Link, ...] = ()
    cards: SafeString = SafeString()  # noqa: RUF009 - immutable, as text is
    nearby: Nearby | None = None
    has_distances: bool = False
    first_number: int = 1
    correction: Correction | None = None
    unconfirmed: Unconfirmed | None = None
    pagination: Pagination | None = None
    zero: ZeroHelp | None = None

    @property
    def title(self) -> str:
        return f"{self.heading}, {self.pagination.text.lower()}" if self.pagination else self.heading

    @property
    def show_label(self) -> str:
        """The button of the filters on a phone; a script keeps its number right."""
        return f"Show {words.count(self.total, 'place')}" if self.total else "Show places"


def results_page(
    finding: Finding,
    rows: Mapping[int, CardRow],
    *,
    path: str = "",
    named: Mapping[int, str] | None = None,
) -> ResultsPage:
    """The page of a finding. `rows` are those of its `hits_to_show`, by location id; `named` says, for some
    of them, who was found by the name.

    `path` is set if the page has an address of its own, such as a city's.
    """
    criteria, result = finding.criteria, finding.result
    search_path = address_of("results")
    place = finding.place.place if finding.place else None
    links = SearchLinks(finding, search_path)
    active = tuple(links.active_filters())
    box = one_box(criteria, finding.index, search_path)
    common: dict[str, Any] = {
        "total": result.total if result else 0,
        "bar": _bar(finding, len(active)),
        "box": box,
        "box_html": _box_stencil(bool(box.kept)).fill({"value": box.text, "kept": box.kept}),
        # The address that search engines should know this page by: that of its city or state, if it has one.
        # Filters, order and pages are ways to look at the same list.
        "canonical": area_address(place) if place is not None else path or search_path,
        "json_url": criteria.to_url(address_of("api-locations")),
        # Not what repeats words that anyone can put into an address.
        "is_indexable": result is not None and not criteria.name,
        "form": search_form(finding, search_path),
        "facets": facet_panel(finding.catalog).html(criteria, result),
        "active": active,
        "clear_url": links.to(criteria.without_filters()),
    }
    if finding.unknown_place is not None:
        return _unknown_place_page(finding, finding.unknown_place, links, common)
    assert result is not None  # a finding has one or the other
    missing = sum(hit.id not in rows for hit in result.hits)
    cards = Cards(finding.catalog, criteria, finding.today, timezone.now())
    first_number = (result.page - 1) * result.page_size + 1
    is_area = isinstance(finding.where, Area)
    # In an area a distance would be one from its middle, which is no place to start from.
    hits = [hit._replace(miles=None) for hit in result.hits] if is_area else list(result.hits)
    inside = len(hits) if result.inside is None else max(0, min(len(hits), result.inside - first_number + 1))
    nearby = None
    if hits[inside:]:
        more = result.total - (result.inside or 0)
        nearby = Nearby(
            summary.nearby_heading(criteria, more, place, finding.where),
            cards.html(hits[inside:], rows, named),
            first_number + inside,
        )
    return ResultsPage(
        **common,
        heading=summary.heading(place, finding.where),
        summary=summary.sentence(
            criteria,
            result.total,
            place=place,
            where=finding.where,
            catalog=finding.catalog,
            inside=result.inside,
        ),
        notices=tuple(_notices(finding, missing)),
        # The page of a state or city has said which one by its address.
        ambiguity=None if path else place_notes.ambiguity(finding.place, links),
        sorts=tuple(links.sorts(has_scores=result.has_scores)) if result.total > 1 else (),
        cards=cards.html(hits[:inside], rows, named),
        nearby=nearby,
        has_distances=finding.where is not None and not is_area,
        first_number=first_number,
        correction=place_notes.correction(finding.place, links),
        unconfirmed=links.unconfirmed(result),
        pagination=links.pagination(result),
        zero=None if result.total else zero_help(finding, rows, search_path),
    )


def _bar(finding: Finding, filters: int) -> SearchBar:
    criteria = finding.criteria
    place = finding.place.place if finding.place else None
    where = criteria.near if finding.unknown_place else summary.place_label(place, finding.where)
    radius = ""
    if finding.where is not None:
        miles = criteria.radius
        radius = ", any distance" if miles is None else f", {format_number(miles)} miles"
    narrowed = f" · {words.count(filters, 'filter')}" if filters else " · no filters"
    return SearchBar(words.capitalized(where), f"{radius}{narrowed}")


@cache
def _box_stencil(is_kept: bool) -> Stencil:
    context = {"value": hole("value"), "kept": hole("kept") if is_kept else ""}
    return Stencil.from_template("components/one_box.html", (), context)


def _unknown_place_page(
    finding: Finding, unknown: PlaceNotFound, links: SearchLinks, common: dict[str, Any]
) -> ResultsPage:
    return ResultsPage(
        **common,
        heading=place_notes.unknown_heading(unknown),
        summary="Your filters are kept." if common["active"] else "Nothing has been searched yet.",
        notices=tuple(_notices(finding, 0)),
        unknown_place=place_notes.unknown_place(unknown, links),
    )


def _notices(finding: Finding, missing: int) -> Iterator[str]:
    """What to know about this page; `missing` is how many of its locations could not be read."""
    for message in finding.messages:
        yield message.text
    if finding.place and finding.place.is_approximate:
        yield place_notes.approximate(finding.place.place)
    if missing:
        verb = "is" if missing == 1 else "are"
        yield (
            f"{words.count(missing, 'place')} on this page {verb} not shown, because our database "
            "does not answer right now. The count and the order are right. Please reload in a minute."
        )
