"""Schedules the appointments of a course week by week, on the days when the patient can come.

Each phase of a course begins in a new week, so that "three a week" after "five a week" never adds up to eight
in one week. If a week has more free days than visits, the visits are spread over it.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import cycle

from content.planner.days import free_weeks, spread, week_of
from content.planner.plan import Appointment, Kind, Plan, PlanRequest
from content.planner.therapy import between_visits, on_visit_days, weekly_sessions
from providers.models import Timing

# A visit that is longer than the patient's part of the day starts at this time at the latest.
LATEST_START_OF_LONG_VISIT = time(9)


def make_plan(request: PlanRequest) -> Plan:
    """All appointments of the course and of the therapy, in order of time."""
    therapy, availability = request.therapy, request.availability
    if therapy is None:
        return Plan(request, tuple(_tms(request, request.start)))
    if therapy.timing == Timing.THERAPY_FIRST:
        sessions = weekly_sessions(therapy, availability, request.start)
        visits = _tms(request, _week_after(sessions[-1]))
    else:
        visits = _tms(request, request.start)
        if therapy.timing == Timing.TMS_FIRST:
            sessions = weekly_sessions(therapy, availability, _week_after(visits[-1]))
        elif therapy.timing == Timing.INTERLEAVED:
            sessions = between_visits(therapy, availability, visits)
        else:
            sessions, visits = on_visit_days(therapy, availability.part, visits)
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
            elif free:  # a week without a free day postpones the visits
                chosen = spread(free, min(phase.per_week, left))
                days += chosen
                left -= len(chosen)
                weeks_to_wait = phase.every - 1
    fits = course.visit_minutes <= part.minutes
    opens = part.opens if fits else min(part.opens, LATEST_START_OF_LONG_VISIT)
    return [
        Appointment(datetime.combine(day, opens), course.minutes_of(number), Kind.TMS, number)
        for number, day in enumerate(days, start=1)
    ]


def _weeks_for_tms(request: PlanRequest, start: date) -> Iterator[list[date]]:
    """The days of each week on which TMS may be given, without end: every second free day if interleaved."""
    is_interleaved = request.therapy is not None and request.therapy.timing == Timing.INTERLEAVED
    turns = cycle((True, False) if is_interleaved else (True,))
    for free in free_weeks(request.availability, start):
        yield [day for day in free if next(turns)]
