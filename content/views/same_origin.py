"""Telling our own forms from those of other sites, without a cookie.

Django's protection compares a form's token with a cookie. Reading a guide sets no cookie, and its one form
changes nothing but a count. So the browser's word is asked for instead: every browser since 2020 sends
`Origin` with a form, since 2023 `Sec-Fetch-Site` too, and no page can forge either. A request with neither,
nor a `Referer`, is refused. (OWASP, Cross-Site Request Forgery Prevention: "Fetch Metadata" and "Verifying
Origin With Standard Headers".)
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest


def is_from_this_site(request: HttpRequest) -> bool:
    """Whether a page of this site sent the request, as the browser says."""
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site == "same-origin"
    origin = request.headers.get("Origin") or origin_of(request.headers.get("Referer", ""))
    return origin == f"{request.scheme}://{request.get_host()}" or origin in settings.CSRF_TRUSTED_ORIGINS


def origin_of(address: str) -> str:
    """ "https://example.org" of a whole address; empty if it has none."""
    try:
        parts = urlsplit(address)
    except ValueError:  # brackets of an IPv6 address that don't match
        return ""
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme and parts.netloc else ""
