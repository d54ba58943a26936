"""Help if nothing matches: the nearest match and its distance, and what fewer filters would find."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from providers import words
from providers.results import summary
from providers.results.card_rows import CardRow
from providers.results.cards import location_url
from providers.search.criteria import RADIUS_CHOICES, Area, Filter, SearchCriteria
from providers.search.finding import Finding
from providers.search.result import Hit
from providers.vocabulary.catalog import Catalog


@dataclass(frozen=True)
class NearestMatch:
    """The nearest place that meets every filter, and a search wide enough to hold it."""

    name: str
    url: str
    where: str
    wider_label: str
    wider_url: str


@dataclass(frozen=True)
class Drop:
    """What the search would find with fewer filters."""

    label: str
    count: str
    url: str


@dataclass(frozen=True)
class ZeroHelp:
    heading: str
    nearest: NearestMatch | None
    drops: tuple[Drop, ...]
    text: str


def zero_help(finding: Finding, rows: Mapping[int, CardRow], path: str) -> ZeroHelp:
    """`path` is that of the search; `rows` has the nearest match's, unless the database is away."""
    filters = [*finding.criteria.filters()]
    each = [
        _drop(_without(removed, finding.catalog), wider, total, path)
        for removed, wider, total in finding.without_each_filter()
    ]
    hit = finding.nearest_match
    # Clearing a single filter is dropping it.
    fewer = [*each, *_cleared(finding, len(filters), is_last_hope=hit is None and not each, path=path)]
    return ZeroHelp(
        heading=_heading(finding, hit),
        nearest=_nearest(finding, hit, rows.get(hit.id), path) if hit else None,
        drops=tuple(fewer),
        text=_text(len(filters), has_nearest=hit is not None, does_one_help=bool(each)),
    )


def _drop(label: str, criteria: SearchCriteria, total: int, path: str) -> Drop:
    return Drop(label, words.count(total, "place"), criteria.to_url(path))


def _without(removed: Filter, catalog: Catalog) -> str:
    if removed.parameter == "name":
        return f"Without the name “{removed.value}”"
    return f"Without “{summary.filter_label(removed, catalog)}”"


def _cleared(finding: Finding, filters: int, *, is_last_hope: bool, path: str) -> Iterator[Drop]:
    """The search without any filter; if nothing else helps, everywhere."""
    bare, total = finding.without_filters()
    if total:
        if filters > 1:
            yield _drop("Clear all filters", bare, total, path)
        return
    if is_last_hope and filters:
        anywhere, total = finding.everywhere(bare)
        if total:
            yield _drop("Search the whole United States without filters", anywhere, total, path)


def _heading(finding: Finding, hit: Hit | None) -> str:
    if hit is None or hit.miles is None:
        return "Nothing in the directory matches all of this"
    distance = words.miles(hit.miles)
    if isinstance(finding.where, Area):
        area = summary.place_label(finding.place.place if finding.place else None, finding.where)
        return f"The nearest match is {distance} from the middle of {area}"
    return f"The nearest match is {distance} away"


def _nearest(finding: Finding, hit: Hit, row: CardRow | None, path: str) -> NearestMatch | None:
    if row is None or hit.miles is None:  # the database is away, or the place has just left the directory
        return None
    if isinstance(finding.where, Area) and finding.where.state:  # no radius is meant around a whole state
        wider, total = finding.everywhere(finding.criteria)
        label = f"Search the whole United States: {words.count(total, 'place')}"
    else:
        radius = next((float(miles) for miles in RADIUS_CHOICES if miles >= hit.miles), None)
        wider = replace(finding.criteria, radius=radius, page=1)
        label = f"Search within {radius:.0f} miles" if radius else "Search at any distance"
    return NearestMatch(
        name=row.name,
        url=location_url(row),
        where=f"{row.city}, {row.state}",
        wider_label=label,
        wider_url=wider.to_url(path),
    )


def _text(filters: int, *, has_nearest: bool, does_one_help: bool) -> str:
    if not filters:
        return "" if has_nearest else "The directory has no place to show yet."
    if does_one_help:
        return "" if has_nearest else "Try it with fewer filters."
    return "Dropping any one filter would not help." if filters > 1 else "Dropping the filter would not help."
