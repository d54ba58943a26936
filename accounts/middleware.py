"""What the site records about requests of people who sign in, and which pages no browser keeps."""

from collections.abc import Callable
from typing import Any

import pghistory.middleware
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

from accounts.known_browsers import remember
from accounts.models import User

# Nothing below these addresses is public (tests/directory/test_permissions.py checks every page).
PRIVATE = ("/accounts/", "/admin/", "/moderation/", "/staff/")
# Where people sign in and work.
REMEMBERED = ("/accounts/login/", "/accounts/2fa/", "/staff/")


class HistoryMiddleware(pghistory.middleware.HistoryMiddleware):
    """Records who made a change, but not the address of the page, which may contain a search."""

    def get_context(self, request: HttpRequest) -> dict[str, Any]:
        context = super().get_context(request)
        return {"user": context["user"]}


class PrivatePagesMiddleware:
    """Keeps browsers from storing what only a signed-in user may see.

    At a shared front desk, "back" must not show it to the next person.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path_info.startswith(PRIVATE):
            add_never_cache_headers(response)
        return response


class KnownBrowserMiddleware:
    """Remembers from where people who are signed in write, for hints about reviews by insiders."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        # Only where something private was saved, which a redirect says: forms for patients are sent without
        # looking into any session, and a page that only reads stores nothing.
        if request.method == "POST" and request.path_info.startswith(REMEMBERED) and is_redirect(response):
            user = request.user
            if isinstance(user, User):
                remember(request, user, response)
        return response


def is_redirect(response: HttpResponse) -> bool:
    return 300 <= response.status_code < 400
