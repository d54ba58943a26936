"""Health checks for a proxy or an orchestrator. They reveal nothing about how the database is reached."""

from django.db import Error, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache

from providers.search.service import search_index


@never_cache
def live(request: HttpRequest) -> HttpResponse:
    """200 while the process can answer at all.

    It uses nothing else: a database that is down is no reason to restart a site that still answers searches.
    """
    return HttpResponse("ok", content_type="text/plain")


@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """200 while searches are answered: "ok", or "degraded" with the reason while only the index answers them.

    503 without an index, when a proxy should send people elsewhere.
    """
    search = search_index.status()
    reasons = []
    if not search.ready:
        reasons.append("The search index is not built yet.")
    if not _database_answers():
        reasons.append("The database does not answer: searches are answered from the index.")
    elif search.database_error:
        reasons.append(
            "The search index has not caught up with the database since that was last out of reach."
        )
    state = "unavailable" if not search.ready else "degraded" if reasons else "ok"
    body = {
        "status": state,
        "reasons": reasons,
        "search": {
            "locations": search.locations,
            "built_at": search.built_at,
            "polled_at": search.polled_at,
            "rebuilding": search.rebuilding,
        },
    }
    return JsonResponse(body, status=200 if search.ready else 503)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:  # down, restarting, or too busy to provide a connection in time
        return False
    return True
