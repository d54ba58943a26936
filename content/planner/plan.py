"""What a patient asks the planner, and what it answers: frozen values without a request or a database.

Times are local to the clinic and carry no time zone; `calendar_file` gives them one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from content.planner.courses import Course
from content.planner.days import Availability, week_of
from providers.models import Timing

THERAPY_MINUTES = 50
# Between TMS and therapy on the same day, to get from one room to the other.
PAUSE_MINUTES = 10


@dataclass(frozen=True)
class TherapyWish:
    """`sessions` is None for as many as fit while TMS runs; for one after the other it is a number."""

    timing: Timing
    per_week: int = 1
    sessions: int | None = None
    at_the_clinic: bool = True


@dataclass(frozen=True)
class PlanRequest:
    course: Course
    start: date
    availability: Availability
    therapy: TherapyWish | None = None


class Kind(StrEnum):
    TMS = "tms"
    THERAPY = "therapy"


@dataclass(frozen=True, order=True)
class Appointment:
    """The `number`th (from 1) of its kind."""

    starts: datetime
    minutes: int
    kind: Kind
    number: int

    @property
    def ends(self) -> datetime:
        return self.starts + timedelta(minutes=self.minutes)

    @property
    def day(self) -> date:
        return self.starts.date()


@dataclass(frozen=True)
class Week:
    """The `number`th week (from 1) of the plan; it begins on the Monday `monday`."""

    number: int
    monday: date
    appointments: tuple[Appointment, ...]


@dataclass(frozen=True)
class Plan:
    """Every appointment in the order of time."""

    request: PlanRequest
    appointments: tuple[Appointment, ...]

    def of(self, kind: Kind) -> tuple[Appointment, ...]:
        return tuple(item for item in self.appointments if item.kind == kind)

    @property
    def first_day(self) -> date:
        return self.appointments[0].day

    @property
    def last_day(self) -> date:
        return self.appointments[-1].day

    @property
    def trips(self) -> int:
        """Days with a way to the clinic: for TMS, or for therapy there. Two on one day are one way."""
        therapy = self.request.therapy
        there = {Kind.TMS, Kind.THERAPY} if therapy and therapy.at_the_clinic else {Kind.TMS}
        return len({item.day for item in self.appointments if item.kind in there})

    def weeks(self) -> Iterator[Week]:
        """From the week of the first appointment to that of the last; a week between may be empty."""
        monday, number = week_of(self.first_day), 1
        while monday <= self.last_day:
            inside = tuple(item for item in self.appointments if week_of(item.day) == monday)
            yield Week(number, monday, inside)
            monday, number = monday + timedelta(days=7), number + 1
