"""Opening hours of demo locations, in quarters of an hour, and the schedule terms that follow from them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from providers.demo.chance import Codes, Flags, flags, pick
from providers.demo.terms import TermGrid

QUARTER = 15  # minutes
DAYS = 7
SATURDAY, SUNDAY = 5, 6
# An early visit leaves time for a working day, an evening one comes after it.
EARLY_BEFORE = 8 * 4
EVENING_AFTER = 18 * 4


def _at(time: str) -> int:
    hour, minute = time.split(":")
    return int(hour) * 4 + int(minute) // QUARTER


OPENS = [
    *[(_at("6:30"), 2), (_at("7:00"), 12), (_at("7:15"), 1), (_at("7:30"), 10), (_at("7:45"), 2)],
    *[(_at("8:00"), 34), (_at("8:15"), 2), (_at("8:30"), 16), (_at("9:00"), 18), (_at("9:30"), 2)],
    (_at("10:00"), 1),
]
CLOSES = [
    *[(_at("15:30"), 2), (_at("16:00"), 9), (_at("16:30"), 10), (_at("16:45"), 2), (_at("17:00"), 42)],
    *[(_at("17:15"), 2), (_at("17:30"), 10), (_at("18:00"), 12), (_at("19:00"), 6), (_at("19:30"), 2)],
    (_at("20:00"), 3),
]
SHORT_FRIDAY = [(_at("12:00"), 2), (_at("13:00"), 3), (_at("14:00"), 3), (_at("15:00"), 3)]
LATE_CLOSES = [(_at("19:00"), 2), (_at("20:00"), 1)]
WEEKEND_OPENS = [(_at("8:00"), 1), (_at("9:00"), 2), (_at("10:00"), 1)]
WEEKEND_CLOSES = [(_at("12:00"), 2), (_at("13:00"), 2), (_at("15:00"), 1)]
LUNCH_STARTS = [(_at("11:45"), 1), (_at("12:00"), 6), (_at("12:15"), 1), (_at("12:30"), 3), (_at("13:00"), 2)]
LUNCH_QUARTERS = [(2, 3), (3, 2), (4, 5)]


@dataclass(frozen=True)
class Hours:
    """Every span of every location: arrays of shape (spans,), by location, day and time."""

    rows: Codes
    weekdays: Codes
    opens: NDArray[np.int64]  # minutes since midnight
    closes: NDArray[np.int64]


def draw_hours(rng: np.random.Generator, grid: TermGrid) -> Hours:
    """Hours for most locations, none for those that never said; sets the terms of `schedule`."""
    count = grid.count
    is_open = np.zeros((count, DAYS), bool)
    opens = np.repeat(pick(rng, OPENS, count)[:, None], DAYS, axis=1)
    closes = np.repeat(pick(rng, CLOSES, count)[:, None], DAYS, axis=1)

    is_open[:, :SATURDAY] = True
    everyone = np.arange(count)
    day_off = np.where(flags(rng, 0.12, count), rng.integers(0, SATURDAY, count), SUNDAY)
    is_open[everyone, day_off] = False
    late = flags(rng, 0.12, count)
    late_day = rng.integers(1, 4, count)
    closes[everyone[late], late_day[late]] = pick(rng, LATE_CLOSES, int(late.sum()))
    closes[:, 4] = np.where(flags(rng, 0.22, count), pick(rng, SHORT_FRIDAY, count), closes[:, 4])

    is_open[:, SATURDAY] = flags(rng, 0.14, count)
    is_open[:, SUNDAY] = is_open[:, SATURDAY] & flags(rng, 0.2, count)
    opens[:, SATURDAY:] = pick(rng, WEEKEND_OPENS, count)[:, None]
    closes[:, SATURDAY:] = pick(rng, WEEKEND_CLOSES, count)[:, None]

    is_open &= flags(rng, 0.85, count)[:, None]
    _set_schedule(grid, is_open, opens, closes)
    return _with_lunch(rng, is_open, opens, closes)


def _set_schedule(grid: TermGrid, is_open: Flags, opens: Codes, closes: Codes) -> None:
    weekdays = is_open[:, :SATURDAY]
    grid["schedule/early-morning"] = (weekdays & (opens[:, :SATURDAY] < EARLY_BEFORE)).any(axis=1)
    grid["schedule/evening"] = (weekdays & (closes[:, :SATURDAY] > EVENING_AFTER)).any(axis=1)
    grid["schedule/weekend"] = is_open[:, SATURDAY:].any(axis=1)


def _with_lunch(rng: np.random.Generator, is_open: Flags, opens: Codes, closes: Codes) -> Hours:
    """A closed hour at noon makes two spans of a day, where the day is long enough."""
    count = len(is_open)
    starts = pick(rng, LUNCH_STARTS, count)[:, None]
    ends = starts + pick(rng, LUNCH_QUARTERS, count)[:, None]
    lunch = flags(rng, 0.08, count)[:, None] & (opens < starts) & (ends < closes)
    first = np.where(lunch, starts, closes)
    spans_open = np.stack([opens, np.broadcast_to(ends, opens.shape)], axis=2)
    spans_close = np.stack([first, closes], axis=2)
    rows, weekdays, spans = np.nonzero(np.stack([is_open, is_open & lunch], axis=2))
    return Hours(
        rows=rows,
        weekdays=weekdays,
        opens=spans_open[rows, weekdays, spans] * QUARTER,
        closes=spans_close[rows, weekdays, spans] * QUARTER,
    )
