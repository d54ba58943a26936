"""The planner's schedule: rules for every plan, and a few examples."""

import itertools
from collections import Counter
from datetime import date, time, timedelta

import pytest
from hypothesis import given

from content.planner.courses import COURSES
from content.planner.days import Availability, PartOfDay, spread, week_of
from content.planner.forms import MAX_SESSIONS, MAX_VISITS, YEARS_OF_HOLIDAYS
from content.planner.plan import PAUSE_MINUTES, THERAPY_MINUTES, Kind, TherapyRequest
from content.planner.scheduling import make_plan
from providers.models import Timing
from tests.content.planner.plan_requests import MONDAY, MONDAY_TO_FRIDAY, a_request, requests

TOGETHER = {
    Timing.DURING_SESSION,
    Timing.SAME_DAY_BEFORE,
    Timing.SAME_DAY_AFTER,
    Timing.SAME_COURSE,
    Timing.COORDINATION_ONLY,
    Timing.NONE,
}


@given(requests())
def test_every_visit_of_the_course_is_in_the_plan_and_no_other(request_):
    visits = make_plan(request_).of(Kind.TMS)
    assert [visit.number for visit in visits] == list(range(1, request_.course.visits + 1))
    assert len({visit.day for visit in visits}) == len(visits)


@given(requests())
def test_nothing_is_scheduled_when_the_patient_cannot_come(request_):
    for item in make_plan(request_).appointments:
        assert item.day >= request_.start
        assert item.day.weekday() in request_.availability.weekdays
        assert item.day not in request_.availability.days_off
        assert item.ends.date() == item.day


@given(requests())
def test_no_week_has_more_visits_than_its_phase(request_):
    visits = make_plan(request_).of(Kind.TMS)
    number = 0
    for phase in request_.course.phases:
        weeks = Counter(week_of(visit.day) for visit in visits[number : number + phase.visits])
        assert max(weeks.values()) <= phase.per_week
        number += phase.visits


@given(requests())
def test_appointments_are_in_order_and_overlap_only_where_therapy_is_during_tms(request_):
    plan = make_plan(request_)
    assert list(plan.appointments) == sorted(plan.appointments)
    if request_.therapy and request_.therapy.timing != Timing.DURING_SESSION:
        for one, next_one in zip(plan.appointments, plan.appointments[1:], strict=False):
            assert one.ends + timedelta(minutes=PAUSE_MINUTES) <= next_one.starts


@given(requests())
def test_weeks_are_consecutive_and_contain_the_whole_plan(request_):
    plan = make_plan(request_)
    weeks = list(plan.weeks())
    assert [week.number for week in weeks] == list(range(1, len(weeks) + 1))
    assert {later.monday - week.monday for week, later in itertools.pairwise(weeks)} <= {timedelta(days=7)}
    assert [item for week in weeks for item in week.appointments] == list(plan.appointments)


@given(requests())
def test_therapy_follows_its_timing(request_):
    plan, wish = make_plan(request_), request_.therapy
    visits, sessions = plan.of(Kind.TMS), plan.of(Kind.THERAPY)
    if wish is None:
        assert not sessions
        return
    assert len(sessions) <= wish.sessions
    visit_on = {visit.day: visit for visit in visits}
    if wish.timing == Timing.THERAPY_FIRST:
        assert len(sessions) == wish.sessions
        assert week_of(sessions[-1].day) < week_of(visits[0].day)
    elif wish.timing == Timing.TMS_FIRST:
        assert len(sessions) == wish.sessions
        assert week_of(sessions[0].day) > week_of(visits[-1].day)
    elif wish.timing == Timing.INTERLEAVED:
        assert not {session.day for session in sessions} & visit_on.keys()
        assert all(visits[0].day < session.day < visits[-1].day for session in sessions)
    for session in sessions if wish.timing in TOGETHER else ():
        visit = visit_on[session.day]
        pause = timedelta(minutes=PAUSE_MINUTES)
        if wish.timing == Timing.DURING_SESSION:
            assert (session.starts, session.ends) == (visit.starts, visit.ends)
        elif wish.timing == Timing.SAME_DAY_BEFORE:
            assert session.ends + pause == visit.starts
        elif wish.timing == Timing.SAME_DAY_AFTER:
            assert visit.ends + pause == session.starts
        else:
            assert visit.ends + pause <= session.starts


@given(requests())
def test_no_week_has_more_sessions_than_requested(request_):
    sessions = make_plan(request_).of(Kind.THERAPY)
    for number in Counter(week_of(session.day) for session in sessions).values():
        assert number <= request_.therapy.per_week


