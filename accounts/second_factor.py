"""Who needs a second factor at sign-in (an authenticator app or a passkey), and sending them to set it up.

Everybody who may publish needs one: admins, moderators, editors of guides, and the owners and editors of
listings, because a clinic's phone number is what an attacker would change (ADR 0134). This app knows the
first three; apps above it add the others to `WHO_PUBLISHES`.
"""

from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.models import User

# Conditions on a user, in which `OuterRef("pk")` is the user.
WHO_PUBLISHES: list[Q | Exists] = [Q(is_staff=True) | Q(is_superuser=True) | Q(is_moderator=True)]
# A key of the session: where to continue once it is set up.
CONTINUE_AT = "after_second_step"


def with_second_factor(users: QuerySet[User]) -> QuerySet[Any]:
    """The users, each with `lacks_second_factor`: one query tells who is signed in and what is missing."""
    publishes = Q()
    for condition in WHO_PUBLISHES:
        publishes |= Q(condition)
    factors = Authenticator.objects.filter(user=OuterRef("pk"))
    has_one = Exists(factors.exclude(type=Authenticator.Type.RECOVERY_CODES))
    lacks_one = {"lacks_second_factor": Case(When(publishes & ~Q(has_one), then=True), default=False)}
    return users.annotate(**lacks_one)


def lacks_second_factor(user: User) -> bool:
    """Whether this person must set up an authenticator app or passkey before continuing."""
    if user.lacks_second_factor is None:  # read by somebody else than accounts/backends.py
        return bool(with_second_factor(User.objects.all()).get(pk=user.pk).lacks_second_factor)
    return user.lacks_second_factor


def ask_for_second_factor(request: HttpRequest) -> HttpResponse:
    """To the page that explains it. It leads back to the page that was asked for."""
    if request.method == "GET":
        request.session[CONTINUE_AT] = request.get_full_path()
    return redirect("second-step")


def where_to_continue(request: HttpRequest) -> str:
    """The page from which somebody was sent to set it up, or the start of the staff pages."""
    path = request.session.pop(CONTINUE_AT, "")
    return path if path and url_has_allowed_host_and_scheme(path, allowed_hosts=None) else reverse("staff")
