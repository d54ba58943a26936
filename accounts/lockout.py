"""What django-axes needs to know: which address was tried, and what to answer who failed too often."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from accounts.limits import too_many


def address_tried(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str | None:
    """The address somebody tries to sign in with, in lower case; whether it has an account plays no part."""
    known = credentials or {}
    address = known.get("email") or known.get("username") or request.POST.get("login")
    return address.strip().lower() if address else None


def locked_out(request: HttpRequest, credentials: dict[str, Any] | None = None) -> HttpResponse:
    """The same page for every address, with or without an account."""
    return too_many(request, int(settings.AXES_COOLOFF_TIME.total_seconds()))
