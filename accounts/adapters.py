"""How allauth works here: its mails are sent like all others, and it stores no visitor's address."""

import base64
import hashlib
from typing import Any
from urllib.parse import urlencode

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.sign_in_browsers import remember_browser
from accounts.visitor import visitor_address
from mail.sending import absolute_url, queue_mail

# A key of the session: whose password was typed in this browser before the account's address was confirmed.
KNOWS_PASSWORD_OF = "knows_password_of"
CHOOSE_NEW_PASSWORD = (
    "You signed up in another browser or on another device. To be sure that nobody else knows your password, "
    "choose one here. It takes the place of the one that was typed at sign-up. Then sign in with it."
)


class AccountAdapter(DefaultAccountAdapter):
    def get_client_ip(self, request: HttpRequest) -> str:
        return visitor_address(request)

    def get_http_user_agent(self, request: HttpRequest) -> str:
        """Browsers send long and odd values; the table of sessions has room for 200 characters."""
        return super().get_http_user_agent(request)[:200]

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """allauth's `account/email/password_set` is our templates/mail/account/password_set.txt."""
        name = template_prefix.replace("/email/", "/")
        queue_mail(name, to=email, context={**context, "request": None})

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: EmailConfirmation) -> str:
        return absolute_url(reverse("account_confirm_email", args=[emailconfirmation.key]))

    def get_reset_password_from_key_url(self, key: str) -> str:
        return absolute_url(reset_password_path(key))

    def post_login(self, request: HttpRequest, user: User, *, signup: bool, **options: Any) -> HttpResponse:
        """Remember the browser, and tell the holder of a sign-in from one that wasn't known."""
        response = super().post_login(request, user, signup=signup, **options)
        was_known = remember_browser(request, response, user, has_signed_in=True)
        if not was_known and not signup:
            queue_mail(
                "account/new_browser",
                to=user.email,
                context={
                    "moment": timezone.localtime(),
                    "sessions": absolute_url(reverse("usersessions_list")),
                },
            )
        return response

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return reverse("staff")

    def respond_email_verification_sent(self, request: HttpRequest, user: User | None) -> HttpResponse:
        """A person who gets here knows the password, which confirm_email looks for in the same browser."""
        if user:
            request.session[KNOWS_PASSWORD_OF] = user.pk
        return super().respond_email_verification_sent(request, user)

    @transaction.atomic
    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Confirm an address; the first one may make the password invalid.

        Anyone can sign up with somebody else's address, and its owner may then confirm it in good faith. So
        the password stays valid only if the address is confirmed in the browser where the password was typed.
        """
        user = email_address.user
        is_first = not EmailAddress.objects.filter(user=user, verified=True).exists()
        confirmed = super().confirm_email(request, email_address)
        if confirmed and is_first and request.session.get(KNOWS_PASSWORD_OF) != user.pk:
            user.set_unusable_password()
            user.save(update_fields=["password"])
            messages.warning(request, CHOOSE_NEW_PASSWORD)
        return confirmed

    def get_email_verification_redirect_url(self, email_address: EmailAddress) -> str:
        """A person whose password became invalid chooses a new one right away.

        Following the link in the mail has proved as much as following a reset link would.
        """
        user = email_address.user
        if user.has_usable_password() or self.request.user.is_authenticated:
            return reverse("staff")
        token = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)
        path = reset_password_path(f"{user_pk_to_url_str(user)}-{token}")
        return f"{path}?{urlencode({'next': reverse('staff')})}"


def reset_password_path(key: str) -> str:
    """The page for a new password; `key` is the user's id and a token, separated by a dash."""
    uidb36, _, token = key.partition("-")
    return reverse("account_reset_password_from_key", args=[uidb36, token])


class MfaAdapter(DefaultMFAAdapter):
    """Encrypts the secrets of authenticator apps in the database, with a key derived from SECRET_KEY."""

    def get_totp_issuer(self) -> str:
        return settings.SITE_NAME

    def encrypt(self, text: str) -> str:
        return self._fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return self._fernet().decrypt(encrypted_text.encode()).decode()

    def _fernet(self) -> Fernet:
        digest = hashlib.sha256(b"second-factor|" + settings.SECRET_KEY.encode()).digest()
        return Fernet(base64.urlsafe_b64encode(digest))
