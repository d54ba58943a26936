"""Additions to allauth's forms: signing up, and those that ask for a code of the second factor.

Codes get few guesses, and each code works once. Wrong codes mean that somebody has the password, so guessing
is stopped and the account's owner is told. Both counts are in the database (accounts/limits.py), so they hold
across all processes.
"""

from datetime import timedelta
from typing import Any

from allauth.account import forms as account_forms
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms
from django import forms as django_forms
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse

from accounts.limits import Limit, reset_uses, seconds_to_wait
from accounts.models import User
from mail.sending import queue_mail

GUESSES = Limit.parse("10/h")
MAILS_ABOUT_GUESSES = Limit.parse("1/d")
# An app's code is accepted in its own half minute and in those before and after it (MFA_TOTP_TOLERANCE), but
# only once (RFC 6238, 5.2).
ONCE = Limit(1, timedelta(seconds=90))


class NameField(django_forms.CharField):
    """What colleagues and admins see instead of an address alone, for example in an invitation."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            label="Your name",
            max_length=150,
            required=False,
            help_text="Your team and our admins see it, for example in invitations. Patients don’t.",
            widget=django_forms.TextInput(attrs={"autocomplete": "name"}),
            **options,
        )

    def clean(self, value: Any) -> str:
        """On one line, because names go into mails."""
        return " ".join(super().clean(value).split())


class NameForm(django_forms.Form):
    name = NameField()


class SignupForm(account_forms.SignupForm):
    """Takes as long for an address that has an account as for a new one: most of the time is hashing."""

    name = NameField()
    field_order = ["name", "email", "password1"]

    def custom_signup(self, request: HttpRequest, user: User) -> None:
        super().custom_signup(request, user)
        user.name = self.cleaned_data["name"]
        user.save(update_fields=["name"])

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])
        return super().try_save(request)


class GuardedCodeForm(forms.BaseAuthenticateForm):
    """Counts a code before it is compared, so that simultaneous guesses count too."""

    user: User

    def clean_code(self) -> str:
        wait = seconds_to_wait("second-factor", str(self.user.pk), GUESSES)
        if wait:
            self._tell_of_guesses()
            minutes = -(-wait // 60)
            when = "a minute" if minutes == 1 else f"{minutes} minutes"
            raise ValidationError(f"There were too many wrong codes. Try again in {when}.")
        code = super().clean_code()
        if seconds_to_wait("code", f"{self.user.pk}:{normalize_user_code(code)}", ONCE):
            raise get_adapter().validation_error("incorrect_code")
        reset_uses("second-factor", str(self.user.pk))
        return code

    def _tell_of_guesses(self) -> None:
        if not seconds_to_wait("second-factor-mail", str(self.user.pk), MAILS_ABOUT_GUESSES):
            queue_mail("mfa/wrong_codes", to=self.user.email, context={"most": GUESSES.max_uses})


class AuthenticateForm(GuardedCodeForm, forms.AuthenticateForm):
    """For signing in, after the password."""


class ReauthenticateForm(GuardedCodeForm, forms.ReauthenticateForm):
    """Before a signed-in user changes what protects the account."""
