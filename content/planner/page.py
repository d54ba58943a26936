"""The plan as its page shows it: totals, notes, and the calendar week by week."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from content.planner.calendar_file import title
from content.planner.clinics import Clinic
from content.planner.notes import notes
from content.planner.plan import Appointment, Kind, Plan, Week
from content.planner.travel import Travel, travel
from places.lookup import PlaceMatch
from providers import words
from providers.listing.opening import clock
from providers.search.criteria import Point


@dataclass(frozen=True)
class Fact:
    label: str
    value: str


@dataclass(frozen=True)
class ShownAppointment:
    """ "9 AM to 9:52 AM", "TMS visit 2 of 36"."""

    times: str
    title: str
    kind: str


@dataclass(frozen=True)
class ShownDay:
    """A day with appointments; `weekday` is 0 for Monday and decides its column."""

    name: str
    weekday: int
    appointments: tuple[ShownAppointment, ...]


@dataclass(frozen=True)
class ShownWeek:
    """A week, or several weeks in a row without appointments ("Weeks 4 to 6"), which have no days."""

    heading: str
    dates: str
    days: tuple[ShownDay, ...]


@dataclass(frozen=True)
class PlanPage:
    """`title` names the course: "Standard TMS with ERP at Harbor TMS"."""

    title: str
    facts: tuple[Fact, ...]
    typical: str
    assumed: str
    notes: tuple[str, ...]
    weeks: tuple[ShownWeek, ...]
    has_weekend: bool


def plan_page(
    plan: Plan, *, protocol: str, therapy: str, clinic: Clinic | None, home: PlaceMatch | None
) -> PlanPage:
    """The page of a plan. `protocol` is a label, `therapy` a short name ("ERP"), empty without therapy."""
    course = plan.request.course
    trip = None
    if clinic and home:
        trip = travel(Point(home.place.latitude, home.place.longitude), clinic.point, plan.trips)
    combined = f"{protocol} with {therapy}" if therapy else protocol
    return PlanPage(
        title=f"{combined} at {clinic.name}" if clinic else combined,
        facts=tuple(_facts(plan, therapy, trip)),
        typical=course.typical,
        assumed=course.assumed,
        notes=tuple(notes(plan, clinic, has_travel=trip is not None)),
        weeks=tuple(_weeks(plan, therapy)),
        has_weekend=any(item.day.weekday() > 4 for item in plan.appointments),
    )


def _facts(plan: Plan, therapy: str, trip: Travel | None) -> Iterator[Fact]:
    course, visits, sessions = plan.request.course, plan.of(Kind.TMS), plan.of(Kind.THERAPY)
    in_all = words.integer(len(visits))
    if course.sessions_per_visit > 1:
        in_all = (
            f"{in_all} days, with {words.integer(len(visits) * course.sessions_per_visit)} sessions of TMS"
        )
    yield Fact("TMS visits", in_all)
    if therapy:
        yield Fact("Therapy sessions", f"{words.integer(len(sessions))} ({therapy})")
    weeks = sum(1 for _ in plan.weeks())
    yield Fact(
        "From and to",
        f"{words.long_date(plan.first_day)} to {words.long_date(plan.last_day)}: "
        f"{words.count(weeks, 'week')}",
    )
    yield Fact("Ways to the clinic", words.count(plan.trips, "trip"))
    if trip:
        yield Fact(
            "Travel",
            f"about {words.miles(trip.miles_one_way)} each way, {words.miles(trip.total_miles)} in all "
            "(in a straight line; by road it is more)",
        )


def _weeks(plan: Plan, therapy: str) -> Iterator[ShownWeek]:
    """Each week with appointments; weeks in a row without any are combined."""
    for is_empty, group in groupby(plan.weeks(), key=lambda week: not week.appointments):
        weeks = list(group)
        if is_empty:
            yield _empty(weeks)
        else:
            yield from (_week(plan, week, therapy) for week in weeks)


def _empty(weeks: list[Week]) -> ShownWeek:
    first, last = weeks[0], weeks[-1]
    heading = f"Week {first.number}" if first is last else f"Weeks {first.number} to {last.number}"
    return ShownWeek(heading, span(first.monday, last.monday + timedelta(days=6)), ())


def _week(plan: Plan, week: Week, therapy: str) -> ShownWeek:
    days = tuple(
        ShownDay(
            f"{day:%a}, {day:%b} {day.day}",
            day.weekday(),
            tuple(_appointment(plan, item, therapy) for item in items),
        )
        for day, items in groupby(week.appointments, key=lambda item: item.day)
    )
    return ShownWeek(f"Week {week.number}", span(week.monday, week.monday + timedelta(days=6)), days)


def _appointment(plan: Plan, item: Appointment, therapy: str) -> ShownAppointment:
    times = f"{clock(item.starts.time())} to {clock(item.ends.time())}"
    return ShownAppointment(times, title(plan, item, therapy), item.kind.value)


def span(first: date, last: date) -> str:
    """ "Nov 30 to Dec 6, 2026", with both years if they differ."""
    if first.year == last.year:
        return f"{first:%b} {first.day} to {words.long_date(last)}"
    return f"{words.long_date(first)} to {words.long_date(last)}"
