"""The search as JSON: the same parameters and the same answer as the results page."""

from collections.abc import Mapping
from typing import Any

import django_filters
from django.core.cache import caches
from django.core.exceptions import ValidationError
from django.http import QueryDict
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import AnonRateThrottle
from rest_framework.views import APIView

from accounts.visitor import visitor_key
from providers.results.api.rows import AnswerRow, answer_rows, terms_of
from providers.results.api.serializers import SearchResponseSerializer
from providers.results.place_notes import unknown_heading
from providers.search.filterset import SearchFilterSet, TermsFilter
from providers.search.finding import PAGE_SIZE, Finding, find
from providers.search.parameter_fields import PageSizeField

MAX_PAGE_SIZE = 100


class SearchThrottle(AnonRateThrottle):
    """Counted by each process for itself: a search must not wait for the database, nor stop without it."""

    scope = "search"
    cache = caches["process"]

    def get_ident(self, request: Request) -> str:
        return visitor_key(request, purpose=self.scope)


class PageSizeFilter(django_filters.Filter):
    field_class = PageSizeField


class LocationListFilterSet(SearchFilterSet):
    """The parameters of the pages, and how many results a page has."""

    page_size = PageSizeFilter(
        label=f"Results on a page, 1 to {MAX_PAGE_SIZE}; {PAGE_SIZE} if not given", maximum=MAX_PAGE_SIZE
    )


def schema_parameters() -> list[OpenApiParameter]:
    """The FilterSet's parameters, for the published schema."""
    return [
        OpenApiParameter(
            name, OpenApiTypes.STR, description=filter_.label, many=isinstance(filter_, TermsFilter)
        )
        for name, filter_ in LocationListFilterSet.base_filters.items()
    ]


class LocationList(APIView):
    """Published locations that meet a search."""

    throttle_classes = (SearchThrottle,)

    @extend_schema(parameters=schema_parameters(), responses=SearchResponseSerializer)
    def get(self, request: Request) -> Response:
        """Search for locations. A parameter that makes no sense is named in `messages` and ignored."""
        page_size, messages = read_page_size(request.GET)
        finding = find(request.GET, page_size=page_size)
        rows = answer_rows.of(finding.result.hits if finding.result else ())
        answer = answer_of(finding, rows, page_size)
        answer["messages"] += messages
        return Response(SearchResponseSerializer(answer).data)


def read_page_size(parameters: QueryDict) -> tuple[int, list[str]]:
    """The number of results on a page, and a message if the one that was asked for is not possible.

    Read apart from the criteria: it is no part of a search, and pages have no such parameter (ADR 0126).
    """
    field = LocationListFilterSet.base_filters["page_size"].field
    try:
        size = field.clean(parameters.get("page_size"))
    except ValidationError as error:
        return PAGE_SIZE, error.messages
    if size is None:
        return PAGE_SIZE, []
    if size > MAX_PAGE_SIZE:
        return MAX_PAGE_SIZE, [f"page_size is at most {MAX_PAGE_SIZE}."]
    return size, []


def answer_of(finding: Finding, rows: Mapping[int, AnswerRow], page_size: int) -> dict[str, Any]:
    """A finding as plain values in the shape of SearchResponseSerializer; `rows` are those of its hits."""
    result = finding.result
    hits = result.hits if result else ()
    messages = [message.text for message in finding.messages]
    if missing := len(hits) - len(rows):
        messages.append(f"{missing} of these results are left out: our database does not answer right now.")
    suggestions: list[str] = []
    if finding.unknown_place:
        messages.append(f"{unknown_heading(finding.unknown_place)}.".replace("?.", "?"))
        suggestions = [place.label for place in finding.unknown_place.suggestions]
    return {
        "place": place_of(finding),
        "total": result.total if result else 0,
        "inside": result.inside if result else None,
        "unconfirmed": result.unconfirmed if result else 0,
        "page": finding.criteria.page,
        "page_size": page_size,
        "results": [
            rows[hit.id].values | terms_of(rows[hit.id], finding.catalog) | hit._asdict()
            for hit in hits
            if hit.id in rows
        ],
        "facets": result.facets if result else {},
        "messages": messages,
        "suggestions": suggestions,
    }


def place_of(finding: Finding) -> dict[str, Any] | None:
    if not finding.place:
        return None
    place = finding.place.place
    return {
        "label": place.label,
        "kind": place.kind,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "approximate": finding.place.is_approximate,
        "alternatives": [alternative.label for alternative in finding.place.alternatives],
        "corrected": finding.place.corrected,
    }
