"""Calendar files, as two independent parsers read them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from content.planner.calendar_file import CalendarDetails, calendar_file, title
from content.planner.plan import Kind, Plan, TherapyRequest
from content.planner.scheduling import make_plan
from content.planner.time_zones import TIME_ZONES
from providers.models import Timing
from tests.content.planner.plan_requests import a_request, requests

MADE_AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
CHICAGO = "America/Chicago"
IN_SPRING = a_request(start=date(2027, 2, 22))  # clocks go forward on March 14
IN_FALL = a_request(start=date(2027, 10, 18))  # and back on November 7


def file_of(plan: Plan, **details) -> bytes:
    return calendar_file(
        plan, CalendarDetails(**{"time_zone": CHICAGO, "therapy": "ERP", **details}), MADE_AT
    )


def expect_the_plan(plan: Plan, content: bytes, zone: str) -> None:
    """Both parsers find each appointment at its local time, and at the same moment as Python's zone."""
    events = Calendar.from_ical(content).walk("VEVENT")
    others = vobject.readOne(content.decode()).vevent_list
    assert len(events) == len(others) == len(plan.appointments)
    for item, event, other in zip(plan.appointments, events, others, strict=True):
        starts = item.starts.replace(tzinfo=ZoneInfo(zone))
        for found in (event.start, other.dtstart.value):
            assert found.replace(tzinfo=None) == item.starts
            assert found.astimezone(UTC) == starts.astimezone(UTC)
        assert (
            event.end - event.start
            == other.dtend.value - other.dtstart.value
            == timedelta(minutes=item.minutes)
        )


@pytest.mark.parametrize("request_", [IN_SPRING, IN_FALL], ids=["clocks go forward", "clocks go back"])
@pytest.mark.parametrize("zone", [name for name, _ in TIME_ZONES])
def test_visits_keep_their_local_time_when_clocks_change(request_, zone):
    plan = make_plan(request_)
    expect_the_plan(plan, file_of(plan, time_zone=zone), zone)


def test_the_offset_from_utc_changes_within_a_course():
    events = Calendar.from_ical(file_of(make_plan(IN_SPRING))).walk("VEVENT")
    assert {event.start.utcoffset() for event in events} == {timedelta(hours=-6), timedelta(hours=-5)}


@settings(max_examples=20)
@given(requests(), st.sampled_from([name for name, _ in TIME_ZONES]))
def test_every_plan_makes_a_file_that_parsers_read_as_the_plan(request_, zone):
    plan = make_plan(request_)
    expect_the_plan(plan, file_of(plan, time_zone=zone), zone)


def test_every_event_names_a_zone_that_the_file_defines():
    content = file_of(make_plan(IN_SPRING)).decode()
    assert content.count("BEGIN:VTIMEZONE") == 1
    assert f"TZID:{CHICAGO}\r\n" in content
    assert content.count(f"DTSTART;TZID={CHICAGO}:") == content.count("BEGIN:VEVENT") == 36


def test_lines_are_folded_and_ended_as_the_standard_says():
    content = file_of(make_plan(IN_SPRING), place="Größte Praxis für TMS, 1 Main Street; Chicago, IL" * 3)
    assert content.endswith(b"\r\n")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")


def test_ids_are_distinct_and_the_same_for_the_same_plan():
    one, again = (Calendar.from_ical(file_of(make_plan(IN_SPRING))).walk("VEVENT") for _ in range(2))
    ids = [event["uid"] for event in one]
    assert len(set(ids)) == len(ids)
    assert ids == [event["uid"] for event in again]


def test_events_say_what_they_are_and_where():
    wish = TherapyRequest(Timing.SAME_DAY_AFTER, at_the_clinic=False)
    plan = make_plan(a_request(therapy=wish))
    tms, therapy, *_ = Calendar.from_ical(file_of(plan, place="Harbor TMS, Chicago")).walk("VEVENT")
    assert str(tms["summary"]) == "TMS visit 1 of 36"
    assert str(tms["location"]) == "Harbor TMS, Chicago"
    assert "not a prescription" in str(tms["description"])
    assert str(therapy["summary"]) == "ERP session 1 of 9"
    assert "location" not in therapy  # it is somewhere else


def test_with_plain_titles_the_file_does_not_say_what_the_visits_are_for():
    plan = make_plan(a_request(therapy=TherapyRequest(Timing.SAME_COURSE)))
    content = file_of(plan, place="Harbor TMS, Chicago", plain_titles=True).decode()
    events = content[content.index("BEGIN:VEVENT") :]
    for word in ("TMS", "ERP", "Harbor", "prescription"):
        assert word not in events


def test_titles_count_visits_and_sessions_separately():
    plan = make_plan(a_request(therapy=TherapyRequest(Timing.SAME_COURSE)))
    last = plan.of(Kind.THERAPY)[-1]
    assert title(plan, last, "ERP") == "ERP session 9 of 9"
