"""The admins' queue of claims: what waits for whom, what was decided, and its filters."""

import pytest
from django.urls import reverse

from listings.claims.deciding import deny
from tests.cast import make_user
from tests.factories import make_location, make_practice
from tests.listings.claims.making import make_claim, make_proven_claim
from tests.page_reading import Page

pytestmark = pytest.mark.django_db


def queue(client, **parameters):
    return Page(client.get(reverse("claim-queue"), parameters).content)


def test_the_queue_shows_what_waits_for_an_admin_first(client, admin, location):
    by_mail = make_claim(location, make_user("mail@example.com"))
    by_phone = make_claim(
        make_location(practice=make_practice(name="Oak TMS")), make_user("p@example.com"), method="phone"
    )
    page = Page(client.get(reverse("claim-queue")).content)
    assert [link["href"] for link in page.all("a") if "/to-check/claims/" in link["href"]][-2:] == [
        reverse("claim-check", args=[by_phone.pk]),
        reverse("claim-check", args=[by_mail.pk]),
    ]
    assert "Call (312) 555-0123 and read out the code" in page.text
    assert "Wait: a code was sent by mail" in page.text


def test_the_queue_says_when_a_claim_has_rivals(client, admin, location):
    for _ in range(3):
        make_claim(location)
    assert "2 other claims of this practice" in Page(client.get(reverse("claim-queue")).content).text


def test_decided_claims_have_their_own_list(client, admin, location):
    claim = make_claim(location, make_user("old@example.com"))
    deny(claim=claim, by=admin, reason="No.")
    assert "Nothing waits" in Page(client.get(reverse("claim-queue")).content).text
    page = Page(client.get(reverse("claim-queue"), {"decided": "1"}).content)
    assert "old@example.com" in page.text


def test_the_queue_is_paginated_and_needs_few_queries(client, admin, location, django_assert_max_num_queries):
    for _ in range(21):
        make_claim(location, method="documents")
    with django_assert_max_num_queries(8):
        page = Page(client.get(reverse("claim-queue")).content)
    assert "Page 1 of 2" in page.text
    assert client.get(reverse("claim-queue"), {"page": "x"}).status_code == 200


def test_the_queue_is_filtered_by_state_and_proof(client, admin, location):
    make_claim(location, make_user("mail@example.com"))
    make_claim(location, make_user("phone@example.com"), method="phone")
    make_proven_claim(location, make_user("proven@example.com"))
    assert people(queue(client, state="proven")) == {"proven"}
    assert people(queue(client, method="phone")) == {"phone", "proven"}
    assert people(queue(client, method="phone", state="requested")) == {"phone"}
    page = queue(client, method="documents")
    assert people(page) == set()
    assert "Nothing matches these filters." in page.text
    assert {option["value"] for option in page.all("option", selected="")} == {"", "documents"}


def test_decided_claims_are_filtered_and_stay_separate(client, admin, location):
    for name in ("a", "b"):
        claim = make_claim(
            location, make_user(f"{name}@example.com"), method="phone" if name == "a" else "documents"
        )
        deny(claim=claim, by=admin, reason="No.")
    make_claim(location, make_user("open@example.com"))
    page = queue(client, decided="1", state="denied", method="phone")
    assert people(page) == {"a"}
    assert page.one("input", name="decided")["value"] == "1"
    assert people(queue(client, decided="1", state="revoked")) == set()


def test_pages_keep_the_filters(client, admin, location):
    for _ in range(21):
        make_claim(location, method="documents")
    page = queue(client, method="documents")
    assert page.link("Next")["href"] == "?page=2&method=documents"


@pytest.mark.parametrize("value", ["approved", "x" * 10_000, "<script>", "\0", "1"])
def test_an_unknown_choice_is_ignored_and_says_so(client, admin, location, value):
    make_claim(location, make_user("mail@example.com"))
    page = queue(client, state=value, page="x")
    assert people(page) == {"mail"}
    assert "We don’t know this choice, so it was ignored." in page.text


def people(page):
    """Whose claims the page lists, without the rest of their addresses."""
    return {row.text.partition("@")[0].split()[-1] for row in page.all("li", class_="claim-row")}
