"""What a patient asks the planner for, and the plan: frozen values, without a request or a database.

Times are local to the clinic and naive; `calendar_file` adds the time zone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from content.planner.courses import Course
from content.planner.days import Availability, week_of
from providers.models import Timing

THERAPY_MINUTES = 50
# Between TMS and therapy on the same day, to get from one room to another.
PAUSE_MINUTES = 10


@dataclass(frozen=True)
class TherapyRequest:
    """`sessions` is None for as many as fit while TMS runs; a number if one course follows the other."""

    timing: Timing
    per_week: int = 1
    sessions: int | None = None
    at_the_clinic: bool = True


@dataclass(frozen=True)
class PlanRequest:
    course: Course
    start: date
    availability: Availability
    therapy: TherapyRequest | None = None


class Kind(StrEnum):
    TMS = "tms"
    THERAPY = "therapy"


@dataclass(frozen=True, order=True)
class Appointment:
    """A visit or session; `number` counts those of its kind from 1."""

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
    """A week of the plan; `number` counts from 1."""

    number: int
    monday: date
    appointments: tuple[Appointment, ...]


@dataclass(frozen=True)
class Plan:
    """All appointments in order of time."""

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
        """The days with a trip to the clinic: for TMS, or for therapy there."""
        therapy = self.request.therapy
        at_the_clinic = {Kind.TMS, Kind.THERAPY} if therapy and therapy.at_the_clinic else {Kind.TMS}
        return len({item.day for item in self.appointments if item.kind in at_the_clinic})

    def weeks(self) -> Iterator[Week]:
        """From the week of the first appointment to that of the last; weeks in between may be empty."""
        monday, number = week_of(self.first_day), 1
        while monday <= self.last_day:
            inside = tuple(item for item in self.appointments if week_of(item.day) == monday)
            yield Week(number, monday, inside)
            monday, number = monday + timedelta(days=7), number + 1
