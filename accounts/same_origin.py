"""Writes from public pages, which set no cookie: only our own pages may send them.

Django's protection against forged requests needs a cookie in the visitor's browser. Public pages promise to
set none. Browsers say themselves where a request comes from: `Sec-Fetch-Site` since 2023 in all of them, and
`Origin` with every POST since 2020. Pages of other sites can't forge either. (OWASP, Cross-Site Request
Forgery Prevention: "Fetch Metadata" and "Verifying Origin With Standard Headers".)
"""

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

View = Callable[..., HttpResponse]


def is_from_this_site(request: HttpRequest) -> bool:
    """Whether the browser says that a page of this site, or of a trusted origin, sent the request.

    A request that says nothing about where it comes from is refused.
    """
    origin = request.headers.get("Origin") or _origin_of(request.headers.get("Referer", ""))
    if origin in settings.CSRF_TRUSTED_ORIGINS:
        return True
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    return origin == f"{request.scheme}://{request.get_host()}"


def _origin_of(address: str) -> str:
    """ "https://example.org" of a whole address; empty if it has none."""
    try:
        parts = urlsplit(address)
    except ValueError:  # "http://[": not what a browser sends
        return ""
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme and parts.netloc else ""


def same_origin_only(view: View) -> View:
    """A decorator: POST requests reach the view from our own pages only; no cookie is set or needed."""

    @wraps(view)
    def checked(request: HttpRequest, *arguments: object, **options: object) -> HttpResponse:
        if request.method == "POST" and not is_from_this_site(request):
            return render(request, "accounts/other_site.html", status=403)
        return view(request, *arguments, **options)

    return csrf_exempt(checked)
