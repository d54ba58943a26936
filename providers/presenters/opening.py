"""Opening hours in a location's own time zone, and whether it is open now."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from providers.models import OpeningHours

# What Americans call the zones, by the abbreviation in force. A zone without one keeps its own name.
_ZONE_NAMES = {
    "EST": "Eastern time",
    "EDT": "Eastern time",
    "CST": "Central time",
    "CDT": "Central time",
    "MST": "Mountain time",
    "MDT": "Mountain time",
    "PST": "Pacific time",
    "PDT": "Pacific time",
    "AKST": "Alaska time",
    "AKDT": "Alaska time",
    "HST": "Hawaii time",
    "HDT": "Hawaii time",
    "AST": "Atlantic time",
    "ChST": "Chamorro time",
    "SST": "Samoa time",
}
_WEEKDAYS = OpeningHours.Weekday.labels


@dataclass(frozen=True)
class DayHours:
    """One weekday: "Monday", "8 AM to noon, 1 PM to 5 PM" or "Closed"."""

    weekday: str
    hours: str
    is_open: bool
    is_today: bool


@dataclass(frozen=True)
class Opening:
    """The week from Monday on, and a sentence about now; no days where hours are not known."""

    now: str
    is_open: bool
    zone: str
    days: tuple[DayHours, ...]


def clock(moment: time) -> str:
    """A time of day: "8 AM", "8:30 AM", "noon"."""
    if (moment.hour, moment.minute) == (12, 0):
        return "noon"
    hour = moment.hour % 12 or 12
    minutes = f":{moment.minute:02}" if moment.minute else ""
    return f"{hour}{minutes} {'AM' if moment.hour < 12 else 'PM'}"


def zone_name(time_zone: str, moment: datetime) -> str:
    """What people call an IANA time zone: "Central time" for America/Chicago."""
    abbreviation = moment.astimezone(ZoneInfo(time_zone)).tzname() or time_zone
    return _ZONE_NAMES.get(abbreviation, f"{time_zone.rpartition('/')[2].replace('_', ' ')} time")


def present(hours: Sequence[OpeningHours], time_zone: str, moment: datetime) -> Opening:
    """The hours of a location as its page shows them; `moment` is the present, aware of its time zone."""
    zone = zone_name(time_zone, moment)
    if not hours:
        return Opening("Opening hours are not known.", False, zone, ())
    by_weekday: dict[int, list[OpeningHours]] = defaultdict(list)
    for span in sorted(hours, key=lambda span: (span.weekday, span.opens)):
        by_weekday[span.weekday].append(span)
    local = moment.astimezone(ZoneInfo(time_zone))
    closes = _closing_time(by_weekday[local.weekday()], local.time())
    days = tuple(_day(weekday, by_weekday[weekday], local.date()) for weekday in range(7))
    if closes is not None:
        return Opening(f"Open now until {clock(closes)} ({zone})", True, zone, days)
    return Opening(f"Closed now. Opens {_next_opening(by_weekday, local)} ({zone})", False, zone, days)


def _day(weekday: int, spans: Sequence[OpeningHours], today: date) -> DayHours:
    text = ", ".join(f"{clock(span.opens)} to {clock(span.closes)}" for span in spans) or "Closed"
    return DayHours(_WEEKDAYS[weekday], text, bool(spans), weekday == today.weekday())


def _closing_time(spans: Sequence[OpeningHours], now: time) -> time | None:
    """When today's span that holds `now` ends; spans that touch count as one. None while closed."""
    closes = None
    for span in spans:
        if span.opens <= now < span.closes or span.opens == closes:
            closes = span.closes
    return closes


def _next_opening(by_weekday: dict[int, list[OpeningHours]], local: datetime) -> str:
    """ "today at 1 PM", "tomorrow at 8 AM", "Monday at 8 AM"; there is at least one span in the week."""
    for days in range(8):
        day = local + timedelta(days=days)
        for span in by_weekday[day.weekday()]:
            if days or span.opens > local.time():
                when = ("today", "tomorrow")[days] if days < 2 else _WEEKDAYS[day.weekday()]
                return f"{when} at {clock(span.opens)}"
    raise ValueError("a week without opening hours")
