"""How large the body of a request may be: each page has its own maximum, and refuses more before reading it.

Most forms need a few kilobytes. Django alone would accept any number of files on any page, and write them to
disk before the page's view is called.
"""

from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.requests import View

MAX_BODY = 256 * 2**10  # of pages that set no other maximum; a review of 5,000 characters takes up to 50 KB
IS_TOO_LARGE = "tandem.body_is_too_large"

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def limits_body(max_bytes: int, *, max_file_bytes: int = 0) -> Callable[[View], View]:
    """A decorator: requests to the view may have `max_bytes`; a file in them, `max_file_bytes`."""

    def decorate(view: View) -> View:
        limits = cast(Any, view)
        limits.max_body_bytes, limits.max_file_bytes = max_bytes, max_file_bytes
        return view

    return decorate


def max_body(request: HttpRequest, view: View) -> int:
    """In bytes. Tables of the admin site have forms of many rows; Django's own limit holds for them."""
    match = request.resolver_match
    if match and "admin" in match.namespaces:
        return settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    return getattr(view, "max_body_bytes", MAX_BODY)


class BodyLimitMiddleware:
    """Answers 413 to a body that is larger than its page accepts, before anything reads it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, arguments: object, options: object
    ) -> HttpResponse | None:
        length = request.META.get("CONTENT_LENGTH") or "0"
        # The server has checked that it is a number; a test's client may send anything.
        is_within = length.isdecimal() and int(length) <= max_body(request, view)
        if is_within and IS_TOO_LARGE not in request.META:
            return None
        return too_large(request, getattr(view, "max_file_bytes", 0))


def too_large(request: HttpRequest, max_file_bytes: int = 0) -> HttpResponse:
    """Status 413. The browser's "back" still has what was typed."""
    return render(request, "413.html", {"max_megabytes": max_file_bytes // 2**20}, status=413)


def counts_chunks(application: Application) -> Application:
    """Wraps a WSGI application: a body that comes in chunks, without its length, may have MAX_BODY.

    Django takes a request without a length for one without a body. Here it is counted while it is read, and
    gets its length. Browsers and proxies that buffer send one, so larger uploads need it.
    """

    def counted(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ.get("wsgi.input_terminated") and not environ.get("CONTENT_LENGTH"):
            body = read_within(environ["wsgi.input"], MAX_BODY)
            if body is None:
                environ[IS_TOO_LARGE] = True
            environ["wsgi.input"] = BytesIO(body or b"")
            environ["CONTENT_LENGTH"] = str(len(body or b""))
        return application(environ, start_response)

    return counted


def read_within(stream: Any, max_bytes: int) -> bytes | None:
    """All of the stream; None if it has more than `max_bytes`."""
    body = bytearray()
    while chunk := stream.read(min(2**16, max_bytes + 1 - len(body))):
        body += chunk
        if len(body) > max_bytes:
            return None
    return bytes(body)
