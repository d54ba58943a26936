"""Middleware for every request: the security policy, the log line, and requests that no page can read."""

import time
from collections.abc import Callable, Iterable
from typing import Any

import structlog
from csp.utils import build_policy
from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponseNotAllowed,
    QueryDict,
    UnreadablePostError,
)
from django.shortcuts import render
from django.template.loader import get_template

from directory.logs import loggable_path

logger = structlog.get_logger("directory.request")

View = Callable[[HttpRequest], HttpResponse]
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

# Every page is read with GET or HEAD and written to with POST; no page takes any other method.
METHODS = ("GET", "HEAD", "POST")

# A host name has at most 253 characters; a wrong one may have thousands.
MAX_LOGGED_HOST_LENGTH = 100

# In bytes. No search needs more; a proxy usually allows 8 KB.
MAX_QUERY_STRING_LENGTH = 16 * 1024
HAD_UNREADABLE_QUERY = "tandem.had_unreadable_query"


class ContentSecurityPolicyMiddleware:
    """Adds the policy of the settings to every response that doesn't have its own.

    The policy is built once, by django-csp. Its own middleware builds it for every response, which takes
    longer than a search, to support exceptions and nonces that this site doesn't use.
    """

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response
        self.policy = build_policy()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", self.policy)
        return response


class KnownHostMiddleware:
    """Answers 400 to a `Host` that isn't ours (ALLOWED_HOSTS), with one line in the log.

    Django would log an error with a traceback for each. Such requests come by the thousand from scanners, or
    all of them do because an operator forgot to set ALLOWED_HOSTS, so the line names the host.
    """

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            request.get_host()
        except DisallowedHost:
            logger.warning("wrong_host", host=request.META.get("HTTP_HOST", "")[:MAX_LOGGED_HOST_LENGTH])
            return HttpResponseBadRequest(get_template("wrong_host.html").render())
        return self.get_response(request)


class RequestLogMiddleware:
    """Logs one line per request: method, path, status and milliseconds.

    It has no query string (what somebody searched for, and where) and no visitor's address: see logs.py.
    Links in mails contain a secret in their path, so for those the pattern is logged.
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


class MethodsMiddleware:
    """Answers 405 to methods that no page takes, before any view or session is asked for.

    Views test `request.method == "POST"`, so they would answer a PUT or DELETE like a GET, with a page that
    says nothing about what became of the request. OPTIONS lists the methods and reaches no view either.
    """

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in METHODS:
            return self.get_response(request)
        allowed = [*METHODS, "OPTIONS"]
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers={"Allow": ", ".join(allowed)})
        return HttpResponseNotAllowed(allowed)


class UnservableRequestMiddleware:
    """Answers 404 to requests that Django could only fail on.

    - A NUL byte in the path or in a cookie (written \\000 there). PostgreSQL refuses it in any text, so a
    view
      that looks up a name, or the session, would fail.
    - A query string that is too long or has more fields than Django parses (it raises TooManyFieldsSent where
    a
      view first reads one). None of our searches is like that.

    Everything else is left to the pages: broken UTF-8 reaches them as U+FFFD, and they name and ignore values
    that they can't use.
    """

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_servable(request):
            return self.get_response(request)
        request.GET = QueryDict()  # so that the page doesn't try to read it again
        # 404 and not 400: any address gives a page, nothing, or a redirect.
        return render(request, "400.html", status=404)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The body was cut off, or came too slowly (slow_clients.py). That is no error of ours."""
        if isinstance(exception, UnreadablePostError):
            return HttpResponse("The request did not arrive.", status=408, content_type="text/plain")
        return None


def is_servable(request: HttpRequest) -> bool:
    return (
        "\0" not in request.path_info
        and "\\000" not in request.META.get("HTTP_COOKIE", "")
        and is_readable(request.META.get("QUERY_STRING", ""))
        and HAD_UNREADABLE_QUERY not in request.META
    )


def is_readable(query_string: str) -> bool:
    return (
        len(query_string) <= MAX_QUERY_STRING_LENGTH
        and query_string.count("&") < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    )


def hides_unreadable_queries(application: Application) -> Application:
    """Wraps a WSGI application: a query string that is not readable is marked, and not passed on.

    Django already reads the query while it makes the request, if a body's type names a character set
    (`HttpRequest.encoding`). That is before any middleware, so its refusal would become a 500.
    """

    def guarded(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if not is_readable(environ.get("QUERY_STRING", "")):
            environ |= {"QUERY_STRING": "", HAD_UNREADABLE_QUERY: True}
        return application(environ, start_response)

    return guarded
