"""Notes on a plan: how it differs from a typical course, and what to ask the clinic."""

from collections.abc import Iterator
from datetime import date

from content.planner.clinics import Clinic
from content.planner.days import week_of
from content.planner.holidays import holidays_between
from content.planner.plan import Kind, Plan
from providers import words
from providers.listing.opening import clock
from providers.models import OpeningHours, Timing

FULL_WEEK = 5


def notes(plan: Plan, clinic: Clinic | None, *, has_travel: bool) -> Iterator[str]:
    """The notes, a sentence or two each, most important first."""
    yield from _about_the_rhythm(plan)
    yield from _about_the_hours(plan)
    yield from _about_the_clinic(plan, clinic)
    yield from _about_holidays(plan)
    if clinic and not has_travel:
        yield "Write your ZIP code or town in the form to see how far you would travel."


def _about_the_rhythm(plan: Plan) -> Iterator[str]:
    course, days = plan.request.course, len(plan.request.availability.weekdays)
    visits = plan.of(Kind.TMS)
    if course.in_a_row:
        if visits and (visits[-1].day - visits[0].day).days != len(visits) - 1 and len(visits) <= FULL_WEEK:
            yield "This protocol is meant for days in a row, and the days you chose are not."
        return
    if course.phases[0].per_week < FULL_WEEK or course.phases[0].visits < FULL_WEEK:
        return
    if plan.request.therapy and plan.request.therapy.timing == Timing.INTERLEAVED:
        yield (
            "TMS takes turns with therapy here, so it is given on fewer days a week than the usual five. Ask "
            "whether the clinic does that."
        )
    elif days < FULL_WEEK:
        yield (
            f"A daily course is usually five days a week. With {words.count(days, 'day')} a week it takes "
            "longer, so ask whether the clinic does that."
        )


def _about_the_hours(plan: Plan) -> Iterator[str]:
    part = plan.request.availability.part
    closes = part.closes
    if plan.request.course.visit_minutes > part.minutes:
        hours = round(plan.request.course.visit_minutes / 60)
        yield f"A day of this protocol takes about {hours} hours: more than the part of the day you chose."
        return
    later = [item for item in plan.appointments if item.ends.time() > closes]
    if later:
        latest = max(item.ends.time() for item in later)
        number = len({item.day for item in later})
        yield (
            f"On {words.count(number, 'day')}, what is planned ends after {clock(closes)}, the last of it at "
            f"{clock(latest)}."
        )


def _about_the_clinic(plan: Plan, clinic: Clinic | None) -> Iterator[str]:
    if clinic is None or not clinic.open_weekdays:
        return
    used = {item.day.weekday() for item in plan.of(Kind.TMS)} - clinic.open_weekdays
    if used:
        names = words.listed(OpeningHours.Weekday(day).label for day in sorted(used))
        yield f"{clinic.name} lists no hours for {names}."


def _about_holidays(plan: Plan) -> Iterator[str]:
    """The holidays in the plan's weeks on weekdays when the patient can come."""
    availability = plan.request.availability
    inside = holidays_between(week_of(plan.first_day), plan.last_day)
    on_my_days = {day: name for day, name in inside.items() if day.weekday() in availability.weekdays}
    off = [_named(day, name) for day, name in on_my_days.items() if day in availability.days_off]
    on = [_named(day, name) for day, name in on_my_days.items() if day not in availability.days_off]
    if off:
        yield f"Left free: {words.shortened(off, 6)}."
    if on:
        yield f"Ask whether the clinic is open on {words.shortened(on, 6)}."


def _named(day: date, name: str) -> str:
    return f"{day:%b} {day.day} ({name})"
