"""The planner's page and its calendar file."""

from datetime import timedelta

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from content.planner.days import next_monday
from content.planner.forms import PlannerForm
from providers.models import Location
from providers.search import service
from providers.search.service import search_index
from tests.day_fixture import TODAY
from tests.factories import make_hours, make_location
from tests.page_reading import Page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary", "gazetteer", "one_day")]

START = next_monday(TODAY)


def answers(**changes) -> dict[str, object]:
    """A complete form: standard TMS from next Monday on, five mornings a week."""
    usual = {
        "protocol": "rtms-10hz-left",
        "start": START.isoformat(),
        "weekdays": ["0", "1", "2", "3", "4"],
        "part": "morning",
        "timing": "same-course",
        "setting": "clinic",
    }
    return {name: value for name, value in {**usual, **changes}.items() if value is not None}


def ask(client: Client, **changes) -> Page:
    response = client.post("/planner/", answers(**changes))
    assert response.status_code == 200
    return Page(response.content)


def fact(page: Page, label: str) -> str:
    shown = page.one("dl", class_="plan-facts").text
    labels = ["TMS visits", "Therapy sessions", "From and to", "Ways to the clinic", "Travel"]
    rest = shown[shown.index(label) + len(label) :]
    return rest[: min((rest.index(other) for other in labels if other in rest), default=len(rest))].strip()


def test_the_form_has_the_usual_answers(client):
    page = Page(client.get("/planner/").content)
    assert page.one("input", id="id_start")["value"] == START.isoformat()
    assert sum("checked" in box.attributes for box in page.all("input", name="weekdays")) == 5
    assert not page.all("section", id="plan")


def test_a_link_chooses_protocol_therapy_and_provider(client):
    location = make_location(name="Harbor TMS")
    page = Page(client.get(f"/planner/?protocol=itbs-left&therapy=erp&provider={location.pk}").content)
    assert {option["value"] for option in page.all("option") if "selected" in option.attributes} >= {
        "itbs-left",
        "erp",
    }
    assert "checked" in page.one("input", name="provider").attributes
    assert page.has_link("Harbor TMS")


def test_a_plan_says_how_many_visits_there_are_and_lists_them_all(client):
    page = ask(client)
    assert fact(page, "TMS visits") == "36"
    assert fact(page, "Ways to the clinic") == "36 trips"
    assert page.text.count("TMS visit ") == 36
    assert "not a prescription" in page.text
    assert "about 36 visits with the taper" in page.text


def test_therapy_is_in_the_plan(client):
    page = ask(client, therapy="erp", timing="same-day-before")
    assert page.one("p", class_="plan-title").text == "Standard TMS with ERP"
    assert fact(page, "Therapy sessions") == "9 (ERP)"
    assert "ERP session 9 of 9" in page.text
    assert "No timing is proven to work better than another." in page.text


def test_saint_counts_its_sessions(client):
    assert fact(ask(client, protocol="saint"), "TMS visits") == "5 days, with 50 sessions of TMS"


def test_travel_is_the_distance_there_and_back_on_every_day(client):
    location = make_location(point=(41.92275, -87.64715))
    page = ask(client, provider=location.pk, home="62701")
    each, in_all = fact(page, "Travel").removeprefix("about ").split(" each way, ")
    assert each.endswith(" miles")
    assert round(float(each.removesuffix(" miles")) * 72 / 100) == round(
        int(in_all.split(" miles")[0].replace(",", "")) / 100
    )


def test_what_was_typed_stays_in_the_form(client):
    page = ask(client, home="Chicgo", visits="12", therapy="erp", weekdays=["5"], plain_titles="on")
    assert page.one("input", id="id_home")["value"] == "Chicgo"
    assert page.one("input", id="id_visits")["value"] == "12"
    assert "checked" in page.one("input", id="id_plain_titles").attributes
    checked = [box["value"] for box in page.all("input", name="weekdays") if "checked" in box.attributes]
    assert checked == ["5"]


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("protocol", None, "Choose one."),
        ("protocol", "leeches", "Choose one from the list."),
        ("start", "someday", "That is not a date."),
        ("start", "1999-01-01", "within the next two years"),
        ("start", "9999-12-31", "within the next two years"),
        ("weekdays", None, "Tick at least one day."),
        ("weekdays", ["9"], "Tick days of the week."),
        ("part", "night", "Choose one from the list."),
        ("visits", "0", "from 1 to 60"),
        ("visits", "9" * 400, "from 1 to 60"),
        ("sessions", "many", "from 1 to 60"),
        ("home", "Zzyzxqwrt", "We don’t know this place"),
        ("home", "Illinois", "too large to measure from"),
        ("home", "a\0b", "Null characters are not allowed."),
        ("time_zone", "Europe/Paris", "Choose one from the list."),
        ("per_week", "7", "Choose one from the list."),
    ],
)
def test_invalid_input_has_a_message_at_its_field_and_in_the_summary(client, field, value, message):
    page = ask(client, **{field: value})
    assert not page.all("section", id="plan")
    assert message in page.one("div", role="alert").text
    assert page.one("ul", id=f"id_{field}_error").text.startswith(
        ("Choose", "That", "Tick", "Write", "We", "A ", "Null")
    )
    links = [link["href"] for link in page.all("a") if (link.get("href") or "").startswith("#id_")]
    assert links == [f"#id_{field}"]
    assert [e for e in page.elements if e.get("id") == f"id_{field}"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"protocol": "maintenance"}, "visits"),
        ({"therapy": "erp", "timing": "therapy-first"}, "sessions"),
        ({"away_from": "2027-03-01", "away_until": "2027-02-01"}, "away_until"),
        ({"away_from": "2027-03-01", "away_until": "2028-02-01"}, "away_until"),
        ({"away_until": "2027-02-01"}, "away_from"),
    ],
)
def test_contradictory_answers_have_a_message(client, changes, field):
    assert ask(client, **changes).one("ul", id=f"id_{field}_error").text


