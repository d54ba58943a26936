"""The second step at sign-in: who needs it, how it is set up, and that its secret is not readable."""

import re
import time
from types import SimpleNamespace

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from accounts.forms import GUESSES
from listings.models import Membership, Role
from mail.models import Message
from tests.cast import join, make_cast, make_user
from tests.factories import make_practice

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery staple"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code(secret: str, at: float | None = None) -> str:
    """What the app shows now, or at that second since 1970."""
    return format_hotp_value(hotp_value(secret, int(at or time.time()) // 30))


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


@pytest.mark.parametrize("role", [{"is_moderator": True}, {"is_staff": True}, {"is_superuser": True}])
def test_moderators_and_admins_are_sent_to_set_it_up_before_anything_else(client, role):
    client.force_login(make_user(**role))
    assert client.get(reverse("staff")).url == reverse("second-step")


@pytest.mark.parametrize("role", ["owner", "editor"])
def test_people_who_publish_a_listing_are_sent_to_set_it_up_before_anything_else(client, role):
    cast = make_cast()
    user = getattr(cast, role)
    user.authenticator_set.all().delete()
    client.force_login(user)
    listing = reverse("listing", args=[cast.location.pk])
    for address in (reverse("staff"), listing, reverse("practice-reports", args=[cast.practice.pk])):
        assert client.get(address).url == reverse("second-step")
    assert client.post(reverse("listing-status", args=[cast.location.pk, "publish"])).status_code == 302
    assert cast.location.status == type(cast.location).objects.get().status
    page = client.get(reverse("second-step")).content.decode()
    assert reverse("mfa_activate_totp") in page
    assert reverse("mfa_add_webauthn") in page


def test_setting_it_up_gives_recovery_codes_and_leads_on_to_the_page_asked_for(client):
    cast = make_cast()
    cast.owner.authenticator_set.all().delete()
    sign_in(client, cast.owner)
    listing = reverse("listing", args=[cast.location.pk])
    assert client.get(listing).url == reverse("second-step")
    set_up(client)
    page = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert page.count("<code>") == 10
    assert f'href="{reverse("second-step")}"' in page
    assert client.get(reverse("second-step")).url == listing
    assert client.get(listing).status_code == 200


def test_an_editor_without_one_is_asked_the_moment_the_role_is_given(client):
    viewer = make_user()
    client.force_login(viewer)
    assert client.get(reverse("staff")).status_code == 200
    Membership.objects.create(user=viewer, practice=make_practice(), role=Role.EDITOR)
    assert client.get(reverse("staff")).url == reverse("second-step")


def test_people_who_only_look_may_go_without(client):
    user = make_user()
    join(user, make_practice(), Role.VIEWER)
    client.force_login(user)
    assert client.get(reverse("staff")).status_code == 200


def test_once_it_is_set_up_signing_in_takes_a_code(client):
    user = make_user()
    sign_in(client, user)
    secret = set_up(client)
    client.logout()
    assert sign_in(client, user).url == reverse("mfa_authenticate")
    assert client.get(reverse("staff")).status_code == 302
    assert client.post(reverse("mfa_authenticate"), {"code": "no code"}).status_code == 200
    assert client.post(reverse("mfa_authenticate"), {"code": code(secret)}).url == reverse("staff")


@pytest.mark.parametrize("role", [{}, {"is_moderator": True}])
def test_setting_it_up_ends_the_other_sessions_which_knew_the_password_alone(
    client, role, django_capture_on_commit_callbacks
):
    user = make_user(**role)
    elsewhere, stranger = Client(), Client()
    sign_in(stranger, make_user())
    sign_in(client, user)
    elsewhere.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    assert elsewhere.get(reverse("account_email")).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        set_up(client)
    assert elsewhere.get(reverse("staff")).url.startswith(reverse("account_login"))
    assert client.get(reverse("staff")).status_code == 200
    assert stranger.get(reverse("staff")).status_code == 200


@pytest.fixture
def user():
    """Somebody with an authenticator app."""
    user = make_user()
    Authenticator.objects.create(user=user, type="totp", data={"secret": get_adapter().encrypt(SECRET)})
    return user


def enter(client, code: str):
    """The page after entering a code: signed in, or the form again."""
    return client.post(reverse("mfa_authenticate"), {"code": code})


def test_a_code_is_taken_half_a_minute_late_or_early_and_no_more(client, user, monkeypatch):
    now = 1_800_000_000
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.time", SimpleNamespace(time=lambda: now))
    for late, status in ((-60, 200), (-30, 302), (0, 302), (30, 302), (60, 200)):
        sign_in(client, user)
        assert enter(client, code(SECRET, now + late)).status_code == status, late
        client.logout()


def test_a_code_counts_once_in_whichever_process_and_however_it_is_written(client, user):
    shown = code(SECRET)
    sign_in(client, user)
    assert enter(client, shown).status_code == 302
    client.logout()
    for cache in caches.all():
        cache.clear()
    sign_in(client, user)
    assert "Incorrect code" in enter(client, f"{shown[:3]} {shown[3:]}").content.decode()


def wrong_codes(client):
    """Enter as many wrong codes as are allowed."""
    right = {code(SECRET, time.time() + 30 * step) for step in range(-2, 5)}
    wrong = (f"{number:06}" for number in range(100) if f"{number:06}" not in right)
    for _ in range(GUESSES.from_one.max_uses):
        assert "Incorrect code" in enter(client, next(wrong)).content.decode()


def test_who_guesses_codes_is_stopped_even_if_one_is_right_and_the_holder_is_told_once(client, user):
    sign_in(client, user)
    wrong_codes(client)
    for _ in range(2):
        page = enter(client, code(SECRET)).content.decode()
        assert "There were too many wrong codes. Try again in 60 minutes." in page
    assert client.get(reverse("staff")).status_code == 302
    message = Message.objects.get(to=user.email)
    assert message.subject == "Somebody may know your password"
    assert f"More than {GUESSES.from_one.max_uses} wrong codes" in message.text


def test_signing_in_again_gives_no_new_guesses(client, user):
    sign_in(client, user)
    wrong_codes(client)
    client.logout()
    sign_in(client, user)
    assert "too many wrong codes" in enter(client, code(SECRET)).content.decode()


def test_a_right_code_ends_the_count_of_wrong_ones(client, user):
    for shown in (code(SECRET), code(SECRET, time.time() + 30)):
        sign_in(client, user)
        for number in range(GUESSES.from_one.max_uses - 1):
            enter(client, f"no code {number}")
        assert enter(client, shown).status_code == 302
        client.logout()


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
