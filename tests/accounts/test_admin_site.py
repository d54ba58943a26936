"""The admin site is for staff accounts with a second factor; passwords are changed on the site's own page."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator(client: Client) -> Client:
    client.force_login(make_user(second_factor=True, is_staff=True, is_superuser=True))
    return client


def test_nobody_else_gets_in(client: Client):
    assert client.get("/admin/").status_code == 302
    client.force_login(make_user())
    assert client.get("/admin/providers/location/", follow=True).status_code == 403


def test_an_operator_without_a_second_factor_is_asked_to_set_one_up(client: Client):
    client.force_login(make_user(is_staff=True, is_superuser=True))
    visited = client.get("/admin/providers/location/", follow=True).redirect_chain
    assert (reverse("second-step"), 302) in visited


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_password_is_changed_on_the_sites_own_page_which_has_a_limit(operator: Client, method):
    answer = getattr(operator, method)(reverse("admin:password_change"))
    assert answer.url == reverse("account_change_password")
