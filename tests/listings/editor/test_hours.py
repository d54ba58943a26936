"""Hours: copied to other days, split, closed on holidays; on the public page at once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from providers.listing.opening import day_name
from providers.listing.values import read_section
from providers.models import Closure
from tests.listings.editor.filling import open_form, read_form, save, section_url
from tests.listings.editor.listing import full_location, old_hand

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary")]


@pytest.fixture
def location():
    return full_location()


@pytest.fixture
def editor(client, location):
    client.force_login(old_hand(location))
    return client


def test_the_hours_of_a_day_are_copied_to_others_without_being_saved(editor, location):
    fields = open_form(editor, location, "hours") | {"do": "copy", "copy_from": "0", "copy_to": ["1", "4"]}
    html = editor.post(section_url(location, "hours"), fields).content.decode()
    form = read_form(html)
    assert {row["weekday"] for row in read_section(location.pk, "hours")["hours"]} == {0}
    save(editor, location, "hours", form)
    rows = read_section(location.pk, "hours")["hours"]
    assert [(row["weekday"], row["opens"]) for row in rows] == [
        (day, opens) for day in (0, 1, 4) for opens in ("08:00", "13:00")
    ]


def test_hours_of_no_day_are_copied_to_none(editor, location):
    fields = open_form(editor, location, "hours") | {"do": "copy", "copy_from": "x", "copy_to": ["0"]}
    html = editor.post(section_url(location, "hours"), fields).content.decode()
    assert read_form(html)["opens-0-0"] == ["08:00"]


def test_a_third_span_a_day_can_be_asked_for(editor, location):
    fields = open_form(editor, location, "hours")
    html = editor.post(section_url(location, "hours"), fields | {"do": "add-span"}).content.decode()
    save(editor, location, "hours", read_form(html), opens__0__2="18:00", closes__0__2="20:00")
    assert len(read_section(location.pk, "hours")["hours"]) == 3


@pytest.mark.parametrize(
    ("span", "sentence"),
    [
        ({"opens__2__0": "09:00"}, "Enter both times, or none."),
        ({"opens__2__0": "17:00", "closes__2__0": "09:00"}, "Closing must be after opening"),
        ({"opens__0__1": "11:00"}, "These hours overlap"),
        ({"opens__2__0": "25:00", "closes__2__0": "26:00"}, "Enter a valid time."),
    ],
)
def test_times_that_cannot_be_are_named_beside_the_field(editor, location, span, sentence):
    response = save(editor, location, "hours", open_form(editor, location, "hours"), **span)
    assert response.status_code == 200
    assert response.content.decode().count(sentence) >= 2
    assert len(read_section(location.pk, "hours")["hours"]) == 2


def test_a_holiday_is_announced_on_the_public_page(editor, location):
    day = timezone.localdate() + timedelta(days=10)
    fields = open_form(editor, location, "hours")
    holiday = {"closures__1__first_day": day.isoformat(), "closures__1__reason": "Thanksgiving"}
    response = save(editor, location, "hours", fields, **holiday)
    assert response.status_code == 302
    html = editor.get(location.get_absolute_url()).content.decode()
    assert f"Closed on {day_name(day)}: Thanksgiving" in html


def test_a_closure_that_is_over_is_kept_and_not_shown_again(editor, location):
    Closure.objects.create(location=location, first_day="2025-11-27", last_day="2025-11-27", label="Past")
    fields = open_form(editor, location, "hours")
    assert "Past" not in str(fields)
    save(editor, location, "hours", fields, opens__2__0="9 AM", closes__2__0="5:30 pm")
    values = read_section(location.pk, "hours")
    assert [row["label"] for row in values["closures"]] == ["Past", "Inventory"]
    assert values["hours"][-1] == {"weekday": 2, "opens": "09:00", "closes": "17:30"}


def test_a_closure_is_removed_by_its_tick(editor, location):
    fields = open_form(editor, location, "hours")
    save(editor, location, "hours", fields, closures__0__remove="on")
    assert read_section(location.pk, "hours")["closures"] == []


def test_a_closure_that_ends_before_it_begins_is_refused(editor, location):
    fields = open_form(editor, location, "hours")
    wrong = {"closures__0__first_day": "2026-11-27", "closures__0__last_day": "2026-11-26"}
    response = save(editor, location, "hours", fields, **wrong)
    assert "must not be before the first" in response.content.decode()


def test_an_endless_number_of_rows_is_cut_to_what_is_allowed(editor, location):
    fields = open_form(editor, location, "hours") | {"closures-count": "999", "do": "add-closures"}
    html = editor.post(section_url(location, "hours"), fields).content.decode()
    assert html.count("closures-29-first_day") > 0
    assert "closures-30-first_day" not in html
