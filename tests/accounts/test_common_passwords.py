"""Passwords that many people use are refused, beside their field."""

import pytest
from django.urls import reverse

from accounts.common_passwords import common_digests, is_common
from tests.page_reading import Page

BOTH = [
    pytest.param("qwertyuiop", id="in Django's list"),
    pytest.param("football123", id="in the larger list"),
    pytest.param("Football123", id="with a capital letter"),
]


def test_the_list_is_sorted_and_has_every_password_once():
    digests = [common_digests()[position] for position in range(len(common_digests()))]
    assert len(digests) == 112_130
    assert digests == sorted(set(digests))


@pytest.mark.parametrize("password", ["correct horse battery staple", "vN3-kettle-ribbon", "", "\ud800" * 10])
def test_a_password_of_ones_own_is_not_common(password):
    assert not is_common(password)


def described_by(page: Page, name: str) -> str:
    """What a screen reader says about the field."""
    (element,) = [element for element in page.elements if element.get("id") == name]
    return element.text


@pytest.mark.parametrize("password", BOTH)
@pytest.mark.django_db
def test_signing_up_with_a_common_password_is_refused_beside_the_field(client, password):
    answer = client.post(reverse("account_signup"), {"email": "ana@example.com", "password1": password})
    page = Page(answer.content)
    field = page.one("input", name="password1")
    assert field["aria-invalid"] == "true"
    described = " ".join(described_by(page, name) for name in field["aria-describedby"].split())
    assert "Many people use this password" in described


@pytest.mark.parametrize("name", ["account_signup", "account_change_password"])
@pytest.mark.django_db
def test_the_rules_are_tied_to_the_field_before_anything_is_typed(client, django_user_model, name):
    if name == "account_change_password":
        client.force_login(django_user_model.objects.create_user("ana@example.com", "vN3-kettle-ribbon"))
    page = Page(client.get(reverse(name)).content)
    field = page.one("input", name="password1")
    rules = " ".join(described_by(page, name) for name in field["aria-describedby"].split())
    assert "at least 10 characters" in rules
    assert "many people use" in rules
