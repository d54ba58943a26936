"""The search as JSON: the same parameters and the same answer as the results page."""

from collections.abc import Mapping
from typing import Any

from django.core.cache import caches
from django.http import QueryDict
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import AnonRateThrottle
from rest_framework.views import APIView

from accounts.visitor import visitor_key
from providers.results.api.rows import AnswerRow, answer_rows
from providers.results.api.serializers import SearchResponseSerializer
from providers.search.fields import quoted
from providers.search.filterset import SearchFilterSet, TermsFilter
from providers.search.finding import PAGE_SIZE, Finding, find

MAX_PAGE_SIZE = 100


class SearchThrottle(AnonRateThrottle):
    """Counted by each process for itself: a search must not wait for the database, nor stop without it."""

    scope = "search"
    cache = caches["process"]

    def get_ident(self, request: Request) -> str:
        return visitor_key(request, purpose=self.scope)


def schema_parameters() -> list[OpenApiParameter]:
    """The FilterSet's parameters and `page_size`, for the published schema."""
    parameters = [
        OpenApiParameter(
            name,
            OpenApiTypes.STR,
            description=filter_.label,
            many=isinstance(filter_, TermsFilter),
        )
        for name, filter_ in SearchFilterSet.base_filters.items()
    ]
    size = f"Results on a page, 1 to {MAX_PAGE_SIZE}; {PAGE_SIZE} if not given"
    return [*parameters, OpenApiParameter("page_size", OpenApiTypes.STR, description=size)]


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
    """The number of results on a page, and a message if the one that was asked for is not possible."""
    text = parameters.get("page_size", "").strip()
    if not text:
        return PAGE_SIZE, []
    if text.isascii() and text.isdigit() and len(text) < 10 and int(text) > 0:
        size = min(int(text), MAX_PAGE_SIZE)
        return size, [f"page_size is at most {MAX_PAGE_SIZE}."] if int(text) > size else []
    return PAGE_SIZE, [f"page_size {quoted(text)} is not a number from 1 to {MAX_PAGE_SIZE}."]


def answer_of(finding: Finding, rows: Mapping[int, AnswerRow], page_size: int) -> dict[str, Any]:
    """A finding as plain values in the shape of SearchResponseSerializer; `rows` are those of its hits."""
    result = finding.result
    hits = result.hits if result else ()
    messages = [message.text for message in finding.messages]
    if missing := len(hits) - len(rows):
        messages.append(f"{missing} of these results are left out: our database does not answer right now.")
    suggestions: list[str] = []
    if finding.unknown_place:
        messages.append(f"We don’t know a place called {quoted(finding.unknown_place.text)}.")
        suggestions = [place.label for place in finding.unknown_place.suggestions]
    return {
        "place": place_of(finding),
        "total": result.total if result else 0,
        "unconfirmed": result.unconfirmed if result else 0,
        "page": finding.criteria.page,
        "page_size": page_size,
        "results": [hit._asdict() | rows[hit.id]._asdict() for hit in hits if hit.id in rows],
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
    }
