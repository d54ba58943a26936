"""The second step at sign-in: who needs it, how it is set up, and that its secret is not readable."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.urls import reverse

from tests.cast import make_user

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery staple"


def code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def sign_in(client, user):
    user.set_password(PASSWORD)
    user.save()
    return client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})


def show_password_again(client) -> None:
    """What changes the safety of an account asks for the password once more, even right after signing in."""
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def set_up(client) -> str:
    """Add an authenticator app; its secret, as the page shows it."""
    show_password_again(client)
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    assert "<svg" in page
    secret = re.search(r'id="authenticator_secret"[^>]*value="(\w+)"', page)[1]
    assert client.post(reverse("mfa_activate_totp"), {"code": code(secret)}).status_code == 302
    return secret


@pytest.mark.parametrize("role", [{"is_moderator": True}, {"is_staff": True, "is_superuser": True}])
def test_moderators_and_admins_are_sent_to_set_it_up_before_anything_else(client, role):
    client.force_login(make_user(**role))
    assert client.get(reverse("staff")).url == reverse("mfa_index")


def test_clinic_staff_may_go_without(client):
    client.force_login(make_user())
    assert client.get(reverse("staff")).status_code == 200


def test_once_it_is_set_up_signing_in_takes_a_code(client):
    user = make_user()
    sign_in(client, user)
    secret = set_up(client)
    client.logout()
    cache.clear()  # a code counts once within its half minute
    assert sign_in(client, user).url == reverse("mfa_authenticate")
    assert client.get(reverse("staff")).status_code == 302
    assert client.post(reverse("mfa_authenticate"), {"code": "no code"}).status_code == 200
    assert client.post(reverse("mfa_authenticate"), {"code": code(secret)}).url == reverse("staff")


def test_the_secret_is_encrypted_in_the_database(client):
    user = make_user()
    sign_in(client, user)
    secret = set_up(client)
    stored = Authenticator.objects.get(user=user, type="totp").data["secret"]
    assert secret not in stored
    assert stored.startswith("gAAAA")


def test_recovery_codes_come_with_it(client):
    user = make_user()
    sign_in(client, user)
    set_up(client)
    page = client.get(reverse("mfa_view_recovery_codes"), follow=True)
    assert page.status_code == 200
