"""The typeahead of the place field."""

from django.db import Error
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_GET

from places.typeahead import suggest

# Places change only with a release, and the suggestions for "chi" say nothing about who asks.
CACHE_SECONDS = 86_400


@require_GET
def places(request: HttpRequest) -> HttpResponse:
    """Suggestions for `q` as JSON: {"places": [{"label", "value", "kind"}, ...]}, largest first."""
    try:
        suggestions = suggest(request.GET.get("q", ""))
    except Error:  # the database is down: the field works without suggestions
        return JsonResponse({"places": []}, headers={"Cache-Control": "no-store"})
    found = [{"label": one.label, "value": one.value, "kind": one.kind} for one in suggestions]
    return JsonResponse({"places": found}, headers={"Cache-Control": f"public, max-age={CACHE_SECONDS}"})
