"""The days when a patient can come, week by week."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum
from itertools import count


class PartOfDay(StrEnum):
    """When visits may take place. The values match the slugs of the schedule vocabulary where it has them."""

    EARLY_MORNING = "early-morning"
    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"

    @property
    def opens(self) -> time:
        return _SPANS[self][0]

    @property
    def closes(self) -> time:
        return _SPANS[self][1]

    @property
    def minutes(self) -> int:
        return (self.closes.hour - self.opens.hour) * 60 + self.closes.minute - self.opens.minute


# None includes the night, when clocks change, so every time of a plan exists exactly once on each day.
_SPANS = {
    PartOfDay.EARLY_MORNING: (time(7), time(9)),
    PartOfDay.MORNING: (time(9), time(12)),
    PartOfDay.AFTERNOON: (time(12), time(17)),
    PartOfDay.EVENING: (time(17), time(20)),
}


@dataclass(frozen=True)
class Availability:
    """When a patient can come: weekdays (0 is Monday; at least one), the part of the day, and days off."""

    weekdays: frozenset[int]
    part: PartOfDay
    days_off: frozenset[date] = frozenset()

    def allows(self, day: date) -> bool:
        return day.weekday() in self.weekdays and day not in self.days_off


def week_of(day: date) -> date:
    """The Monday of the week that `day` is in."""
    return day - timedelta(days=day.weekday())


def free_weeks(availability: Availability, start: date) -> Iterator[list[date]]:
    """The available days of each week from `start` on, without end."""
    monday = week_of(start)
    for number in count():
        days = (monday + timedelta(days=7 * number + weekday) for weekday in range(7))
        yield [day for day in days if day >= start and availability.allows(day)]


def free_days(availability: Availability, first: date, last: date) -> list[date]:
    """The available days from `first` to `last`, inclusive."""
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return [day for day in days if availability.allows(day)]


def spread(days: Sequence[date], number: int) -> list[date]:
    """Up to `number` of `days`, spread evenly; a single one is the first."""
    if number >= len(days):
        return list(days)
    if number == 1:
        return [days[0]]
    return [days[index * (len(days) - 1) // (number - 1)] for index in range(number)]


def next_monday(day: date) -> date:
    """The first Monday after `day`."""
    return week_of(day) + timedelta(days=7)
