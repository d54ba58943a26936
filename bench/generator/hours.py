"""Opening hours of demo locations, in quarters of an hour, and the schedule terms that follow from them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bench.generator.chance import Codes, Flags, flags, pick
from bench.generator.terms import TermGrid
from providers.demo.chance import shares

QUARTER = 15  # minutes
DAYS = 7
SATURDAY, SUNDAY = 5, 6
# An early visit leaves time for a working day, an evening one comes after it.
EARLY_BEFORE = 8 * 4
EVENING_AFTER = 18 * 4


def _table(name: str) -> list[tuple[int, float]]:
    """(quarters of an hour since midnight, share) of each time of a table."""
    clock = ((time.split(":"), share) for time, share in shares(name).items())
    return [(int(hour) * 4 + int(minute) // QUARTER, share) for (hour, minute), share in clock]


LUNCH_QUARTERS = [(int(minutes) // QUARTER, share) for minutes, share in shares("lunch_minutes").items()]


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
    opens = np.repeat(pick(rng, _table("opens"), count)[:, None], DAYS, axis=1)
    closes = np.repeat(pick(rng, _table("closes"), count)[:, None], DAYS, axis=1)

    is_open[:, :SATURDAY] = True
    everyone = np.arange(count)
    day_off = np.where(flags(rng, 0.12, count), rng.integers(0, SATURDAY, count), SUNDAY)
    is_open[everyone, day_off] = False
    late = flags(rng, 0.12, count)
    late_day = rng.integers(1, 4, count)
    closes[everyone[late], late_day[late]] = pick(rng, _table("late_closes"), int(late.sum()))
    short_friday = pick(rng, _table("short_friday_closes"), count)
    closes[:, 4] = np.where(flags(rng, 0.22, count), short_friday, closes[:, 4])

    is_open[:, SATURDAY] = flags(rng, 0.14, count)
    is_open[:, SUNDAY] = is_open[:, SATURDAY] & flags(rng, 0.2, count)
    opens[:, SATURDAY:] = pick(rng, _table("weekend_opens"), count)[:, None]
    closes[:, SATURDAY:] = pick(rng, _table("weekend_closes"), count)[:, None]

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
    starts = pick(rng, _table("lunch_starts"), count)[:, None]
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
