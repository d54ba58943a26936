"""The call list: the most urgent first, and each outcome written and acted on with one press."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from listings.calls.finding import Why, at_work, open_now, to_call
from listings.calls.outcomes import note_call
from listings.models import Call, OptOut, Report
from providers.models import Confirmation, Location
from tests.cast import join, make_user
from tests.factories import confirm, make_hours, make_location, make_practice
from tests.jobs import mails
from tests.page_reading import Page

pytestmark = pytest.mark.django_db
MONDAY_NOON_IN_CHICAGO = datetime(2026, 11, 30, 18, 0, tzinfo=UTC)


@pytest.fixture
def admin(client):
    user = make_user("admin@example.com", second_factor=True, is_staff=True, is_superuser=True)
    client.force_login(user)
    return user


def press(client, location, outcome, *sections, **more):
    data = {"outcome": outcome, "phone": location.phone, "section": sections, **more}
    return client.post(reverse("call-place", args=[location.pk]), data)


def listed(now=None):
    return [location.name for location in to_call(now or timezone.now())]


def test_the_most_urgent_places_come_first_and_fresh_ones_are_left_out():
    make_location(name="Fresh")
    make_location(name="Draft", status="draft", confirmed_days_ago=None)
    make_location(name="95 days", confirmed_days_ago=95)
    make_location(name="130 days", confirmed_days_ago=130)
    make_location(name="Never", confirmed_days_ago=None)
    Report.objects.create(location=make_location(name="Reported"), kind="number-wrong")
    Report.objects.create(location=make_location(name="Insurance"), kind="insurance-wrong")
    doubted = make_location(name="Doubted")
    Location.objects.filter(pk=doubted.pk).update(doubted_at=timezone.now())
    make_location(name="Closed", status="closed", confirmed_days_ago=None)
    assert listed() == ["Doubted", "Reported", "Never", "130 days", "95 days", "Draft"]


def test_a_draft_that_a_team_keeps_is_its_own_affair():
    draft = make_location(name="Draft", status="draft")
    join(make_user(), draft.practice)
    assert listed() == []


def test_one_press_confirms_each_section_that_was_asked_by_phone_with_day_and_person(client, admin):
    place = make_location(confirmed_days_ago=None)
    page = press(client, place, "right", "contact", "services", note="Ask for Ana")
    assert page.status_code == 302
    rows = Confirmation.objects.filter(location=place)
    assert {row.section for row in rows} == {"contact", "services"}
    assert {(row.confirmed_by, row.confirmed_on) for row in rows} == {("directory", timezone.localdate())}
    call = Call.objects.get()
    assert (call.outcome, call.made_by, call.sections) == ("right", admin, ["contact", "services"])
    assert "admin@example.com" in Page(client.get(reverse("history", args=[place.pk])).content).text
    again = Page(client.get(reverse("call-place", args=[place.pk])).content)
    assert "admin@example.com: everything is right. Ask for Ana" in again.text


def test_an_outcome_that_confirms_needs_a_section(client, admin):
    place = make_location(confirmed_days_ago=None)
    answer = press(client, place, "right")
    assert answer.status_code == 400
    assert "Tick the sections that you asked about." in Page(answer.content).text
    assert not Call.objects.exists()


def test_the_next_place_of_the_list_follows_with_its_filters(client, admin):
    first = make_location(name="First", confirmed_days_ago=200, state="NY")
    second = make_location(name="Second", confirmed_days_ago=150, state="NY")
    make_location(name="Elsewhere", confirmed_days_ago=300, state="IL")
    address = f"{reverse('call-place', args=[first.pk])}?state=NY"
    data = {"outcome": "call-again", "phone": first.phone}
    answer = client.post(address, data)
    assert answer.url == f"{reverse('call-place', args=[second.pk])}?state=NY&not={first.pk}"
    last = client.post(answer.url, {"outcome": "right", "phone": second.phone, "section": ["contact"]})
    assert last.url == reverse("calls")


def test_skipping_leads_to_the_next_place_without_writing_anything(client, admin):
    first = make_location(confirmed_days_ago=200)
    second = make_location(confirmed_days_ago=150)
    page = Page(client.get(reverse("call-place", args=[first.pk])).content)
    assert page.link("Skip this one")["href"].startswith(reverse("call-place", args=[second.pk]))
    assert not Call.objects.exists()


def test_a_place_that_takes_no_patients_is_confirmed_and_says_so(client, admin):
    place = make_location(confirmed_days_ago=None, accepting_new_patients=True)
    press(client, place, "not-taking", "contact")
    place.refresh_from_db()
    assert place.accepting_new_patients is False
    assert {row.section for row in Confirmation.objects.filter(location=place)} == {"contact", "availability"}


def test_a_closed_place_is_marked_as_closed_and_a_closed_draft_is_removed(client, admin):
    place = make_location()
    draft = make_location(status="draft")
    press(client, place, "closed")
    press(client, draft, "closed")
    place.refresh_from_db()
    draft.refresh_from_db()
    assert (place.status, place.closed_on, draft.status) == ("closed", timezone.localdate(), "removed")


def test_a_wrong_number_is_reported_and_called_again_once_it_is_changed(client, admin):
    place = make_location(name="Harbor", confirmed_days_ago=None)
    press(client, place, "wrong-number")
    report = Report.objects.get()
    assert (report.location, report.kind, report.state) == (place, "number-wrong", "open")
    assert listed() == []
    Location.objects.filter(pk=place.pk).update(phone="+13125550199")
    assert listed() == ["Harbor"]


def test_call_again_leaves_the_place_out_until_tomorrow(admin):
    place = make_location(name="Harbor", confirmed_days_ago=None)
    now = timezone.now()
    note_call(location=place, phone=place.phone, outcome=Call.Outcome.CALL_AGAIN, by=admin, now=now)
    assert listed(now + timedelta(hours=19)) == []
    assert listed(now + timedelta(hours=21)) == ["Harbor"]


def test_a_number_that_somebody_changed_during_the_call_is_not_confirmed(client, admin):
    place = make_location(confirmed_days_ago=None)
    answer = press(client, place, "right", "contact", phone="+13125550100")
    assert answer.url.startswith(reverse("call-place", args=[place.pk]))
    assert not Confirmation.objects.filter(location=place).exists()


def test_a_draft_that_is_right_is_published_with_the_same_press(client, admin):
    draft = make_location(status="draft", confirmed_days_ago=None)
    press(client, draft, "right", "contact", publish="1")
    draft.refresh_from_db()
    assert draft.status == "published"


def test_places_are_chosen_by_the_time_there(admin):
    chicago = make_location(name="Chicago", confirmed_days_ago=None)
    make_location(name="Guam", time_zone="Pacific/Guam", confirmed_days_ago=None)
    make_hours(chicago, 0, "11:00", "13:00")
    rows = to_call(MONDAY_NOON_IN_CHICAGO)
    assert [row.name for row in at_work(rows, MONDAY_NOON_IN_CHICAGO)] == ["Chicago"]
    assert [row.name for row in open_now(rows, MONDAY_NOON_IN_CHICAGO)] == ["Chicago"]
    assert not open_now(rows, MONDAY_NOON_IN_CHICAGO + timedelta(hours=1)).exists()


def test_the_page_has_number_script_and_hours_in_the_places_own_time_zone(client, admin):
    place = make_location(name="Harbor TMS", time_zone="America/Phoenix", confirmed_days_ago=None)
    make_hours(place, 0, "09:00", "17:00")
    text = Page(client.get(reverse("call-place", args=[place.pk])).content).text
    for words in (
        "(312) 555-0123",
        "there (Mountain",
        "Monday: 9 AM to 5 PM",
        "We list Harbor TMS in Chicago",
    ):
        assert words in text


def test_a_time_zone_that_no_machine_knows_is_left_out(client, admin):
    make_location(time_zone="America/Chicago ")
    place = make_location(confirmed_days_ago=None)
    assert client.get(reverse("call-place", args=[place.pk])).status_code == 200


def test_the_list_needs_at_most_eight_queries(client, admin, django_assert_max_num_queries):
    for number in range(21):
        make_location(name=f"Place {number}", confirmed_days_ago=None)
    with django_assert_max_num_queries(8):
        page = Page(client.get(reverse("calls"), {"why": str(Why.NEVER.value)}).content)
    assert "21 places to call" in page.text
    assert "Page 1 of 2" in page.text


def invite(client, place):
    return client.post(reverse("invite-clinic", args=[place.pk]), follow=True)


def test_a_clinic_is_invited_once(client, admin):
    place = make_location(email="office@harbor.example")
    invite(client, place)
    [mail] = mails("office@harbor.example")
    assert reverse("claim-start", args=[place.pk]) in mail.text
    second = make_location(practice=place.practice, email="other@harbor.example")
    assert "invited before" in Page(invite(client, second).content).text
    elsewhere = make_location(email="OFFICE@harbor.example")
    assert "invited before, for another practice" in Page(invite(client, elsewhere).content).text
    assert not mails("other@harbor.example")


def test_an_opt_out_holds_for_good_and_for_every_listing(client, admin):
    place = make_location(email="office@harbor.example")
    invite(client, place)
    link = re.search(r"/no-invitations/\S+", mails("office@harbor.example")[0].text)[0]
    visitor = Client()
    assert "Press the button" in Page(visitor.get(link).content).text
    assert not OptOut.objects.exists()  # mail scanners follow links
    done = visitor.post(link, headers={"origin": "http://testserver"})
    assert "never send this address an invitation again" in Page(done.content).text
    other = make_location(practice=make_practice(), email="Office@Harbor.example")
    assert "asked us not to write" in Page(invite(client, other).content).text
    assert len(mails("office@harbor.example")) == 1
    assert visitor.get("/no-invitations/nonsense/").status_code == 404


def test_a_practice_with_a_team_is_not_invited(client, admin):
    place = make_location(email="office@harbor.example")
    join(make_user(), place.practice)
    assert "has a team" in Page(invite(client, place).content).text
    assert not mails("office@harbor.example")


def test_a_confirmed_place_leaves_the_list(client, admin):
    place = make_location(confirmed_days_ago=None)
    press(client, place, "right", "contact", "services", "insurance", "availability", "programs")
    assert listed(timezone.now() + timedelta(days=8)) == []
    confirm(place, days_ago=95)
    assert listed(timezone.now() + timedelta(days=8)) == [place.name]
