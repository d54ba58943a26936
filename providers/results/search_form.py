"""The form of a search: place, radius, and the parameters that it must keep."""

from dataclasses import dataclass
from functools import lru_cache
from math import inf

from places.lookup import PlaceNotFound, nearest_city
from places.models import Place
from places.states import TERRITORY_TIME_ZONES
from providers.results.facets import facet_panel
from providers.search.criteria import (
    ANY,
    RADIUS_CHOICES,
    Point,
    SearchCriteria,
    StateArea,
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
    """`hidden` are parameters that have no field of their own on the page."""

    action: str
    near: str
    hint: str
    name: str
    radii: tuple[RadiusChoice, ...]
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
    point, territory = finding.criteria.point, _territory(finding)
    if territory:
        return (
            f"In {territory} we list ZIP codes but no cities. Type a ZIP to search near it; the name alone "
            "searches all of it, and distance doesn’t count."
        )
    if isinstance(finding.where, StateArea):
        return "A state is searched as a whole: distance doesn’t count."
    if point is None:
        return ""
    return f"Searching around {point_in_words(point)}. Type a place to search there instead."


def _territory(finding: Finding) -> str:
    """The territory that was named, alone or after a city that is not listed; empty if there is none."""
    if finding.unknown_place:
        named = finding.unknown_place.suggestions[:1]
    else:
        named = (finding.place.place,) if finding.place else ()
    is_named = named and named[0].kind == Place.Kind.STATE and named[0].state in TERRITORY_TIME_ZONES
    return named[0].label if is_named else ""


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
