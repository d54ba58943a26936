"""Ending sessions when an account changes."""

from typing import Any

from allauth.mfa.signals import authenticator_added
from allauth.usersessions.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.dispatch import receiver
from django.http import HttpRequest

from accounts.models import User


@receiver(authenticator_added)
def end_sessions_without_it(request: HttpRequest, user: User, **extra: Any) -> None:
    """End the other sessions of an account when it gets a second factor.

    They were started with the password alone, and accounts/permissions.py checks only whether the account has
    a second factor. A changed password needs nothing: Django keeps a hash of it in each session.
    """
    others = UserSession.objects.filter(user=user).exclude(session_key=request.session.session_key)
    get_adapter().end_sessions(others)
