"""How allauth works here: its mails go out as all others do, and it keeps no visitor's address."""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailConfirmation
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from accounts.visitor import visitor_address
from mail.sending import absolute_url, queue_mail


class AccountAdapter(DefaultAccountAdapter):
    def get_client_ip(self, request: HttpRequest) -> str:
        return visitor_address(request)

    def get_http_user_agent(self, request: HttpRequest) -> str:
        """Browsers send long and odd values; the table of sessions holds 200 characters."""
        return super().get_http_user_agent(request)[:200]

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """allauth's `account/email/password_set` is our templates/mail/account/password_set.txt."""
        name = template_prefix.replace("/email/", "/")
        queue_mail(name, to=email, context={**context, "request": None})

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: EmailConfirmation) -> str:
        return absolute_url(reverse("account_confirm_email", args=[emailconfirmation.key]))

    def get_reset_password_from_key_url(self, key: str) -> str:
        return absolute_url(reset_password_path(key))

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return reverse("staff")

    def get_email_verification_redirect_url(self, email_address: Any) -> str:
        return reverse("staff")


def reset_password_path(key: str) -> str:
    """Where a new password is chosen; `key` is the user's number and a token, with a dash between them."""
    uidb36, _, token = key.partition("-")
    return reverse("account_reset_password_from_key", args=[uidb36, token])


class MfaAdapter(DefaultMFAAdapter):
    """Secrets of authenticator apps are encrypted in the database, with a key made from SECRET_KEY."""

    def get_totp_issuer(self) -> str:
        return settings.SITE_NAME

    def encrypt(self, text: str) -> str:
        return self._fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return self._fernet().decrypt(encrypted_text.encode()).decode()

    def _fernet(self) -> Fernet:
        digest = hashlib.sha256(b"second-factor|" + settings.SECRET_KEY.encode()).digest()
        return Fernet(base64.urlsafe_b64encode(digest))
