"""Lifting a lock by mail: the link makes a browser known, in which the holder can sign in right away.

The password and the second factor are still asked for, and everybody else stays locked out.
"""

from datetime import timedelta

from axes.utils import reset
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from accounts.limits import PersonLimit, Wait
from accounts.models import User
from accounts.network import daily_network_key
from accounts.sign_in_browsers import remember_browser
from accounts.signed_links import MAX_CLOCK_SKEW
from accounts.visitor import visitor_address
from mail.sending import absolute_url, queue_mail

SALT = "accounts.lifting_locks"
# As long as the limit counts, so that when no more mails may be sent, the newest one still works.
LASTS = timedelta(days=1)
MAILS = PersonLimit("lift-lock-mail", from_one="5/d", from_all="20/d")


class LinkDoesNotWork(Exception):
    """It is made up, too old, or somebody has signed in since."""


def mail_link(request: HttpRequest, address: str) -> Wait:
    """Mail the link if there is an account with this address. How long to wait if none may be sent now."""
    wait = MAILS.wait(sender=daily_network_key(request, purpose="lift-lock-mail"), person=address)
    user = None if wait else User.objects.filter(email__iexact=address, is_active=True).first()
    if user:
        url = absolute_url(reverse("lift-lock", args=[token_for(user)]))
        queue_mail("account/lift_lock", to=user.email, context={"url": url})
    return wait


def token_for(user: User) -> str:
    return signing.dumps(state_of(user), salt=SALT)


def holder_of(token: str) -> User:
    """Whose lock a link lifts. Raises LinkDoesNotWork."""
    try:
        state = signing.loads(token, salt=SALT, max_age=LASTS + MAX_CLOCK_SKEW)
    except signing.BadSignature as error:
        raise LinkDoesNotWork from error
    user = User.objects.filter(pk=state[0], is_active=True).first()
    if user is None or state != state_of(user):
        raise LinkDoesNotWork
    return user


def state_of(user: User) -> list[object]:
    """It changes when somebody signs in or the password changes, and the link ends."""
    return [
        user.pk,
        user.last_login.isoformat() if user.last_login else "",
        user.get_session_auth_hash()[:16],
    ]


def lift_lock(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """Let `user` sign in from this browser. The cookie is set on `response`."""
    remember_browser(request, response, user, has_signed_in=False)
    reset(username=user.email.lower(), ip=visitor_address(request))
