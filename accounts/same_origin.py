"""Forms of public pages, which set no cookie: only our own pages and trusted origins may send them.

Django's CSRF protection needs a cookie in the visitor's browser, and public pages promise to set none.
Browsers say where a request comes from: all of them send `Sec-Fetch-Site` since 2023, and `Origin` with every
POST since 2020. Pages of other sites can forge neither. (OWASP, Cross-Site Request Forgery Prevention: "Fetch
Metadata" and "Verifying Origin With Standard Headers".)
"""

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import is_same_domain
from django.views.decorators.csrf import csrf_exempt

View = Callable[..., HttpResponse]


def is_from_this_site(request: HttpRequest) -> bool:
    """Whether a page of this site or of settings.CSRF_TRUSTED_ORIGINS sent the request.

    A request without any of the headers is refused.
    """
    origin = request.headers.get("Origin") or _origin_of(request.headers.get("Referer", ""))
    if _is_trusted(origin):
        return True
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    return origin == f"{request.scheme}://{request.get_host()}"


def _is_trusted(origin: str) -> bool:
    """Whether CSRF_TRUSTED_ORIGINS has this origin or a wildcard ("https://*.example.org") that matches."""
    scheme, _, host = origin.partition("://")
    trusted = (entry.partition("://") for entry in settings.CSRF_TRUSTED_ORIGINS)
    return any(
        scheme == trusted_scheme and is_same_domain(host, pattern.lstrip("*"))
        for trusted_scheme, _, pattern in trusted
    )


def _origin_of(address: str) -> str:
    """ "https://example.org" of a full address; empty if it has no origin."""
    try:
        parts = urlsplit(address)
    except ValueError:  # "http://[": not from a browser
        return ""
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme and parts.netloc else ""


def same_origin_only(view: View) -> View:
    """A decorator: the view gets POST requests only from this site, without a CSRF cookie."""

    @wraps(view)
    def checked(request: HttpRequest, *arguments: object, **options: object) -> HttpResponse:
        if request.method == "POST" and not is_from_this_site(request):
            return render(request, "accounts/other_site.html", status=403)
        return view(request, *arguments, **options)

    return csrf_exempt(checked)
