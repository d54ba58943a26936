"""All places: found by whatever an operator has in hand, filtered, and changed many at once with an undo."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from listings.editor.statuses import take_step
from listings.models import BulkChange, Report
from providers.models import Confirmation, Location
from tests.cast import join, make_user
from tests.factories import confirm, make_clinician, make_location, make_practice
from tests.page_reading import Page

pytestmark = pytest.mark.django_db
GOOD_NPI, OTHER_NPI = "1234567893", "1679576722"


@pytest.fixture
def admin(client):
    user = make_user("admin@example.com", second_factor=True, is_staff=True, is_superuser=True)
    client.force_login(user)
    return user


def names(client, **parameters):
    page = Page(client.get(reverse("all-places"), parameters).content)
    return [link.text for link in page.all("a") if link["href"].startswith("/staff/locations/")]


def change(client, action, *locations, **more):
    data = {"action": action, "place": [location.pk for location in locations], **more}
    return client.post(reverse("bulk-change"), data, follow=True)


def status_of(*locations):
    return [Location.objects.get(pk=location.pk).status for location in locations]


@pytest.mark.parametrize(
    "text",
    [
        "harbor",
        "TMS harb",
        "Bluewater",
        "(312) 555-0177",
        "312.555.0177",
        "+1 312 555 0177",
        "1-312-555-0177",
        GOOD_NPI,
        OTHER_NPI,
        "60614",
        "60614-1234",
        "Ortega",
        "ana ortega",
        "bluewater.example.com",
        "https://www.bluewater.example.com/about",
    ],
)
def test_a_place_is_found_by_whatever_an_operator_has_in_hand(client, admin, text):
    practice = make_practice(
        name="Bluewater Psychiatry", npi=GOOD_NPI, website="https://bluewater.example.com/"
    )
    found = make_location(
        name="Harbor TMS", practice=practice, phone="+13125550177", postal_code="60614", status="draft"
    )
    make_clinician(found, first_name="Ana", last_name="Ortega", npi=OTHER_NPI)
    make_clinician(make_location(name="Elm TMS"), first_name="Ana", last_name="Lee")
    assert names(client, q=text) == ["Harbor TMS"]


def test_a_place_is_found_by_our_number(client, admin):
    place, _ = make_location(name="One"), make_location(name="Two")
    assert names(client, q=f"#{place.pk}") == ["One"]


@pytest.mark.parametrize("text", ["\0", "%", "_", "' OR 1=1", "9" * 30, "#" + "9" * 30, "x" * 300, "1-2-3"])
def test_odd_searches_are_answered(client, admin, text):
    make_location(name="Harbor TMS")
    assert client.get(reverse("all-places"), {"q": text}).status_code == 200


def test_places_are_filtered_by_everything_that_matters(client, admin):
    fresh = make_location(name="Fresh", state="IL")
    join(make_user(), fresh.practice)
    make_location(name="Old", state="NY", confirmed_days_ago=95)
    make_location(name="Never", confirmed_days_ago=None, is_approximate=True)
    make_location(name="Draft", status="draft", confirmed_days_ago=None)
    reported = make_location(name="Reported")
    Location.objects.filter(pk=reported.pk).update(doubted_at=timezone.now())
    Report.objects.create(location=reported, kind=Report.Kind.CLOSED)
    by_us = make_location(name="Phoned", confirmed_days_ago=None)
    confirm(by_us, "contact", by="directory")
    assert names(client, state="NY") == ["Old"]
    assert names(client, status="draft") == ["Draft"]
    assert names(client, freshness="unconfirmed") == ["Old"]
    assert names(client, freshness="never") == ["Draft", "Never", "Phoned"]
    assert names(client, source="directory") == ["Phoned"]
    assert names(client, source="none") == ["Draft", "Never"]
    assert names(client, team="yes") == ["Fresh"]
    assert names(client, doubt="reported") == ["Reported"]
    assert names(client, doubt="doubted") == ["Reported"]
    assert names(client, doubt="approximate") == ["Never"]
    assert names(client, doubt="unpublished") == ["Draft"]
    assert names(client, practice=str(fresh.practice_id)) == ["Fresh"]
    assert names(client, sort="new", status="published")[0] == "Phoned"


def test_a_draft_that_was_public_once_was_not_never_published(client, admin):
    place = make_location(name="Harbor TMS")
    take_step(location=place, step="unpublish", user=admin)
    assert names(client, doubt="unpublished") == []


def test_the_list_is_paginated_and_needs_at_most_eight_queries(client, admin, django_assert_max_num_queries):
    for number in range(26):
        make_location(name=f"Place {number}")
    with django_assert_max_num_queries(8):
        page = Page(client.get(reverse("all-places"), {"q": "place"}).content)
    assert "Page 1 of 2" in page.text
    assert page.link("Next")["href"] == "?page=2&q=place&sort=name"


def test_the_list_is_saved_as_csv_with_its_filters_and_no_formulas(client, admin):
    make_location(name="=HYPERLINK(1)", state="NY")
    make_location(name="Elsewhere", state="IL")
    answer = client.get(reverse("all-places-csv"), {"state": "NY"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["Name"] for row in rows] == ["'=HYPERLINK(1)"]
    assert rows[0]["ZIP"] == "60602"


def test_nothing_changes_before_the_preview_is_confirmed(client, admin):
    ready = make_location(name="Ready", status="draft")
    lacking = make_location(name="Lacking", status="draft", phone="")
    page = Page(change(client, "publish", ready, lacking).content)
    assert "1 place will be published; 1 place stays as it is." in page.text
    assert "Lacking, Chicago, IL: It needs a phone number." in page.text
    assert status_of(ready, lacking) == ["draft", "draft"]


def test_places_are_published_together_and_it_is_undone(client, admin):
    places = [make_location(name=f"Place {number}", status="draft") for number in range(3)]
    page = Page(change(client, "publish", *places, do="yes").content)
    assert "3 places were published." in page.text
    assert status_of(*places) == ["published"] * 3
    Location.objects.filter(pk=places[0].pk).update(status="closed")  # somebody went on
    undone = client.post(reverse("undo-bulk", args=[BulkChange.objects.get().pk]), follow=True)
    assert "Undone for 2 places. 1 place changed since and stays as it is." in Page(undone.content).text
    assert status_of(*places) == ["closed", "draft", "draft"]
    again = client.post(reverse("undo-bulk", args=[BulkChange.objects.get().pk]), follow=True)
    assert "undone already" in Page(again.content).text


def test_closing_keeps_the_day_and_undo_removes_it(client, admin):
    place = make_location()
    change(client, "close", place, do="yes")
    place.refresh_from_db()
    assert (place.status, place.closed_on) == ("closed", timezone.localdate())
    client.post(reverse("undo-bulk", args=[BulkChange.objects.get().pk]))
    place.refresh_from_db()
    assert (place.status, place.closed_on) == ("published", None)


def test_confirming_asks_how_it_is_known_and_undo_brings_back_the_earlier_dates(client, admin):
    place = make_location(confirmed_days_ago=None)
    confirm(place, "contact", days_ago=40)
    unsaid = change(client, "confirm", place, do="yes")
    assert unsaid.status_code == 400
    assert "Say how you know it" in Page(unsaid.content).text
    change(client, "confirm", place, do="yes", source="directory")
    rows = Confirmation.objects.filter(location=place)
    assert {row.confirmed_by for row in rows} == {"directory"}
    assert rows.count() == 5
    client.post(reverse("undo-bulk", args=[BulkChange.objects.get().pk]))
    row = Confirmation.objects.get(location=place)
    day = timezone.localdate() - timedelta(days=40)
    assert (row.section, row.confirmed_on, row.confirmed_by) == ("contact", day, "clinic")


def test_the_registry_confirms_nothing_but_the_contact_section(client, admin):
    place = make_location(confirmed_days_ago=None)
    change(client, "confirm", place, do="yes", source="registry")
    assert [row.section for row in Confirmation.objects.filter(location=place)] == ["contact"]


def test_places_are_assigned_to_a_practice_and_several_matches_are_told_apart(client, admin):
    place = make_location()
    first, second = make_practice(name="Harbor Group"), make_practice(name="Harbor Partners")
    page = change(client, "assign", place, do="yes", practice="harbor")
    assert f"Harbor Group is #{first.pk}; Harbor Partners is #{second.pk}" in Page(page.content).text
    before = place.practice_id
    change(client, "assign", place, do="yes", practice=f"#{second.pk}")
    place.refresh_from_db()
    assert place.practice_id == second.pk
    client.post(reverse("undo-bulk", args=[BulkChange.objects.get().pk]))
    place.refresh_from_db()
    assert place.practice_id == before


def test_all_that_match_are_changed_on_every_page(client, admin):
    for number in range(60):
        make_location(name=f"Place {number}", state="NY")
    other = make_location(state="IL")
    address = f"{reverse('bulk-change')}?state=NY"
    page = Page(client.post(address, {"action": "remove", "every": "1"}).content)
    assert "60 places will be removed." in page.text
    chosen = page.one("input", name="place")["value"]
    client.post(address, {"action": "remove", "place": chosen, "do": "yes"})
    assert Location.objects.filter(status="removed").count() == 60
    assert status_of(other) == ["published"]


def test_history_says_who_changed_many_places(client, admin):
    place = make_location(status="draft")
    change(client, "publish", place, do="yes")
    page = Page(client.get(reverse("history", args=[place.pk])).content)
    assert "admin@example.com" in page.text


def test_the_public_page_leads_those_who_may_edit_to_the_editor(client):
    place = make_location()
    page = place.get_absolute_url()
    link = reverse("listing", args=[place.pk])
    assert link not in client.get(page).content.decode()
    client.force_login(make_user())
    assert link not in client.get(page).content.decode()
    owner = make_user()
    join(owner, place.practice)
    client.force_login(owner)
    answer = client.get(page)
    assert link in answer.content.decode()
    assert "private" in answer["Cache-Control"]
