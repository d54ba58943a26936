"""Schedules therapy sessions: on the days of TMS visits, between them, or in separate weeks.

No timing is proven to work better than another (domain evidence, "same-day is best"): these functions only
show what each timing means in a calendar.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import groupby

from content.planner.days import Availability, PartOfDay, free_days, free_weeks, spread, week_of
from content.planner.plan import PAUSE_MINUTES, THERAPY_MINUTES, Appointment, Kind, TherapyRequest
from providers.models import Timing

_SESSION = timedelta(minutes=THERAPY_MINUTES)
_PAUSE = timedelta(minutes=PAUSE_MINUTES)


def weekly_sessions(request: TherapyRequest, availability: Availability, start: date) -> list[Appointment]:
    """`request.sessions` sessions (1 or more) from `start` on, without TMS in these weeks."""
    days: list[date] = []
    left = request.sessions or 1
    for free in free_weeks(availability, start):
        days += spread(free, min(request.per_week, left - len(days)))
        if len(days) == left:
            break
    return _at_opening(days, availability.part)


def between_visits(
    request: TherapyRequest, availability: Availability, visits: Sequence[Appointment]
) -> list[Appointment]:
    """Sessions on free days without TMS, from the first visit to the last."""
    taken = {visit.day for visit in visits}
    free = [day for day in free_days(availability, visits[0].day, visits[-1].day) if day not in taken]
    return _at_opening(_chosen(request, free), availability.part)


def on_visit_days(
    request: TherapyRequest, part: PartOfDay, visits: Sequence[Appointment]
) -> tuple[list[Appointment], list[Appointment]]:
    """Sessions on days of TMS, and the visits, some of which start later because therapy comes first."""
    chosen = {
        day: number for number, day in enumerate(_chosen(request, [visit.day for visit in visits]), start=1)
    }
    sessions: list[Appointment] = []
    moved: list[Appointment] = []
    for visit in visits:
        number = chosen.get(visit.day)
        if number is None:
            moved.append(visit)
            continue
        session, visit_then = _together(request.timing, part, visit, number)
        sessions.append(session)
        moved.append(visit_then)
    return sessions, moved


def _together(
    timing: Timing, part: PartOfDay, visit: Appointment, number: int
) -> tuple[Appointment, Appointment]:
    """The session on the day of a visit, and the visit with its new start."""
    session = Appointment(visit.starts, THERAPY_MINUTES, Kind.THERAPY, number)
    after = visit.ends + _PAUSE
    if timing == Timing.DURING_SESSION:
        return replace(session, minutes=visit.minutes), visit
    if timing == Timing.SAME_DAY_BEFORE:
        return session, replace(visit, starts=session.ends + _PAUSE)
    if timing == Timing.SAME_DAY_AFTER:
        return replace(session, starts=after), visit
    # Any time of the day: as late as the patient can come.
    latest = datetime.combine(visit.day, part.closes) - _SESSION
    return replace(session, starts=max(after, latest)), visit


def _chosen(request: TherapyRequest, days: Sequence[date]) -> list[date]:
    """Up to `per_week` of `days` in each week, and up to `sessions` in total."""
    weeks = (list(inside) for _, inside in groupby(days, key=week_of))
    chosen = [day for week in weeks for day in spread(week, request.per_week)]
    return chosen[: request.sessions]


def _at_opening(days: Sequence[date], part: PartOfDay) -> list[Appointment]:
    return [
        Appointment(datetime.combine(day, part.opens), THERAPY_MINUTES, Kind.THERAPY, number)
        for number, day in enumerate(days, start=1)
    ]
