"""The parameters of a search, declared once for the pages and the JSON form, and made into criteria."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, ClassVar

import django_filters
from django import forms
from django.http import QueryDict

from providers.models import Location, Vocabulary
from providers.search.criteria import (
    ANY,
    FILTER_VOCABULARIES,
    Point,
    ProgramCriterion,
    SearchCriteria,
    Sort,
)
from providers.search.fields import (
    DegreesField,
    PageField,
    PlainTextField,
    RadiusField,
    SwitchField,
    ValuesField,
    quoted,
)
from providers.vocabulary.catalog import Catalog


@dataclass(frozen=True)
class Message:
    """Something about a parameter that the person should know; it is shown beside the field."""

    parameter: str
    text: str


class TextFilter(django_filters.Filter):
    field_class = PlainTextField


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
    """Reads what it can and says what it ignored; there is no such thing as an invalid search.

    It filters no queryset: the criteria go to the search index.
    """

    near = TextFilter(label="ZIP code, city or state")
    lat = DegreesFilter(label="Latitude", limit=90.0)
    lng = DegreesFilter(label="Longitude", limit=180.0)
    radius = RadiusFilter(label="Distance in miles, or “any”")
    condition = TermsFilter(label="Condition; all of several")
    therapy = TermsFilter(label="Therapy; all of several")
    program = TermsFilter(
        label="Combined program: therapy[:timing[:delivery]], “any” for a part; all of several"
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
    name = TextFilter(label="Name of a practice or clinician")
    sort = TextFilter(label="distance, score or fresh")
    page = PageFilter(label="Page, from 1")

    _form_class: ClassVar[type[forms.Form] | None] = None

    def __init__(self, data: QueryDict, catalog: Catalog) -> None:
        super().__init__(data, queryset=Location.objects.none())
        self.catalog = catalog

    def get_form_class(self) -> type[forms.Form]:
        """The same form every time: its fields depend on nothing, and making the class is slow."""
        if SearchFilterSet._form_class is None:
            SearchFilterSet._form_class = super().get_form_class()
        return SearchFilterSet._form_class

    def read(self) -> tuple[SearchCriteria, tuple[Message, ...]]:
        """The criteria that make sense of these parameters, and what had to be ignored."""
        errors = self.form.errors
        values: dict[str, Any] = dict(self.form.cleaned_data)
        messages = [Message(name, str(error)) for name, found in errors.items() for error in found]

        for vocabulary in FILTER_VOCABULARIES:
            known, unknown = self._known(vocabulary, values[vocabulary.value])
            values[vocabulary.value] = known
            messages += unknown
        values["program"], unknown = self._programs(values["program"])
        messages += unknown
        values["sort"], unknown = self._sort(values.get("sort", ""))
        messages += unknown
        values["point"], unknown = self._point(values.pop("lat", None), values.pop("lng", None), errors)
        messages += unknown

        criteria = SearchCriteria(**values)
        if criteria.point and criteria.near:
            # The form sends both when somebody types a place over "near me": the words win.
            criteria = replace(criteria, point=None)
        return criteria, tuple(messages)

    def _known(self, vocabulary: Vocabulary, slugs: tuple[str, ...]) -> tuple[tuple[str, ...], list[Message]]:
        known = tuple(slug for slug in slugs if self.catalog.get(vocabulary, slug))
        unknown = [slug for slug in slugs if slug not in known]
        return known, list(self._ignored(vocabulary.value, unknown))

    def _programs(self, texts: tuple[str, ...]) -> tuple[tuple[ProgramCriterion, ...], list[Message]]:
        known, unknown = [], []
        for text in texts:
            try:
                program = ProgramCriterion.parse(text)
            except ValueError:  # an unknown timing or delivery
                unknown.append(text)
                continue
            if program.therapy == ANY or self.catalog.get(Vocabulary.THERAPY, program.therapy):
                known.append(program)
            else:
                unknown.append(text)
        return tuple(dict.fromkeys(known)), list(self._ignored("program", unknown))

    @staticmethod
    def _sort(text: str) -> tuple[Sort | None, list[Message]]:
        if not text:
            return None, []
        if text in list(Sort):
            return Sort(text), []
        return None, list(SearchFilterSet._ignored("sort", [text]))

    @staticmethod
    def _point(
        latitude: float | None, longitude: float | None, errors: Any
    ) -> tuple[Point | None, list[Message]]:
        if latitude is not None and longitude is not None:
            return Point(latitude, longitude), []
        if (latitude is None) == (longitude is None) or "lat" in errors or "lng" in errors:
            return None, []
        return None, [Message("lat", "A point needs both lat and lng, so one alone was ignored.")]

    @staticmethod
    def _ignored(parameter: str, values: list[str]) -> Iterator[Message]:
        if values:
            words = ", ".join(quoted(value) for value in values[:5])
            more = " and more" if len(values) > 5 else ""
            what = parameter.replace("_", " ")
            yield Message(parameter, f"We don’t know {words}{more} ({what}), so it was ignored.")
