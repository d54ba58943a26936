"""The pages of history: what they say, to whom, and with how few queries."""

import pytest
from django.urls import reverse

from listings.editor.saving import save_section
from listings.history.events import save_keys
from listings.history.saves import saves_of
from providers.listing.values import read_section
from providers.models import Location
from tests.cast import Cast, make_cast
from tests.factories import make_location
from tests.listings.editor.listing import full_location
from tests.listings.history.changing import changed_values
from tests.listings.spreadsheet.sheet import page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary")]


@pytest.fixture
def cast() -> Cast:
    return make_cast(full_location())


def change(cast: Cast, section: str = "about", **values: object) -> str:
    """The address at which this change can be taken back."""
    known = set(save_keys(cast.location))
    save_section(location=cast.location, section=section, values=values, user=cast.editor)
    [key] = [key for key in save_keys(cast.location) if key not in known]
    return reverse("undo-change", args=[cast.location.pk, str(key)])


def history(cast: Cast, client, page_number: int = 1) -> str:
    return page(client.get(reverse("history", args=[cast.location.pk]), {"page": page_number}))


def test_every_kind_of_change_is_in_plain_words_within_eight_queries(
    cast, client, django_assert_max_num_queries
):
    for section, values in changed_values(cast.location).items():
        change(cast, section, **values)
    client.force_login(cast.viewer)
    with django_assert_max_num_queries(8):
        text = history(cast, client)
    for words in (
        "Email",
        "desk@example.com",
        "Conditions: added",
        "Conditions: taken away",
        "Out of network",
        "Cigna / Evernorth, for therapy",
        "Hours on Monday",
        "8:00 AM to 12:30 PM",
        "Clinician Lee Park",
        "Closed Jul\xa05, 2027",
        "The door, painted",
        "Program: TMS with Exposure and response prevention (ERP) for OCD, on site, the same day after TMS",
        "Added this listing.",
        "The system",
        "Editor",
    ):
        assert words in text, words


def test_a_viewer_is_offered_nothing_that_only_editors_may_do(cast, client):
    address = change(cast, about="New words")
    save_section(
        location=cast.location,
        section="contact",
        values={"phone": "+13125550199", "website": "https://example.net/"},
        user=cast.editor,
    )
    waiting = reverse("waiting-changes", args=[cast.location.pk])
    for person, is_offered in ((cast.viewer, False), (cast.editor, True), (cast.admin, True)):
        client.force_login(person)
        assert (address in history(cast, client)) == is_offered
        assert ("Withdraw this change" in page(client.get(waiting))) == is_offered


def test_history_is_paginated(cast, client, django_assert_max_num_queries):
    for number in range(22):
        change(cast, about=f"Text {number}")
    client.force_login(cast.owner)
    with django_assert_max_num_queries(8):
        text = history(cast, client)
    assert text.count("Take this back") >= 19  # all but the listing's beginning
    assert "Page 1 of 2" in text
    assert "Page 2 of 2" in history(cast, client, 2)


def test_a_change_is_taken_back_on_its_page(cast, client, django_assert_max_num_queries):
    address = change(cast, about="New words")
    client.force_login(cast.owner)
    with django_assert_max_num_queries(8):
        text = page(client.get(address))
    assert "What would be restored" in text
    assert "A quiet house by the lake." in text
    assert "Taken back." in page(client.post(address, follow=True))
    assert read_section(cast.location.pk, "about")["about"] == "A quiet house by the lake."
    assert "Took back the change of" in history(cast, client)


def test_a_change_that_was_overwritten_is_explained_and_asks(cast, client):
    address = change(cast, about="First")
    change(cast, about="Second")
    client.force_login(cast.owner)
    assert "Changed again since" in page(client.get(address))
    response = client.post(address)
    assert response.status_code == 409
    assert "changed again since" in page(response)
    client.post(address, {"even_if_changed_since": "yes"})
    assert read_section(cast.location.pk, "about")["about"] == "A quiet house by the lake."


def test_a_change_that_is_already_taken_back_says_so(cast, client):
    address = change(cast, about="First")
    client.force_login(cast.owner)
    client.post(address)
    assert "There is nothing to restore" in page(client.get(address))
    assert client.post(address).status_code == 409


def test_a_restored_fact_that_looks_unusual_is_said_to_wait(cast, client):
    location = cast.location
    Location.objects.filter(pk=location.pk).update(website="https://one.example/")
    save_section(
        location=location, section="contact", values={"website": "https://two.example/"}, user=cast.admin
    )
    found = next(one for one in saves_of(location, save_keys(location)) if one.user_id == cast.admin.pk)
    client.force_login(cast.owner)
    address = reverse("undo-change", args=[location.pk, str(found.key)])
    assert "so we check it before it becomes public" in page(client.post(address, follow=True))


def test_a_change_of_another_listing_is_not_found_here(cast, client):
    other = make_location()
    key = save_keys(other)[0]
    client.force_login(cast.owner)
    assert client.get(reverse("undo-change", args=[cast.location.pk, "1-0"])).status_code == 404
    if key not in save_keys(cast.location):
        assert client.get(reverse("undo-change", args=[cast.location.pk, str(key)])).status_code == 404


def test_the_beginning_of_a_listing_can_not_be_taken_back_and_says_what_stays(cast, client):
    [key] = save_keys(cast.location)
    client.force_login(cast.owner)
    assert "Take this back" not in history(cast, client)
    address = reverse("undo-change", args=[cast.location.pk, str(key)])
    assert "There is nothing to restore" in page(client.get(address))
    assert client.post(address).status_code == 409
