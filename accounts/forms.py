"""Additions to allauth's forms: signing up, a new password, and codes of the second factor.

Codes get few guesses, and each code works once. Wrong codes mean that somebody has the password, so guessing
is stopped and the account's owner is told. Both counts are in the database (accounts/limits.py), so they hold
across all processes.
"""

from datetime import timedelta
from typing import Any

from allauth.account import forms as account_forms
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms
from django import forms as django_forms
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.forms import EmailField, EmailInput, Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from accounts.limits import AccountLimit, Limit, PersonLimit, Wait, too_many
from accounts.models import User
from accounts.network import daily_network_key
from accounts.sign_in_browsers import is_known, name_of_browser
from mail.sending import queue_mail

GUESSES = PersonLimit("second-factor", from_one="10/h", from_all="50/d")
GUESSES_IN_KNOWN_BROWSER = AccountLimit("second-factor-in-known-browser", "10/h")
MAILS_ABOUT_GUESSES = AccountLimit("second-factor-mail", "1/d")
MAILS_ABOUT_PASSWORD = PersonLimit("reset-password-mail", from_one="5/h", from_all="20/d")
# An app's code is accepted in its own half minute and in those before and after it (MFA_TOTP_TOLERANCE), but
# only once (RFC 6238, 5.2).
ONCE = AccountLimit("code", Limit(1, timedelta(seconds=90)))


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


class ResetPasswordForm(account_forms.ResetPasswordForm):
    """Mails one link to an address again and again only for whoever owns the mailbox: see PersonLimit.

    A mailbox that has had twenty today gets no more: the page says that the newest link still works.
    """

    def save(self, request: HttpRequest, **options: Any) -> str:
        email = self.cleaned_data["email"]
        sender = daily_network_key(request, purpose="reset-password-mail")
        if wait := MAILS_ABOUT_PASSWORD.wait(sender=sender, person=email):
            raise ImmediateHttpResponse(too_many(request, wait))
        return super().save(request, **options)


class AddressForm(Form):
    """Whose lock is to be lifted."""

    email = EmailField(
        label="Email address of your account", widget=EmailInput(attrs={"autocomplete": "username"})
    )


class GuardedCodeForm(forms.BaseAuthenticateForm):
    """Counts a code before it is compared, so that simultaneous guesses count too."""

    user: User

    def clean_code(self) -> str:
        request, account = context.request, str(self.user.pk)
        sender = daily_network_key(request, purpose="second-factor")
        if is_known(request, self.user.email):
            sender = name_of_browser(request)
            wait = GUESSES_IN_KNOWN_BROWSER.wait(f"{sender}|{account}")
        else:
            wait = GUESSES.wait(sender=sender, person=account)
        if wait:
            self._tell_of_guesses()
            raise ValidationError(f"There were too many wrong codes. {when_again(wait)}")
        code = super().clean_code()
        if ONCE.wait(f"{account}|{normalize_user_code(code)}"):
            raise get_adapter().validation_error("incorrect_code")
        GUESSES.forget(sender=sender, person=account)
        GUESSES_IN_KNOWN_BROWSER.forget(f"{sender}|{account}")
        return code

    def _tell_of_guesses(self) -> None:
        if not MAILS_ABOUT_GUESSES.wait(str(self.user.pk)):
            queue_mail("mfa/wrong_codes", to=self.user.email, context={"most": GUESSES.from_one.max_uses})


def when_again(wait: Wait) -> str:
    """What a person who typed a right code too late can do."""
    minutes = -(-wait.seconds // 60)
    when = f"Try again in {'a minute' if minutes == 1 else f'{minutes} minutes'}"
    if not wait.is_for_all:
        return f"{when}."
    return f"{when}, or lift the lock at {reverse('request-lift-lock')} and sign in again."


class AuthenticateForm(GuardedCodeForm, forms.AuthenticateForm):
    """For signing in, after the password."""


class ReauthenticateForm(GuardedCodeForm, forms.ReauthenticateForm):
    """Before a signed-in user changes what protects the account."""
