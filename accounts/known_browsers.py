"""Networks and browsers of people who sign in, so that moderators of reviews notice what insiders write.

A person who signs in or saves something leaves two traces: a keyed hash of the network, kept for 180 days
after the last time, and a signed cookie that the browser sends to the pages of reviews alone. Patients have
neither.
"""

from contextlib import suppress
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from accounts.limits import AccountLimit
from accounts.models import User, UserNetwork
from accounts.network import network_key

PURPOSE = "insiders"
KEPT = timedelta(days=180)  # as long as a visit code works
NETWORKS = AccountLimit("known-network", "20/d")
COOKIE, COOKIE_PATH = "known_browser", "/reviews/"
SESSION_KEY = "known_network"


def insider_key(request: HttpRequest) -> str:
    """The network of the request, for comparing with those of people who sign in."""
    return network_key(request, purpose=PURPOSE)


def remember(request: HttpRequest, user: User, response: HttpResponse) -> None:
    """Once a day in each session and network, and for at most 20 networks or sessions of a person a day."""
    key, today = insider_key(request), timezone.localdate()
    seen = f"{user.pk} {key} {today}"
    if request.session.get(SESSION_KEY) == seen:
        return
    if NETWORKS.wait(str(user.pk)):
        return
    request.session[SESSION_KEY] = seen
    UserNetwork.objects.update_or_create(user=user, key=key, defaults={"seen_on": today})
    response.set_cookie(
        COOKIE,
        signing.dumps(user.pk, salt=COOKIE),
        max_age=KEPT,
        path=COOKIE_PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def users_of_browser(request: HttpRequest) -> set[int]:
    """Ids of people who are signed in with this browser, or were."""
    users = set()
    if isinstance(request.user, User):
        users.add(request.user.pk)
    with suppress(signing.BadSignature, TypeError, ValueError):  # no cookie, or not one of ours
        users.add(int(signing.loads(request.COOKIES.get(COOKIE, ""), salt=COOKIE, max_age=KEPT)))
    return users


def forget_old() -> int:
    """Delete networks that were not used for 180 days; returns how many."""
    return UserNetwork.objects.filter(seen_on__lt=timezone.localdate() - KEPT).delete()[0]
