"""One's own account: the overview, and deleting it."""

import pytest
from django.urls import reverse

from accounts.deleting import asking_to_delete
from accounts.models import User
from tests.accounts.test_second_factor import show_password_again, sign_in
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
