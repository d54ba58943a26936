"""The notes on a plan."""

from datetime import date

from content.planner.clinics import Clinic
from content.planner.days import Availability, PartOfDay
from content.planner.holidays import holidays_between
from content.planner.notes import notes
from content.planner.plan import PlanRequest, TherapyRequest
from content.planner.scheduling import make_plan
from providers.models import Timing
from providers.search.criteria import Point
from tests.content.planner.plan_requests import MONDAY_TO_FRIDAY, a_request

CLINIC = Clinic(
    1, "Harbor TMS", "1 Main Street", "/", Point(41.9, -87.6), "America/Chicago", frozenset({0, 1, 2, 3})
)


def said(request: PlanRequest, clinic: Clinic | None = None, *, has_travel: bool = True) -> str:
    return " ".join(notes(make_plan(request), clinic, has_travel=has_travel))


def on(
    days: set[int], part: PartOfDay = PartOfDay.MORNING, off: frozenset[date] = frozenset()
) -> Availability:
    return Availability(frozenset(days), part, off)


def test_an_ordinary_plan_without_holidays_has_no_notes():
    assert said(a_request(start=date(2027, 3, 1))) == ""


def test_fewer_than_five_days_a_week_are_a_question_for_the_clinic():
    assert "With 2 days a week it takes longer" in said(a_request(availability=on({0, 3})))


def test_visits_in_turn_with_therapy_are_a_question_too():
    assert "TMS takes turns" in said(a_request(therapy=TherapyRequest(Timing.INTERLEAVED)))


def test_a_protocol_for_consecutive_days_without_them():
    assert "days in a row" in said(a_request("saint", availability=on({0, 2, 4})))
    assert "days in a row" not in said(a_request("saint"))


def test_a_day_that_is_longer_than_the_hours_chosen():
    assert "takes about 8 hours" in said(a_request("saint"))


def test_therapy_that_ends_too_late():
    early = on({0, 1, 2, 3, 4}, PartOfDay.EARLY_MORNING)
    text = said(
        a_request(start=date(2027, 3, 1), availability=early, therapy=TherapyRequest(Timing.SAME_DAY_AFTER))
    )
    assert "On 1 day, what is planned ends after 9 AM, the last of it at 9:40 AM." in text


def test_days_on_which_the_clinic_is_closed():
    assert "Harbor TMS lists no hours for Friday." in said(a_request(), CLINIC)


def test_holidays_with_and_without_visits():
    start = date(2026, 11, 30)
    assert "Ask whether the clinic is open on Dec 25 (Christmas Day)" in said(a_request(start=start))
    off = frozenset(holidays_between(start, date(2027, 12, 31)))
    text = said(a_request(start=start, availability=on(set(MONDAY_TO_FRIDAY), off=off)))
    assert "Left free: Dec 25 (Christmas Day), Jan 1 (New Year’s Day)" in text
    assert "Ask whether" not in text


def test_without_a_home_the_notes_ask_for_it():
    # The form may stand above or below the plan.
    assert "town in the form to see how far you would travel" in said(a_request(), CLINIC, has_travel=False)
