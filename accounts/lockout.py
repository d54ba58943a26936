"""Stopping people who guess passwords: each visitor by django-axes, and all of them together by our own
limit.

django-axes needs to know which address was tried, and what to answer after too many failures. It counts by
address and visitor, so it would never stop guesses at one account from many places.
"""

from typing import Any

from allauth.account.signals import password_reset
from allauth.core.exceptions import ImmediateHttpResponse
from axes.backends import AxesStandaloneBackend
from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from accounts.limits import Limit, reset_uses, seconds_to_wait, too_many
from accounts.models import User

GUESSES = Limit.parse("100/d")


class LockoutBackend(AxesStandaloneBackend):
    """The first backend: it signs nobody in, and lets the others check a password only within the limits."""

    def authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        super().authenticate(request, **credentials)  # raises for a visitor who failed too often
        if request.user.is_authenticated:
            return  # confirming the password again has a limit of its own
        address = address_tried(request, credentials)
        if wait := seconds_to_wait("password", address_key(address or ""), GUESSES):
            raise ImmediateHttpResponse(too_many(request, wait))


@receiver([user_logged_in, password_reset])
def forget_guesses(user: User, **extra: Any) -> None:
    """Start counting again, because people who know the password or have set a new one aren't guessing."""
    reset_uses("password", address_key(user.email))


def address_key(address: str) -> str:
    """Tells addresses apart without keeping them."""
    return salted_hmac("accounts.lockout", address.lower(), algorithm="sha256").hexdigest()


def address_tried(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str | None:
    """The address that somebody tries to sign in with, in lower case, whether or not it has an account."""
    known = credentials or {}
    address = known.get("email") or known.get("username") or request.POST.get("login")
    return address.strip().lower() if address else None


def locked_out(request: HttpRequest, credentials: dict[str, Any] | None = None) -> HttpResponse:
    """The same page for every address, with or without an account."""
    return too_many(request, int(settings.AXES_COOLOFF_TIME.total_seconds()))
