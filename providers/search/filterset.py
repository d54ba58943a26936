"""The parameters of a search, declared once for the pages and the JSON form, and made into criteria."""

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from providers.fields.filters import FILTERS, PROGRAM, SWITCH_ON, SearchFilter
from providers.models import Location, Vocabulary
from providers.search.criteria import (
    ANY,
    SORTS,
    Point,
    ProgramCriterion,
    SearchCriteria,
    in_order,
)
from providers.search.parameter_fields import (
    DegreesField,
    NameField,
    PageField,
    PlainTextField,
    RadiusField,
    SwitchField,
    ValuesField,
    quoted,
)
from providers.vocabulary.catalog import Catalog

# What a form without scripts sends for one program: its three parts, joined in `read_criteria`.
PROGRAM_PARTS = {"therapy": "{}", "timing": "any:{}", "delivery": "any:any:{}"}


@dataclass(frozen=True)
class Message:
    """Something about a parameter that the person should know; it is shown beside the field."""

    parameter: str
    text: str


class TextFilter(django_filters.Filter):
    field_class = PlainTextField


class NameFilter(django_filters.Filter):
    field_class = NameField


class TermsFilter(django_filters.Filter):
    field_class = ValuesField


class SwitchFilter(django_filters.Filter):
    field_class = SwitchField


class RadiusFilter(django_filters.Filter):
    field_class = RadiusField


class PageFilter(django_filters.Filter):
    field_class = PageField


class DegreesFilter(django_filters.Filter):
    field_class = DegreesField


def _filters_of(search_filter: SearchFilter) -> dict[str, django_filters.Filter]:
    """The parameters of one filter."""
    if search_filter.is_switch:
        return {search_filter.parameter: SwitchFilter(label=f"1: {search_filter.label.lower()}")}
    if search_filter.is_program:
        label = f"{search_filter.label}: therapy[:timing[:delivery]], “any” for a part; all of several"
        parts = {
            f"{PROGRAM}_{part}": TextFilter(
                label=f"A program’s {part}, for forms; same as {PROGRAM}={same.format(part)}",
                what=f"program’s {part}",
            )
            for part, same in PROGRAM_PARTS.items()
        }
        return {PROGRAM: TermsFilter(label=label), **parts}
    several = "all" if search_filter.filter.needs_all else "any"
    return {search_filter.parameter: TermsFilter(label=f"{search_filter.label}; {several} of several")}


class SearchFilterSet(django_filters.FilterSet):
    """The parameters and what each accepts: these, and one for each filter of the fields' definitions.

    It filters no queryset: criteria go to the search index.
    """

    q = TextFilter(label="What was typed into the one box; it narrows nothing by itself", what="search")
    near = TextFilter(label="ZIP code, city or state", what="place")
    lat = DegreesFilter(label="Latitude", what="latitude", limit=90.0)
    lng = DegreesFilter(label="Longitude", what="longitude", limit=180.0)
    radius = RadiusFilter(label="Distance in miles, or “any”")
    fresh = SwitchFilter(label="1: confirmed within 90 days")
    include_unconfirmed = SwitchFilter(label="1: with those not confirmed for 120 days")
    name = NameFilter(label="Name of a practice or clinician", what="name")
    sort = TextFilter(label=", ".join(SORTS), what="order")
    page = PageFilter(label="Page, from 1")

    @classmethod
    def get_filters(cls) -> OrderedDict[str, django_filters.Filter]:
        """Those of the fields come after the place, as in the criteria's own addresses."""
        declared = super().get_filters()
        first = [name for name in ("q", "near", "lat", "lng", "radius") if name in declared]
        filters = OrderedDict((name, declared.pop(name)) for name in first)
        for search_filter in FILTERS:
            filters |= _filters_of(search_filter)
        filters.update(declared)
        return filters


@cache
def _fields() -> dict[str, forms.Field]:
    """The fields of the FilterSet's form. They keep no state, so all requests share them.

    A form copies each of its fields. For one search the FilterSet takes 590 microseconds and its form alone
    230; the shared fields take 9, with the same values and messages (ADR 0126).
    """
    form = SearchFilterSet(queryset=Location.objects.none()).get_form_class()
    return dict(form.base_fields)


