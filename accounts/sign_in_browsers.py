"""The browsers in which an account has signed in: each is known by a random name in a signed cookie.

A sign-in from another browser is told to the account's holder by mail, and in a known one nobody else's wrong
passwords are in the way (accounts/lockout.py). Nothing is computed from the browser's properties. The cookie
is sent with the pages of accounts only.
"""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from accounts.models import SignInBrowser, User
from accounts.signed_links import MAX_CLOCK_SKEW

COOKIE = "sign_in_browser"
SALT = "accounts.sign_in_browsers"
PATH = "/accounts/"
LASTS = timedelta(days=400)  # browsers keep no cookie longer


def name_of_browser(request: HttpRequest) -> str:
    """The name in the cookie; empty if there is none, or it isn't ours."""
    lasts = LASTS + MAX_CLOCK_SKEW
    return request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=lasts) or ""


def is_known(request: HttpRequest, address: str) -> bool:
    """Whether the account with this address has signed in from this browser, or lifted a lock in it."""
    name = name_of_browser(request)
    if not name:
        return False
    return SignInBrowser.objects.filter(user__email__iexact=address, secret_hash=hashed(name)).exists()


def remember_browser(
    request: HttpRequest, response: HttpResponse, user: User, *, has_signed_in: bool
) -> bool:
    """Give the browser a name if it has none, and note it for `user`. Returns whether `user` has signed in
    from it before."""
    name = name_of_browser(request) or secrets.token_urlsafe(24)
    response.set_signed_cookie(
        COOKIE,
        name,
        salt=SALT,
        max_age=LASTS,
        path=PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    today = timezone.localdate()
    SignInBrowser.objects.filter(user=user, used_on__lt=today - LASTS).delete()
    browser, _ = SignInBrowser.objects.get_or_create(
        user=user, secret_hash=hashed(name), defaults={"used_on": today}
    )
    was_known = browser.has_signed_in
    browser.used_on, browser.has_signed_in = today, was_known or has_signed_in
    browser.save(update_fields=["used_on", "has_signed_in"])
    return was_known


def hashed(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()
