"""One's own account: the overview, and deleting it."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.deleting import TIME_TO_CONFIRM, asking_to_delete
from accounts.models import User
from listings.upkeep.tasks import forget
from tests.accounts.test_second_factor import PASSWORD, show_password_again, sign_in
from tests.cast import make_user

pytestmark = pytest.mark.django_db


def test_the_overview_leads_to_everything_about_ones_account(client):
    client.force_login(make_user("ana@example.com"))
    page = client.get(reverse("account")).content.decode()
    for name in (
        "account_email",
        "account_change_password",
        "mfa_index",
        "usersessions_list",
        "delete-account",
    ):
        assert reverse(name) in page


def test_a_changed_password_ends_the_other_sessions(client):
    user = make_user("ana@example.com")
    elsewhere = Client()
    sign_in(client, user)
    elsewhere.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    assert elsewhere.get(reverse("staff")).status_code == 200
    new = "another long secret"
    form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert client.post(reverse("account_change_password"), form).status_code == 302
    assert elsewhere.get(reverse("staff")).url.startswith(reverse("account_login"))
    assert client.get(reverse("staff")).status_code == 200


def test_an_account_is_deleted_after_signing_in_anew(client):
    user = make_user("ana@example.com")
    sign_in(client, user)
    show_password_again(client)
    assert client.get(reverse("delete-account")).status_code == 200
    assert User.objects.filter(pk=user.pk).exists()
    client.post(reverse("delete-account"))
    assert not User.objects.filter(pk=user.pk).exists()
    assert client.get(reverse("staff")).status_code == 302


def test_deleting_asks_for_the_password_once_more(client):
    user = make_user("ana@example.com")
    sign_in(client, user)
    answer = client.post(reverse("delete-account"))
    assert answer.url.startswith(reverse("account_reauthenticate"))
    assert User.objects.filter(pk=user.pk).exists()


def test_what_must_be_done_first_is_said_and_nothing_is_deleted(client):
    def obstacle(sender, user, **extra):
        return "Make somebody else the owner first."

    asking_to_delete.connect(obstacle)
    try:
        user = make_user("ana@example.com")
        sign_in(client, user)
        show_password_again(client)
        answer = client.post(reverse("delete-account"))
    finally:
        asking_to_delete.disconnect(obstacle)
    assert answer.status_code == 409
    assert "Make somebody else the owner first." in answer.content.decode()
    assert User.objects.filter(pk=user.pk).exists()


def joined_a_week_ago(email, **fields):
    return User.objects.create_user(
        email, date_joined=timezone.now() - TIME_TO_CONFIRM - timedelta(hours=1), **fields
    )


def test_an_account_whose_address_nobody_confirmed_in_a_week_is_deleted_at_night():
    user = joined_a_week_ago("ana@example.com")
    EmailAddress.objects.create(user=user, email=user.email, primary=True)
    forget(timestamp=0)
    assert not User.objects.exists()


def test_no_other_account_is_deleted_at_night():
    joined_a_week_ago("made-by-an-operator@example.com")
    for email, verified, fields in (
        ("confirmed@example.com", True, {}),
        ("signed-in@example.com", False, {"last_login": timezone.now()}),
        ("moderator@example.com", False, {"is_moderator": True}),
        ("admin@example.com", False, {"is_superuser": True}),
        ("new@example.com", False, {"date_joined": timezone.now()}),
    ):
        user = joined_a_week_ago(email)
        User.objects.filter(pk=user.pk).update(**fields)
        EmailAddress.objects.create(user=user, email=email, verified=verified, primary=True)
    changing = User.objects.get(email="confirmed@example.com")
    EmailAddress.objects.create(user=changing, email="other@example.com")
    forget(timestamp=0)
    assert User.objects.count() == 6
