"""Where the appointments of a course fall: week by week, on the days that a patient has.

A phase of a course begins in a week of its own, so that "three a week" after "five a week" never makes a
week of eight. Where fewer visits than free days are due in a week, they are spread over it.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import count, cycle

from content.planner import therapy as therapy_plan
from content.planner.plan import Appointment, Availability, Kind, Plan, PlanRequest, week_of
from providers.models import Timing


def make_plan(request: PlanRequest) -> Plan:
    """Every appointment of the course and of the therapy, in the order of time."""
    wish = request.therapy
    if wish is None:
        return Plan(request, tuple(_tms(request, request.start)))
    if wish.timing == Timing.THERAPY_FIRST:
        sessions = therapy_plan.weekly(wish, request.availability, request.start)
        after = week_of(sessions[-1].day) + timedelta(days=7)
        return Plan(request, tuple(sorted([*sessions, *_tms(request, after)])))
    visits = _tms(request, request.start)
    if wish.timing == Timing.TMS_FIRST:
        after = week_of(visits[-1].day) + timedelta(days=7)
        sessions = therapy_plan.weekly(wish, request.availability, after)
    elif wish.timing == Timing.INTERLEAVED:
        sessions = therapy_plan.on_days(wish, request.availability, _between(request, visits))
    else:
        sessions, visits = therapy_plan.beside(wish, request.availability, visits)
    return Plan(request, tuple(sorted([*visits, *sessions])))


def _tms(request: PlanRequest, start: date) -> list[Appointment]:
    """The TMS visits from `start` on."""
    weeks = _weeks_of_days(request, start)
    days: list[date] = []
    for phase in request.course.phases:
        left, passed = phase.visits, 0
        while left:
            free = next(weeks)
            if passed % phase.every == 0 and free:
                chosen = spread(free, min(phase.per_week, left))
                days += chosen
                left -= len(chosen)
                passed = 0
            elif passed % phase.every == 0:
                continue  # a week off where a visit was due: the next one takes it
            passed += 1
    opens = request.availability.part.opens
    return [
        Appointment(datetime.combine(day, opens), _minutes(request, number), Kind.TMS, number)
        for number, day in enumerate(days, start=1)
    ]


def _minutes(request: PlanRequest, number: int) -> int:
    return request.course.first_visit_minutes if number == 1 else request.course.visit_minutes


def _weeks_of_days(request: PlanRequest, start: date) -> Iterator[list[date]]:
    """Week after week without end, the days on which TMS may be given."""
    is_interleaved = request.therapy is not None and request.therapy.timing == Timing.INTERLEAVED
    turns = cycle((True, False)) if is_interleaved else cycle((True,))
    for free in free_weeks(request.availability, start):
        yield [day for day in free if next(turns)]


def free_weeks(availability: Availability, start: date) -> Iterator[list[date]]:
    """Week after week without end, the days that are available, from `start` on."""
    monday = week_of(start)
    for number in count():
        days = (monday + timedelta(days=7 * number + weekday) for weekday in range(7))
        yield [day for day in days if day >= start and availability.allows(day)]


def spread(days: Sequence[date], number: int) -> list[date]:
    """Up to `number` of `days`, as evenly over them as can be; one alone is the first."""
    if number >= len(days):
        return list(days)
    if number == 1:
        return [days[0]]
    return [days[index * (len(days) - 1) // (number - 1)] for index in range(number)]


def _between(request: PlanRequest, visits: Sequence[Appointment]) -> list[date]:
    """The free days without TMS from the first visit to the last: those of the therapy, in turn."""
    taken, last = {visit.day for visit in visits}, visits[-1].day
    days: list[date] = []
    for week in free_weeks(request.availability, visits[0].day):
        if not week or week[0] <= last:
            days += [day for day in week if day <= last and day not in taken]
        if week and week[-1] >= last:
            return days
    raise AssertionError("free weeks never end")
