"""What history notes of the request that changed something, and what no browser keeps."""

from collections.abc import Callable
from typing import Any

import pghistory.middleware
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

# Below these nothing is for everybody (tests/directory/test_permissions.py asks every page).
PRIVATE = ("/accounts/", "/admin/", "/moderation/", "/staff/")


class HistoryMiddleware(pghistory.middleware.HistoryMiddleware):
    """Notes who made a change. Not the address of the page, which may hold what a person searched for."""

    def get_context(self, request: HttpRequest) -> dict[str, Any]:
        context = super().get_context(request)
        return {"user": context["user"]}


class PrivatePagesMiddleware:
    """Lets no browser keep what only somebody signed in may see: at a shared front desk "back" must not show
    it to whoever sits there next."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path_info.startswith(PRIVATE):
            add_never_cache_headers(response)
        return response
