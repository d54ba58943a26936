"""A search in words: one sentence for people who see the page and for those who hear it."""

from collections.abc import Iterator
from functools import partial

from places.index import FoundPlace
from places.models import Place
from providers.models import Vocabulary
from providers.search.criteria import Filter, Point, ProgramCriterion, SearchCriteria, Sort, StateArea, Where
from providers.search.criteria import format_number as number
from providers.vocabulary.catalog import Catalog
from providers.web import words
from providers.web.program_words import program_label
from providers.web.states import state_name

_ORDERS = {
    Sort.DISTANCE: "nearest first",
    Sort.SCORE: "best review score first",
    Sort.FRESH: "most recently confirmed first",
}
SWITCH_LABELS = {
    "accepting": "Taking new patients",
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
    if part.parameter == "program":
        return program_label(ProgramCriterion.parse(part.value), catalog)
    if part.parameter == "name":
        return f"Name: “{part.value}”"
    return SWITCH_LABELS.get(part.parameter) or catalog.label(part.parameter, part.value)


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
    labels = partial(_labels, criteria, catalog)
    if criteria.condition:
        yield f"offering {labels(Vocabulary.CONDITION)} treatment"
    if criteria.therapy:
        yield f"with {labels(Vocabulary.THERAPY)}"
    if criteria.program:
        programs = [program_label(program, catalog) for program in criteria.program]
        yield f"with {words.listed(map(words.inside_sentence, programs))}"
    if criteria.protocol:
        yield f"using {labels(Vocabulary.PROTOCOL, last='or')}"
    if criteria.device:
        yield f"with the device {_labels(criteria, catalog, Vocabulary.DEVICE, last='or', are_names=True)}"
    if criteria.payer:
        payers = _labels(criteria, catalog, Vocabulary.PAYER, last="or", are_names=True)
        yield f"taking {payers}"
    if criteria.age_group:
        yield f"for {labels(Vocabulary.AGE_GROUP, last='or')}"
    if criteria.language:
        yield f"speaking {_labels(criteria, catalog, Vocabulary.LANGUAGE, last='or', are_names=True)}"
    if criteria.accessibility:
        yield f"with {labels(Vocabulary.ACCESSIBILITY)}"
    if criteria.telehealth:
        yield f"with {labels(Vocabulary.TELEHEALTH, last='or')}"
    if criteria.payment:
        yield f"where you can pay by {labels(Vocabulary.PAYMENT, last='or')}"
    if criteria.schedule:
        yield f"with hours in the {labels(Vocabulary.SCHEDULE, last='or')}"
    if criteria.accepting:
        yield "taking new patients"
    if criteria.fresh:
        yield "confirmed within 90 days"
    if criteria.name:
        yield f"with a name like “{criteria.name}”"
    if criteria.include_unconfirmed:
        yield "including those not confirmed for 120 days"


def _labels(
    criteria: SearchCriteria,
    catalog: Catalog,
    vocabulary: Vocabulary,
    *,
    last: str = "and",
    are_names: bool = False,
) -> str:
    found = [catalog.label(vocabulary, slug) for slug in criteria.terms(vocabulary)]
    return words.listed(found if are_names else map(words.short_label, found), last)
