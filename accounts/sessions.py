"""Sessions of an account that must not outlive what became of it."""

from typing import Any

from allauth.mfa.signals import authenticator_added
from allauth.usersessions.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.dispatch import receiver
from django.http import HttpRequest

from accounts.models import User


@receiver(authenticator_added)
def end_sessions_without_it(request: HttpRequest, user: User, **extra: Any) -> None:
    """Sessions begun before the second factor was added knew the password alone, and what asks for a second
    factor (accounts/permissions.py) asks the account. A changed password ends the others by itself: Django
    keeps a hash of it in each session."""
    others = UserSession.objects.filter(user=user).exclude(session_key=request.session.session_key)
    get_adapter().end_sessions(others)
