"""The typeahead of the place field."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_GET

from places.typeahead import suggest

# Places change only with a release, and the suggestions for "chi" say nothing about who asks.
CACHE_SECONDS = 86_400


@require_GET
def places(request: HttpRequest) -> HttpResponse:
    """Suggestions for `q` as JSON, those that are meant most often first.

    {"places": [{"label", "value", "kind", "matched"}, ...]}: `matched` letters of the label were typed.
    """
    found = [
        {"label": one.label, "value": one.value, "kind": one.kind, "matched": one.matched}
        for one in suggest(request.GET.get("q", ""))
    ]
    return JsonResponse({"places": found}, headers={"Cache-Control": f"public, max-age={CACHE_SECONDS}"})
