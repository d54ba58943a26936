"""The parameters of a search, declared once for the pages and the JSON form, and made into criteria."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from providers.models import Location, Vocabulary
from providers.search.criteria import (
    ANY,
    FILTER_NAMES,
    Point,
    ProgramCriterion,
    SearchCriteria,
    Sort,
)
from providers.search.fields import (
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

PROGRAM_PARTS = ("program_therapy", "program_timing", "program_delivery")


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


class SearchFilterSet(django_filters.FilterSet):
    """The parameters and what each accepts. It filters no queryset: criteria go to the search index."""

    near = TextFilter(label="ZIP code, city or state", what="place")
    lat = DegreesFilter(label="Latitude", what="latitude", limit=90.0)
    lng = DegreesFilter(label="Longitude", what="longitude", limit=180.0)
    radius = RadiusFilter(label="Distance in miles, or “any”")
    condition = TermsFilter(label="Condition; all of several")
    therapy = TermsFilter(label="Therapy; all of several")
    program = TermsFilter(
        label="Combined program: therapy[:timing[:delivery]], “any” for a part; all of several"
    )
    # What a form without scripts sends for one program: its three parts, joined here.
    program_therapy = TextFilter(
        label="A program’s therapy, for forms; same as program=therapy", what="program’s therapy"
    )
    program_timing = TextFilter(
        label="A program’s timing, for forms; same as program=any:timing", what="program’s timing"
    )
    program_delivery = TextFilter(
        label="A program’s delivery, for forms; same as program=any:any:delivery", what="program’s delivery"
    )
    protocol = TermsFilter(label="TMS protocol; any of several")
    device = TermsFilter(label="TMS device; any of several")
    payer = TermsFilter(label="Insurance; any of several")
    age_group = TermsFilter(label="Ages; any of several")
    language = TermsFilter(label="Language; any of several")
    accessibility = TermsFilter(label="Accessibility; all of several")
    telehealth = TermsFilter(label="Telehealth; any of several")
    payment = TermsFilter(label="Way to pay; any of several")
    schedule = TermsFilter(label="Hours; any of several")
    accepting = SwitchFilter(label="1: taking new patients")
    fresh = SwitchFilter(label="1: confirmed within 90 days")
    include_unconfirmed = SwitchFilter(label="1: with those not confirmed for 120 days")
    name = NameFilter(label="Name of a practice or clinician", what="name")
    sort = TextFilter(label="distance, score or fresh", what="order")
    page = PageFilter(label="Page, from 1")


@cache
def _fields() -> dict[str, forms.Field]:
    """The fields of the FilterSet's form. They keep no state, so all requests share them: a form copies each
    of its fields, which takes longer than a search."""
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
    for name in FILTER_NAMES:
        if not values[name]:
            continue
        # Slugs are in lower case; people who edit an address may not know.
        known = [slug for text in values[name] if catalog.get(name, slug := text.lower())]
        messages += _ignored(name, [text for text in values[name] if text.lower() not in known])
        values[name] = tuple(dict.fromkeys(known))
    parts = [values.pop(name, "") or ANY for name in PROGRAM_PARTS]
    joined = [":".join(parts)] if set(parts) != {ANY} else []
    values["program"], unknown = _programs([*values["program"], *joined], catalog)
    messages += _ignored("program", unknown)
    sort = values.pop("sort", "")
    if sort.lower() in list(Sort):
        values["sort"] = Sort(sort.lower())
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
    return SearchCriteria(**values), tuple(messages)


def _programs(texts: Iterable[str], catalog: Catalog) -> tuple[tuple[ProgramCriterion, ...], list[str]]:
    """The distinct programs that are known, and the texts that are not."""
    known, unknown = [], []
    for text in texts:
        try:
            program = ProgramCriterion.parse(text.lower())
        except ValueError:  # an unknown timing or delivery
            unknown.append(text)
            continue
        is_known = program.therapy == ANY or catalog.get(Vocabulary.THERAPY, program.therapy)
        known.append(program) if is_known else unknown.append(text)
    return tuple(dict.fromkeys(known)), unknown


def _ignored(parameter: str, values: list[str]) -> Iterator[Message]:
    if values:
        words = ", ".join(quoted(value) for value in values[:5])
        more = " and more" if len(values) > 5 else ""
        what = parameter.replace("_", " ")
        yield Message(parameter, f"We don’t know {words}{more} ({what}), so it was ignored.")
