"""Where the appointments of a course fall: week by week, on the days that a patient has.

A phase of a course begins in a week of its own, so that "three a week" after "five a week" never makes a
week of eight. Where fewer visits than free days are due in a week, they are spread over it.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import cycle

from content.planner import therapy as therapy_plan
from content.planner.days import free_weeks, spread, week_of
from content.planner.plan import Appointment, Kind, Plan, PlanRequest
from providers.models import Timing

# A visit that is longer than the part of day a patient has cannot begin later than this.
LATEST_START_OF_A_LONG_DAY = time(9)


def make_plan(request: PlanRequest) -> Plan:
    """Every appointment of the course and of the therapy, in the order of time."""
    wish, availability = request.therapy, request.availability
    if wish is None:
        return Plan(request, tuple(_tms(request, request.start)))
    if wish.timing == Timing.THERAPY_FIRST:
        sessions = therapy_plan.weekly(wish, availability, request.start)
        visits = _tms(request, _week_after(sessions[-1]))
    else:
        visits = _tms(request, request.start)
        if wish.timing == Timing.TMS_FIRST:
            sessions = therapy_plan.weekly(wish, availability, _week_after(visits[-1]))
        elif wish.timing == Timing.INTERLEAVED:
            sessions = therapy_plan.between(wish, availability, visits)
        else:
            sessions, visits = therapy_plan.beside(wish, availability.part, visits)
    return Plan(request, tuple(sorted([*visits, *sessions])))


def _week_after(appointment: Appointment) -> date:
    """The Monday after the week of an appointment."""
    return week_of(appointment.day) + timedelta(days=7)


def _tms(request: PlanRequest, start: date) -> list[Appointment]:
    """The TMS visits from `start` on."""
    course, part = request.course, request.availability.part
    days: list[date] = []
    weeks = _weeks_for_tms(request, start)
    for phase in course.phases:
        left, weeks_to_wait = phase.visits, 0
        while left:
            free = next(weeks)
            if weeks_to_wait:
                weeks_to_wait -= 1
            elif free:  # a week without a free day puts the visits off
                chosen = spread(free, min(phase.per_week, left))
                days += chosen
                left -= len(chosen)
                weeks_to_wait = phase.every - 1
    fits = course.visit_minutes <= part.minutes
    opens = part.opens if fits else min(part.opens, LATEST_START_OF_A_LONG_DAY)
    return [
        Appointment(datetime.combine(day, opens), course.minutes_of(number), Kind.TMS, number)
        for number, day in enumerate(days, start=1)
    ]


def _weeks_for_tms(request: PlanRequest, start: date) -> Iterator[list[date]]:
    """Week after week without end, the days on which TMS may be given: each second one if interleaved."""
    is_interleaved = request.therapy is not None and request.therapy.timing == Timing.INTERLEAVED
    turns = cycle((True, False) if is_interleaved else (True,))
    for free in free_weeks(request.availability, start):
        yield [day for day in free if next(turns)]
