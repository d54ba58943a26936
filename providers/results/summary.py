"""A search in words: one sentence for people who see the page and for those who hear it."""

from collections.abc import Iterator

from places.found import FoundPlace
from places.kinds import Kind
from providers import words
from providers.fields.filters import FILTER_BY_PARAMETER, FILTERS, ORDERS, PROGRAM
from providers.search.criteria import Area, Filter, ProgramCriterion, SearchCriteria, Sort, Where
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
# Metropolitan areas are named so: "the Denver area, CO".
AREA = " area"
SWITCH_LABELS = {
    "fresh": "Confirmed within 90 days",
    "include_unconfirmed": "With places not confirmed for 120 days",
}


def place_label(place: FoundPlace | None, where: Where) -> str:
    """Where a search looks, as a sentence names it: "Chicago, IL 60614", "Illinois", "the United States"."""
    if place is not None and place.kind == Kind.ZIP:
        return f"{place.near_city}, {place.state} {place.name}" if place.near_city else f"ZIP {place.name}"
    if place is not None:
        has_article = place.kind == Kind.REGION and place.name.endswith(AREA)
        return f"the {place.label}" if has_article else place.label
    if isinstance(where, Area):
        return state_name(where.state)
    # Somebody's own location or the one in a link that was shared: the address can't tell which.
    return "the United States" if where is None else "this location"


def heading(place: FoundPlace | None, where: Where) -> str:
    """The heading of a page of results."""
    label = place_label(place, where)
    return f"TMS in {label}" if where is None or isinstance(where, Area) else f"TMS near {label}"


def sentence(
    criteria: SearchCriteria,
    total: int,
    *,
    place: FoundPlace | None,
    where: Where,
    catalog: Catalog,
    inside: int | None = None,
) -> str:
    """ "14 places within 25 miles of Chicago, IL 60614 offering OCD treatment, nearest first."

    `inside` is how many of the total are in the area: "14 places in Cook County, IL and 3 more within 25
    miles of its middle".
    """
    counted = total if inside is None else inside
    places = words.count(counted, "place") if counted else "No places"
    nearby = _nearby(criteria, total - counted, has_inside=counted > 0) if isinstance(where, Area) else ""
    narrowed = ", ".join(_filters(criteria, catalog))
    parts = (places, _area(criteria, place, where), nearby, narrowed)
    text = " ".join(part for part in parts if part)
    if total <= 1:
        return f"{text}."
    order = criteria.order(where)
    if isinstance(where, Area) and order == Sort.DISTANCE:
        return f"{text}, nearest to its middle first."
    return f"{text}, {_ORDERS[order]}."


def nearby_heading(criteria: SearchCriteria, count: int, place: FoundPlace | None, where: Where) -> str:
    """What stands above the results that are not in the area: "3 more within 25 miles of the middle of Cook
    County".
    """
    label = place_label(place, where)
    if criteria.radius is None:
        return f"{words.integer(count)} more outside of {label}"
    return f"{words.integer(count)} more within {_miles(criteria.radius)} of the middle of {label}"


def _nearby(criteria: SearchCriteria, count: int, *, has_inside: bool) -> str:
    if not count:
        return ""
    number_of = f"and {words.integer(count)} more" if has_inside else f"but {words.integer(count)}"
    return (
        f"{number_of} elsewhere"
        if criteria.radius is None
        else f"{number_of} within {_miles(criteria.radius)} of its middle"
    )


def _miles(radius: float) -> str:
    return f"{number(radius)} {'mile' if radius == 1 else 'miles'}"


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
    if where is None or isinstance(where, Area):
        return f"in {label}"
    if criteria.radius is None:
        return f"at any distance from {label}"
    return f"within {_miles(criteria.radius)} of {label}"


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
