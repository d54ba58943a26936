"""Writes from public pages, which set no cookie: only our own pages may send them.

Django's protection against forged requests needs a cookie in the visitor's browser. Public pages promise to
set none. Browsers say themselves where a request comes from: `Sec-Fetch-Site` since 2023 in all of them, and
`Origin` with every POST for longer. Pages of other sites can't change either.
"""

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

View = Callable[..., HttpResponse]


def is_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that a page of this site sent the request. One that says nothing is
    refused."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    origin = request.headers.get("Origin") or request.headers.get("Referer", "")
    try:
        parts = urlsplit(origin)
    except ValueError:  # "http://[": not what a browser sends
        return False
    return bool(parts.netloc) and (parts.scheme, parts.netloc) == (request.scheme, request.get_host())


def same_origin_only(view: View) -> View:
    """A decorator: POST requests reach the view from our own pages only; no cookie is set or needed."""

    @wraps(view)
    def checked(request: HttpRequest, *arguments: object, **options: object) -> HttpResponse:
        if request.method == "POST" and not is_from_here(request):
            return render(request, "providers/other_site.html", status=403)
        return view(request, *arguments, **options)

    return csrf_exempt(checked)