# Values that browsers send and values that they never send: any combination gets a page.
VALUES = st.text(max_size=20) | st.sampled_from(
    [
        "",
        "0",
        "1",
        "60",
        "-1",
        "9" * 40,
        "2026-12-01",
        "2027-02-30",
        "morning",
        "evening",
        "erp",
        "saint",
        "deep-h1",
        "interleaved",
        "therapy-first",
        "none",
        "60614",
        "Chicago",
        "Springfield",
        "on",
        "clinic",
        "Pacific/Guam",
    ]
)
FORMS = st.dictionaries(
    st.sampled_from([*PlannerForm.base_fields, "provider"]),
    VALUES | st.lists(VALUES, max_size=3),
    max_size=17,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(FORMS, st.sampled_from(["/planner/", "/planner/calendar.ics"]))
def test_whatever_is_sent_gets_a_page(client, sent, path):
    response = client.post(path, {**answers(), **sent})
    assert response.status_code == 200
    assert response["Content-Type"].startswith(("text/html", "text/calendar"))


def test_days_away_stay_free(client):
    away = START + timedelta(days=7)
    page = ask(client, away_from=away.isoformat(), away_until=(away + timedelta(days=4)).isoformat())
    assert "Week 2" in page.text
    assert page.text.count("No appointments.") == 1


@pytest.mark.parametrize("provider", ["0", "-1", "x", "9" * 30, "١", ""])
def test_an_unknown_provider_is_ignored(client, provider):
    page = ask(client, provider=provider)
    assert not page.all("input", name="provider")
    assert page.all("section", id="plan")


def test_a_closed_provider_is_ignored(client):
    location = make_location(status=Location.Status.CLOSED)
    assert not Page(client.get(f"/planner/?provider={location.pk}").content).all("input", name="provider")


def test_nothing_is_stored_and_no_cookie_is_set():
    client = Client(enforce_csrf_checks=True)
    response = client.post("/planner/", answers())
    assert response.status_code == 200
    assert not response.cookies
    assert "no-store" in response["Cache-Control"]
    assert 'method="post"' in response.content.decode()


def test_the_calendar_file_has_the_providers_time_zone(client):
    location = make_location(time_zone="America/Denver")
    response = client.post("/planner/calendar.ics", answers(provider=location.pk, home="60614"))
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="tms-course.ics"'
    assert "no-store" in response["Cache-Control"]
    calendar = Calendar.from_ical(response.content)
    assert str(calendar.walk("VTIMEZONE")[0]["tzid"]) == "America/Denver"
    assert len(calendar.walk("VEVENT")) == 36


@pytest.mark.parametrize(
    ("changes", "zone"),
    [({"home": "60614"}, "America/Chicago"), ({"time_zone": "Pacific/Guam"}, "Pacific/Guam")],
)
def test_without_a_provider_the_zone_is_that_of_home_or_chosen(client, changes, zone):
    response = client.post("/planner/calendar.ics", answers(**changes))
    assert f"TZID:{zone}\r\n" in response.content.decode()


def test_a_file_without_a_time_zone_is_not_made(client):
    response = client.post("/planner/calendar.ics", answers())
    assert "Choose your time zone" in Page(response.content).one("div", role="alert").text


def test_a_plain_file_has_a_plain_name(client):
    response = client.post("/planner/calendar.ics", answers(home="60614", plain_titles="on"))
    assert 'filename="appointments.ics"' in response["Content-Disposition"]


def test_a_get_request_for_the_file_redirects_to_the_form(client):
    response = client.get("/planner/calendar.ics")
    assert (response.status_code, response["Location"]) == (302, "/planner/")


@pytest.mark.parametrize("path", ["/planner/", "/planner/calendar.ics"])
@pytest.mark.parametrize("changes", [{}, {"home": "Zzyzxqwrt"}])
def test_an_answer_comes_from_one_snapshot(client, monkeypatch, path, changes):
    index = search_index.index()
    left = [index]
    monkeypatch.setattr(search_index, "index", left.pop)  # fails the second time
    response = client.post(path, answers(**{"therapy": "erp", "home": "60614", **changes}))
    assert response.status_code == 200
    assert not left


def test_a_plan_costs_one_query_with_a_provider_and_none_without(
    client, django_assert_num_queries, monkeypatch
):
    monkeypatch.setattr(service, "POLL_EVERY_SECONDS", 3600)
    location = make_location()
    for weekday in range(5):
        make_hours(location, weekday)
    search_index.index()
    client.get("/planner/")  # asks whether this is a demo
    with django_assert_num_queries(1):
        ask(client, provider=location.pk, home="60614", therapy="erp")
    with django_assert_num_queries(0):
        ask(client, home="60614", therapy="erp")
