"""What visitors see while the database is down and a page can't be made without it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import get_template

from providers.search.service import DATABASE_IS_DOWN, search_index

RETRY_AFTER_SECONDS = "30"
SENTENCE = "The database is not answering. Please try again in a minute."


class DatabaseAwayMiddleware:
    """Answers with status 503 and a helpful page (JSON below /api/) instead of a 500.

    Results and their cards don't need this as long as the process remembers them: see
    providers/search/service.py.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, DATABASE_IS_DOWN):
            return None
        search_index.note_database_error(exception)
        headers = {"Retry-After": RETRY_AFTER_SECONDS, "Cache-Control": "no-store"}
        if request.path.startswith("/api/"):
            return JsonResponse({"detail": SENTENCE}, status=503, headers=headers)
        # Without the request and its context: they may need the database too.
        page = get_template("503.html").render()
        return HttpResponse(page, status=503, headers=headers)