@cache
def _values_of_nothing() -> dict[str, Any]:
    """What each field makes of a parameter that is not there, as most are not in most searches."""
    nothing = QueryDict()
    return {
        name: field.clean(field.widget.value_from_datadict(nothing, {}, name))
        for name, field in _fields().items()
    }


def _clean(data: QueryDict) -> tuple[dict[str, Any], list[Message]]:
    """The values of all parameters that make sense, and a message for each that does not."""
    values: dict[str, Any] = {}
    messages: list[Message] = []
    for name, field in _fields().items():
        if name not in data:
            values[name] = _values_of_nothing()[name]
            continue
        try:
            values[name] = field.clean(field.widget.value_from_datadict(data, {}, name))
        except ValidationError as error:
            messages += [Message(name, text) for text in error.messages]
    return values, messages


def read_criteria(data: QueryDict, catalog: Catalog) -> tuple[SearchCriteria, tuple[Message, ...]]:
    """The criteria that make sense of these parameters, and what had to be ignored.

    Reads what it can: there is no such thing as an invalid search.
    """
    values, messages = _clean(data)
    chosen: dict[str, tuple[str, ...]] = {}
    for search_filter in FILTERS:
        name = search_filter.parameter
        given = values.pop(name, None)
        if not given and not search_filter.is_program:
            continue
        if search_filter.is_switch:
            chosen[name] = (SWITCH_ON,)
        elif search_filter.is_program:
            parts = [values.pop(f"{name}_{part}", "") or ANY for part in PROGRAM_PARTS]
            joined = [":".join(parts)] if set(parts) != {ANY} else []
            values[name], unknown = _programs([*given, *joined], catalog)
            messages += _ignored(name, unknown)
        else:
            # Slugs are in lower case; people who edit an address may not know.
            known = [text for text in given if search_filter.has_value(text.lower(), catalog)]
            messages += _ignored(name, [text for text in given if text not in known])
            slugs = [search_filter.canonical(text.lower(), catalog) for text in known]
            chosen[name] = tuple(dict.fromkeys(slugs))
    sort = values.pop("sort", "")
    if sort.lower() in SORTS:
        values["sort"] = sort.lower()
    elif sort:
        messages += _ignored("sort", [sort])

    latitude, longitude = values.pop("lat", None), values.pop("lng", None)
    if latitude is not None and longitude is not None:
        # The form sends a place as well when somebody types one over "near me": the words win.
        values["point"] = None if values.get("near") else Point(latitude, longitude)
    elif (latitude is not None or longitude is not None) and not {"lat", "lng"} & {
        message.parameter for message in messages
    }:
        messages.append(Message("lat", "A point needs both lat and lng, so one alone was ignored."))
    has_radius = "radius" in data and "radius" in values
    return SearchCriteria(chosen=in_order(chosen), has_radius=has_radius, **values), tuple(messages)


def _programs(texts: Iterable[str], catalog: Catalog) -> tuple[tuple[ProgramCriterion, ...], list[str]]:
    """The distinct programs that are known, and the texts that are not."""
    known, unknown = [], []
    for text in texts:
        try:
            program = ProgramCriterion.parse(text.lower())
        except ValueError:  # an unknown timing or delivery
            unknown.append(text)
            continue
        therapy = catalog.get(Vocabulary.THERAPY, program.therapy)
        if therapy:  # of a merged one, the other
            known.append(replace(program, therapy=therapy.slug))
        elif program.therapy == ANY:
            known.append(program)
        else:
            unknown.append(text)
    return tuple(dict.fromkeys(known)), unknown


def _ignored(parameter: str, values: list[str]) -> Iterator[Message]:
    if values:
        words = ", ".join(quoted(value) for value in values[:5])
        more = " and more" if len(values) > 5 else ""
        what = parameter.replace("_", " ")
        yield Message(parameter, f"We don’t know {words}{more} ({what}), so it was ignored.")