@given(requests())
def test_two_appointments_on_one_day_are_one_trip(request_):
    plan = make_plan(request_)
    days = {item.day for item in plan.appointments}
    if request_.therapy and not request_.therapy.at_the_clinic:
        assert plan.trips == len(plan.of(Kind.TMS))
    else:
        assert plan.trips == len(days)


def test_a_standard_course_takes_six_weeks_and_a_taper_of_three():
    plan = make_plan(a_request())
    assert [len(week.appointments) for week in plan.weeks()] == [5] * 6 + [3, 2, 1]
    assert plan.last_day == date(2027, 1, 25)
    taper = list(plan.weeks())[6]
    assert [item.day.weekday() for item in taper.appointments] == [0, 2, 4]


def test_the_first_visit_is_longer():
    first, second, *_ = make_plan(a_request()).appointments
    assert (first.minutes, second.minutes) == (100, 55)
    assert first.starts.time() == time(9)


def test_saint_takes_five_whole_days():
    evening = Availability(MONDAY_TO_FRIDAY, PartOfDay.EVENING)
    plan = make_plan(a_request("saint", availability=evening))
    assert [item.day for item in plan.appointments] == [MONDAY + timedelta(days=n) for n in range(5)]
    assert plan.appointments[0].starts.time() == time(9)  # it could not begin in the evening


def test_maintenance_visits_are_four_weeks_apart():
    plan = make_plan(a_request("maintenance"))
    assert {
        later.day - one.day for one, later in zip(plan.appointments, plan.appointments[1:], strict=False)
    } == {timedelta(days=28)}


def test_fewer_weekdays_make_a_longer_course():
    two_days = Availability(frozenset({1, 3}), PartOfDay.MORNING)
    plan = make_plan(a_request("deep-h7-ocd", availability=two_days))
    assert len(list(plan.weeks())) == 15


def test_the_longest_possible_plan_ends_while_holidays_are_known():
    mondays = Availability(frozenset({0}), PartOfDay.MORNING)
    wish = TherapyRequest(Timing.THERAPY_FIRST, sessions=MAX_SESSIONS)
    course = COURSES["maintenance"].with_visits(MAX_VISITS)
    plan = make_plan(a_request(course=course, availability=mondays, therapy=wish))
    assert (plan.last_day - plan.first_day).days < 365 * YEARS_OF_HOLIDAYS / 2


def test_a_week_off_postpones_the_rest_of_the_course():
    week = frozenset(MONDAY + timedelta(days=number) for number in range(7, 12))
    availability = Availability(MONDAY_TO_FRIDAY, PartOfDay.MORNING, week)
    plan = make_plan(a_request("deep-h7-ocd", availability=availability))
    assert [len(week.appointments) for week in plan.weeks()] == [5, 0, 5, 5, 5, 5, 5]


def test_weekly_therapy_runs_with_the_course():
    plan = make_plan(a_request(therapy=TherapyRequest(Timing.SAME_COURSE)))
    assert len(plan.of(Kind.THERAPY)) == len(list(plan.weeks()))
    assert plan.trips == 36


def test_therapy_before_tms_moves_the_visit_of_that_day_only():
    plan = make_plan(a_request(therapy=TherapyRequest(Timing.SAME_DAY_BEFORE)))
    therapy, tms, next_day = plan.appointments[:3]
    assert (therapy.starts.time(), therapy.minutes) == (time(9), THERAPY_MINUTES)
    assert tms.starts.time() == time(10)
    assert next_day.starts.time() == time(9)


def test_on_alternate_days_tms_and_therapy_take_turns():
    plan = make_plan(a_request("deep-h7-ocd", therapy=TherapyRequest(Timing.INTERLEAVED, per_week=5)))
    assert [item.kind for item in plan.appointments[:4]] == [Kind.TMS, Kind.THERAPY] * 2
    assert len(plan.of(Kind.TMS)) == 30
    assert len(plan.of(Kind.THERAPY)) == 29


@pytest.mark.parametrize("protocol", COURSES)
@pytest.mark.parametrize("visits", [1, 5, 6, 7, 36, 60])
def test_a_clinics_own_number_of_visits_is_kept(protocol, visits):
    course = COURSES[protocol].with_visits(visits)
    assert course.visits == visits
    assert course.is_complete


def test_the_usual_number_changes_nothing():
    course = COURSES["rtms-10hz-left"]
    assert course.with_visits(36) == course


@pytest.mark.parametrize(
    ("number", "expected"), [(1, [0]), (2, [0, 4]), (3, [0, 2, 4]), (4, [0, 1, 2, 4]), (9, [0, 1, 2, 3, 4])]
)
def test_visits_are_spread_over_a_week(number, expected):
    week = [MONDAY + timedelta(days=day) for day in range(5)]
    assert [day.weekday() for day in spread(week, number)] == expected
