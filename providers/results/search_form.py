"""The form of a search: place, radius, and the parameters that it must keep."""

from dataclasses import dataclass
from functools import lru_cache
from math import inf

from places.lookup import PlaceNotFound, nearest_city
from providers.results.facets import facet_panel
from providers.search.criteria import (
    ANY,
    RADIUS_CHOICES,
    Area,
    Point,
    SearchCriteria,
    format_number,
)
from providers.search.finding import Finding

# Beyond this the name of a town says nothing about a point.
NEAR_MILES = 30


@dataclass(frozen=True)
class RadiusChoice:
    value: str
    label: str
    is_selected: bool


@dataclass(frozen=True)
class SearchForm:
    """`hidden` are parameters that have no field of their own on the page; `start_radius` is the choice that
    an address leaves out.
    """

    action: str
    near: str
    hint: str
    name: str
    radii: tuple[RadiusChoice, ...]
    start_radius: str
    hidden: tuple[tuple[str, str], ...]

    @property
    def hint_id(self) -> str:
        return "near-hint" if self.hint else ""


def search_form(finding: Finding, action: str) -> SearchForm:
    criteria = finding.criteria
    return SearchForm(
        action=action,
        near=criteria.near,
        hint=_hint(finding),
        name=criteria.name,
        radii=radius_choices(criteria.radius),
        start_radius=format_number(criteria.start_radius),
        hidden=tuple(_hidden(criteria, finding)),
    )


def radius_choices(radius: float | None) -> tuple[RadiusChoice, ...]:
    """The radii of the form, including the current one, even if it is unusual."""
    miles = sorted({*RADIUS_CHOICES, *([radius] if radius is not None else [])})
    choices = [(format_number(value), f"{format_number(value)} miles", value == radius) for value in miles]
    choices.append((ANY, "any distance", radius is None))
    return tuple(RadiusChoice(*choice) for choice in choices)


def _hint(finding: Finding) -> str:
    """What is said about the place field; empty if nothing is."""
    point = finding.criteria.point
    if isinstance(finding.where, Area):
        return "Places inside come first. The distance is from the middle of where people live."
    if point is None:
        return ""
    return f"Searching around {point_in_words(point)}. Type a place to search there instead."


@lru_cache(maxsize=4096)
def point_in_words(point: Point) -> str:
    """ "a point near Evanston, IL"; its degrees if there is no town near it."""
    try:
        city, miles = nearest_city(point.latitude, point.longitude)
    except PlaceNotFound:  # no places are loaded
        miles = inf
    if miles > NEAR_MILES:
        return f"the point {point.latitude:.2f}, {point.longitude:.2f}"
    return f"a point near {city.label}"


def _hidden(criteria: SearchCriteria, finding: Finding) -> list[tuple[str, str]]:
    """The point, the order if the page offers none, and programs that the panel has no checkbox for."""
    shown = facet_panel(finding.catalog).values_of("program")
    has_sorts = finding.result is not None and finding.result.total > 1
    kept = ("lat", "lng") if has_sorts else ("lat", "lng", "sort")
    pairs = [(name, value) for name, value in criteria.to_query() if name in kept]
    return pairs + [("program", str(program)) for program in criteria.program if str(program) not in shown]
