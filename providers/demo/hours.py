"""Opening hours of invented locations, and the schedule terms that follow from them."""

from collections.abc import Iterator
from datetime import time
from typing import NamedTuple

from providers.demo.chance import Chance, shares

FRIDAY, SATURDAY, SUNDAY = 4, 5, 6
# An early visit leaves time for a working day, and an evening visit comes after it.
EARLY_BEFORE = time(8)
EVENING_AFTER = time(18)


class OpenSpan(NamedTuple):
    """A time without a break in which a location is open on a weekday (0: Monday)."""

    weekday: int
    opens: time
    closes: time


def draw_hours(chance: Chance) -> list[OpenSpan]:
    """A location's week, by day and time; empty for one that never said."""
    if not chance.happens(0.85):
        return []
    opens, closes = _time(chance, "opens"), _time(chance, "closes")
    days = dict.fromkeys(range(SATURDAY), (opens, closes))
    if chance.happens(0.12):
        days[chance.randrange(1, FRIDAY)] = opens, _time(chance, "late_closes")
    if chance.happens(0.22):
        days[FRIDAY] = opens, _time(chance, "short_friday_closes")
    if chance.happens(0.12):
        del days[chance.randrange(SATURDAY)]
    if chance.happens(0.14):
        days[SATURDAY] = _time(chance, "weekend_opens"), _time(chance, "weekend_closes")
        if chance.happens(0.2):
            days[SUNDAY] = days[SATURDAY]
    lunch = _lunch(chance) if chance.happens(0.08) else None
    return [span for day in sorted(days) for span in _spans(day, *days[day], lunch)]


def schedule_terms(hours: list[OpenSpan]) -> set[str]:
    """The terms of the schedule vocabulary, as "schedule/slug"."""
    weekdays = [span for span in hours if span.weekday < SATURDAY]
    facts = {
        "early-morning": any(span.opens < EARLY_BEFORE for span in weekdays),
        "evening": any(span.closes > EVENING_AFTER for span in weekdays),
        "weekend": len(weekdays) < len(hours),
    }
    return {f"schedule/{slug}" for slug, holds in facts.items() if holds}


def _spans(day: int, opens: time, closes: time, lunch: tuple[time, time] | None) -> Iterator[OpenSpan]:
    """A break at noon makes two spans of a day, where the day is long enough."""
    if lunch and opens < lunch[0] and lunch[1] < closes:
        yield OpenSpan(day, opens, lunch[0])
        yield OpenSpan(day, lunch[1], closes)
    else:
        yield OpenSpan(day, opens, closes)


def _lunch(chance: Chance) -> tuple[time, time]:
    start = _time(chance, "lunch_starts")
    minutes = start.hour * 60 + start.minute + int(chance.one_of(shares("lunch_minutes")))
    return start, time(minutes // 60, minutes % 60)


def _time(chance: Chance, table: str) -> time:
    hour, minute = chance.one_of(shares(table)).split(":")
    return time(int(hour), int(minute))
