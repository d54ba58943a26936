"""The federal holidays of the United States, on the days when they are observed.

Source: 5 U.S.C. 6103 (the holidays; one on a Saturday is observed on the Friday before) and Executive
Order 11582 (one on a Sunday is observed on the Monday after). Inauguration Day is a holiday in
Washington only and is left out. Clinics may be open on these days: patients choose whether to skip them.
"""

from datetime import date, timedelta

MONDAY, THURSDAY, SATURDAY, SUNDAY = 0, 3, 5, 6


def federal_holidays(year: int) -> dict[date, str]:
    """Name by day of observance, for the holidays of `year`.

    New Year's Day may be observed on December 31 of the year before.
    """
    fixed = {
        date(year, 1, 1): "New Year’s Day",
        date(year, 6, 19): "Juneteenth",
        date(year, 7, 4): "Independence Day",
        date(year, 11, 11): "Veterans Day",
        date(year, 12, 25): "Christmas Day",
    }
    moving = {
        nth_weekday(year, 1, MONDAY, 3): "Martin Luther King Jr. Day",
        nth_weekday(year, 2, MONDAY, 3): "Washington’s Birthday",
        last_monday_of_may(year): "Memorial Day",
        nth_weekday(year, 9, MONDAY, 1): "Labor Day",
        nth_weekday(year, 10, MONDAY, 2): "Columbus Day",
        nth_weekday(year, 11, THURSDAY, 4): "Thanksgiving Day",
    }
    return {observed(day): name for day, name in fixed.items()} | moving


def holidays_between(first: date, last: date) -> dict[date, str]:
    """Name by day of observance from `first` to `last`, inclusive, in order."""
    found: dict[date, str] = {}
    # One year more than the last: its New Year's Day may be observed on December 31.
    for year in range(first.year, last.year + 2):
        found |= federal_holidays(year)
    return {day: found[day] for day in sorted(found) if first <= day <= last}


def observed(day: date) -> date:
    """The weekday when a holiday with a fixed date is observed."""
    if day.weekday() == SATURDAY:
        return day - timedelta(days=1)
    return day + timedelta(days=1) if day.weekday() == SUNDAY else day


def nth_weekday(year: int, month: int, weekday: int, number: int) -> date:
    """The first (1), second (2), ... `weekday` of a month; 0 is Monday."""
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))


def last_monday_of_may(year: int) -> date:
    last = date(year, 5, 31)
    return last - timedelta(days=last.weekday())
