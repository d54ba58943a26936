"""A search in words: one sentence for people who see the page and for those who hear it."""

from collections.abc import Iterator

from places.index import FoundPlace
from places.models import Place
from providers import words
from providers.fields.filters import FILTER_BY_PARAMETER, FILTERS, ORDERS, PROGRAM
from providers.search.criteria import Filter, Point, ProgramCriterion, SearchCriteria, Sort, StateArea, Where
from providers.search.criteria import format_number as number
from providers.vocabulary.catalog import Catalog
from providers.web.program_words import program_label
from providers.web.states import state_name

_ORDERS = {
    Sort.DISTANCE.value: "nearest first",
    Sort.SCORE.value: "best review score first",
    Sort.FRESH.value: "most recently confirmed first",
    **{value: field.order.phrase for value, field in ORDERS.items() if field.order},
}
SWITCH_LABELS = {
    "fresh": "Confirmed within 90 days",
    "include_unconfirmed": "With places not confirmed for 120 days",
}


def place_label(place: FoundPlace | None, where: Where) -> str:
    """Where a search looks, as a sentence names it: "Chicago, IL 60614", "Illinois", "the United States"."""
    if place is not None and place.kind == Place.Kind.ZIP:
        return f"{place.near_city}, {place.state} {place.name}" if place.near_city else f"ZIP {place.name}"
    if place is not None:
        return place.label
    if isinstance(where, StateArea):
        return state_name(where.code)
    # Somebody's own location or the one in a link that was shared: the address can't tell which.
    return "this location" if isinstance(where, Point) else "the United States"


def heading(place: FoundPlace | None, where: Where) -> str:
    """The heading of a page of results."""
    label = place_label(place, where)
    return f"TMS near {label}" if isinstance(where, Point) else f"TMS in {label}"


def sentence(
    criteria: SearchCriteria, total: int, *, place: FoundPlace | None, where: Where, catalog: Catalog
) -> str:
    """ "14 places within 25 miles of Chicago, IL 60614 offering OCD treatment, nearest first." """
    places = words.count(total, "place") if total else "No places"
    narrowed = ", ".join(_filters(criteria, catalog))
    text = f"{places} {_area(criteria, place, where)} {narrowed}".rstrip()
    return f"{text}, {_ORDERS[criteria.order(where)]}." if total > 1 else f"{text}."


def filter_label(part: Filter, catalog: Catalog) -> str:
    """What a filter is called where it can be dropped."""
    if part.parameter == PROGRAM:
        return program_label(ProgramCriterion.parse(part.value), catalog)
    if part.parameter == "name":
        return f"Name: “{part.value}”"
    if part.parameter in SWITCH_LABELS:
        return SWITCH_LABELS[part.parameter]
    return FILTER_BY_PARAMETER[part.parameter].value_label(part.value, catalog)


def _area(criteria: SearchCriteria, place: FoundPlace | None, where: Where) -> str:
    label = place_label(place, where)
    if not isinstance(where, Point):
        return f"in {label}"
    if criteria.radius is None:
        return f"at any distance from {label}"
    unit = "mile" if criteria.radius == 1 else "miles"
    return f"within {number(criteria.radius)} {unit} of {label}"


def _filters(criteria: SearchCriteria, catalog: Catalog) -> Iterator[str]:
    """What the search is narrowed to, phrase by phrase, in the page's order."""
    for search_filter in FILTERS if criteria.program or criteria.chosen else ():
        if search_filter.is_program and criteria.program:
            programs = [program_label(program, catalog) for program in criteria.program]
            yield f"with {words.listed(map(words.inside_sentence, programs))}"
        elif values := criteria.values(search_filter.parameter):
            yield search_filter.summary(values, catalog)
    if criteria.fresh:
        yield "confirmed within 90 days"
    if criteria.name:
        yield f"with a name like “{criteria.name}”"
    if criteria.include_unconfirmed:
        yield "including those not confirmed for 120 days"
