"""Stopping people who guess passwords, without locking out the holder of the account.

django-axes stops a visitor after a few failures at one account. Our own limit stops a network, and all of
them together. In a browser in which the holder has signed in before, neither counts what others did; in
another browser the holder lifts the lock by a mailed link, or signs in with a passkey (ADR 0135).
"""

from typing import Any

from allauth.account.signals import password_reset
from allauth.core.exceptions import ImmediateHttpResponse
from axes.backends import AxesStandaloneBackend
from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse

from accounts.limits import AccountLimit, PersonLimit, Wait, too_many
from accounts.models import User
from accounts.network import daily_network_key
from accounts.sign_in_browsers import is_known, name_of_browser

GUESSES = PersonLimit("password", from_one="30/d", from_all="100/d")
GUESSES_IN_KNOWN_BROWSER = AccountLimit("password-in-known-browser", "20/h")


class LockoutBackend(AxesStandaloneBackend):
    """The first backend: it signs nobody in, and lets the others check a password only within the limits."""

    def authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        super().authenticate(request, **credentials)  # raises for a visitor who failed too often
        if request.user.is_authenticated:
            return  # confirming the password again has a limit of its own
        if wait := wait_for_guess(request, address_tried(request, credentials) or ""):
            raise ImmediateHttpResponse(locked_page(request, wait))


def wait_for_guess(request: HttpRequest, address: str) -> Wait:
    if is_known(request, address):
        return GUESSES_IN_KNOWN_BROWSER.wait(f"{name_of_browser(request)}|{address}")
    return GUESSES.wait(sender=daily_network_key(request, purpose="password"), person=address)


def is_known_browser(request: HttpRequest, credentials: dict[str, Any] | None = None) -> bool:
    """For django-axes, which then neither counts nor refuses: `wait_for_guess` does."""
    return is_known(request, address_tried(request, credentials) or "")


@receiver(user_logged_in)
def forget_guesses(request: HttpRequest, user: User, **extra: Any) -> None:
    """Start counting again here, because people who know the password aren't guessing. Others' guesses
    count on."""
    GUESSES.forget(sender=daily_network_key(request, purpose="password"), person=user.email)
    if name := name_of_browser(request):
        GUESSES_IN_KNOWN_BROWSER.forget(f"{name}|{user.email}")


@receiver(password_reset)
def forget_guesses_at_old_password(request: HttpRequest, user: User, **extra: Any) -> None:
    forget_guesses(request=request, user=user)
    GUESSES.forget_all(person=user.email)


def address_tried(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str | None:
    """The address that somebody tries to sign in with, in lower case, whether or not it has an account."""
    known = credentials or {}
    address = known.get("email") or known.get("username") or request.POST.get("login")
    return address.strip().lower() if address else None


def locked_out(request: HttpRequest, credentials: dict[str, Any] | None = None) -> HttpResponse:
    """django-axes refuses: the same page for every address, with or without an account."""
    return locked_page(request, Wait(int(settings.AXES_COOLOFF_TIME.total_seconds())))


def locked_page(request: HttpRequest, wait: Wait) -> HttpResponse:
    """When to try again, and the ways in that are open now."""
    return too_many(request, wait, template="account/locked.html")
