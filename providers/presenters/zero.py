"""Help where nothing matches: the nearest match and how far, and what dropping each filter would give."""

from dataclasses import dataclass, replace

from providers.presenters import summary, words
from providers.presenters.card_rows import card_rows
from providers.presenters.cards import location_url
from providers.search.criteria import RADIUS_CHOICES
from providers.search.finding import Finding, nearest_match, searches_without_each_filter


@dataclass(frozen=True)
class NearestMatch:
    """The nearest place that meets every filter, and a search wide enough to hold it."""

    name: str
    url: str
    where: str
    distance: str
    wider_label: str
    wider_url: str


@dataclass(frozen=True)
class Drop:
    """What the search would find without one of its filters."""

    label: str
    count: str
    url: str


@dataclass(frozen=True)
class ZeroHelp:
    nearest: NearestMatch | None
    drops: tuple[Drop, ...]
    text: str


def zero_help(finding: Finding, path: str) -> ZeroHelp:
    drops = tuple(
        Drop(
            summary.filter_label(part, finding.catalog),
            words.count(total, "place"),
            wider.to_url(path),
        )
        for part, wider, total in searches_without_each_filter(finding)
    )
    nearest = _nearest(finding, path)
    return ZeroHelp(nearest, drops, _text(finding, nearest, bool(drops)))


def _nearest(finding: Finding, path: str) -> NearestMatch | None:
    hit = nearest_match(finding)
    if hit is None or hit.miles is None:
        return None
    row = card_rows.of([hit]).get(hit.id)
    if row is None:  # the database is away, or the place has just left the directory
        return None
    radius = next((float(miles) for miles in RADIUS_CHOICES if miles >= hit.miles), None)
    return NearestMatch(
        name=row.name,
        url=location_url(row),
        where=f"{row.city}, {row.state}",
        distance=words.miles(hit.miles),
        wider_label=f"Search within {radius:.0f} miles" if radius else "Search at any distance",
        wider_url=replace(finding.criteria, radius=radius, page=1).to_url(path),
    )


def _text(finding: Finding, nearest: NearestMatch | None, has_drops: bool) -> str:
    has_filters = next(finding.criteria.filters(), None) is not None
    if nearest:
        return "Dropping any one filter would not help." if has_filters and not has_drops else ""
    if has_drops:
        return "Try it with fewer filters."
    if has_filters:
        return "Try it with fewer filters, a larger distance, or another place."
    return "The directory has no place here yet. Try a larger distance, or another place."
