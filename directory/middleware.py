"""What every request passes through: its policy, its line in the log, the answer to what no page can read."""

import time
from collections.abc import Callable

import structlog
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from directory.logs import loggable_path

logger = structlog.get_logger("directory.request")

View = Callable[[HttpRequest], HttpResponse]

# No search needs more; a proxy in front usually allows 8 KB.
LONGEST_QUERY_STRING = 16 * 1024


class ContentSecurityPolicyMiddleware:
    """The policy of the settings as a header of every answer that does not bring its own.

    django-csp puts it together, once: its own middleware does that anew for every answer, in more time than
    the search takes, for exceptions and nonces that this site has none of.
    """

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response
        self.policy = build_policy()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", self.policy)
        return response


class RequestLogMiddleware:
    """One line a request: method, path, status and milliseconds.

    Without the query string (what somebody searched for, and where) and without an address: see logs.py.
    Links in mails carry a secret in their path; of those the line has the pattern of the address.
    """

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        response = self.get_response(request)
        milliseconds = round((time.perf_counter() - started) * 1000, 1)
        logger.info(
            "request",
            method=request.method,
            path=loggable_path(request),
            status=response.status_code,
            ms=milliseconds,
        )
        return response


class UnservableRequestMiddleware:
    """Answers 404 where Django could only fail.

    - A NUL byte in the path or in a cookie (written \\000 there): PostgreSQL refuses it in any text, so a
      view that looks a name up, or the session, would fail.
    - A query string of endless length or of more fields than Django will parse (it raises TooManyFieldsSent
      wherever a view first reads one): no search of ours, whatever it says.

    Everything else is for the pages themselves: broken UTF-8 reaches them as U+FFFD, and what they cannot
    use in a value they name and ignore.
    """

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_servable(request):
            return self.get_response(request)
        request.GET = QueryDict()  # the page must not try to read it again
        # 404 and not 400: any address gives a page, nothing, or a redirect.
        return render(request, "400.html", status=404)


def is_servable(request: HttpRequest) -> bool:
    query_string = request.META.get("QUERY_STRING", "")
    return (
        "\0" not in request.path_info
        and "\\000" not in request.META.get("HTTP_COOKIE", "")
        and len(query_string) <= LONGEST_QUERY_STRING
        and query_string.count("&") < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    )
