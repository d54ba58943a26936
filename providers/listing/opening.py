"""Opening hours in a location's own time zone, the days on which it is closed, and whether it is open now."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from providers.listing.listing import ClosedDays, OpenHours
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
# A closure is announced this long before it begins.
ANNOUNCED_DAYS = 60


@dataclass(frozen=True)
class DayHours:
    """One weekday: "Monday", "8 AM to noon, 1 PM to 5 PM" or "Closed"."""

    weekday: str
    hours: str
    is_open: bool
    is_today: bool


@dataclass(frozen=True)
class Opening:
    """The week from Monday on, a sentence about now, and one for each closure that is on or comes soon.

    No days where hours are not known.
    """

    now: str
    is_open: bool
    zone: str
    days: tuple[DayHours, ...]
    closures: tuple[str, ...] = ()


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


def opening_of(
    hours: Sequence[OpenHours], time_zone: str, moment: datetime, closures: Iterable[ClosedDays] = ()
) -> Opening:
    """The hours of a location as its page shows them at `moment`, which is aware of its time zone."""
    zone = zone_name(time_zone, moment)
    local = moment.astimezone(ZoneInfo(time_zone))
    closures = sorted(closures, key=lambda closed: (closed.first_day, closed.last_day))
    announced = tuple(closure_sentence(closed) for closed in closures if _is_announced(closed, local.date()))
    if not hours:
        return Opening("Opening hours are not known.", False, zone, (), announced)
    week = Week(hours, closures)
    closes = _closing_time(week.spans_on(local.date()), local.time())
    days = tuple(_day(weekday, week.by_weekday[weekday], local.date()) for weekday in range(7))
    if closes is not None:
        return Opening(f"Open now until {clock(closes)} ({zone})", True, zone, days, announced)
    opens = _next_opening(week, local)
    now = f"Closed now. Opens {opens} ({zone})" if opens else "Closed now."
    return Opening(now, False, zone, days, announced)


def opening_words_of(hours: Sequence[OpenHours], closures: Sequence[ClosedDays], local: datetime) -> str:
    """The hours in three words, for a card, at a moment in the place's own time zone: "Open until 6 PM",
    "Opens Monday at 8 AM", "Hours not known"."""
    if not hours:
        return "Hours not known"
    week = Week(hours, closures)
    closes = _closing_time(week.spans_on(local.date()), local.time())
    if closes is not None:
        return f"Open until {clock(closes)}"
    opens = _next_opening(week, local)
    return f"Opens {opens}" if opens else "Closed now"


class Week:
    """The spans of each weekday, and the days on which they don't apply."""

    def __init__(self, hours: Iterable[OpenHours], closures: Sequence[ClosedDays]) -> None:
        self.by_weekday: dict[int, list[OpenHours]] = defaultdict(list)
        for span in sorted(hours, key=lambda span: (span.weekday, span.opens)):
            self.by_weekday[span.weekday].append(span)
        self._closures = closures

    def spans_on(self, day: date) -> Sequence[OpenHours]:
        """When the place is open on this day; empty on a holiday."""
        if any(day in closed for closed in self._closures):
            return ()
        return self.by_weekday[day.weekday()]


def closure_sentence(closed: ClosedDays) -> str:
    """ "Closed on Thursday, November 26: Thanksgiving"; of several days "Closed from ... to ..."."""
    if closed.first_day == closed.last_day:
        days = f"on {day_name(closed.first_day)}"
    else:
        days = f"from {day_name(closed.first_day)} to {day_name(closed.last_day)}"
    return f"Closed {days}: {closed.label}" if closed.label else f"Closed {days}"


def day_name(day: date) -> str:
    """ "Thursday, November 26"."""
    return f"{day:%A, %B} {day.day}"


def _is_announced(closed: ClosedDays, today: date) -> bool:
    return closed.first_day <= today + timedelta(days=ANNOUNCED_DAYS) and today <= closed.last_day


def _day(weekday: int, spans: Sequence[OpenHours], today: date) -> DayHours:
    text = ", ".join(f"{clock(span.opens)} to {clock(span.closes)}" for span in spans) or "Closed"
    return DayHours(_WEEKDAYS[weekday], text, bool(spans), weekday == today.weekday())


def _closing_time(spans: Sequence[OpenHours], now: time) -> time | None:
    """When today's span that contains `now` ends; spans that touch count as one. None while closed."""
    closes = None
    for span in spans:
        if span.opens <= now < span.closes or span.opens == closes:
            closes = span.closes
    return closes


def _next_opening(week: Week, local: datetime) -> str:
    """ "today at 1 PM", "tomorrow at 8 AM", "Monday at 8 AM", "Monday, December 7 at 8 AM"; empty where
    it is closed on all of the days that are looked at."""
    for days in range(ANNOUNCED_DAYS):
        day = local.date() + timedelta(days=days)
        for span in week.spans_on(day):
            if days or span.opens > local.time():
                return f"{_when(day, days)} at {clock(span.opens)}"
    return ""


def _when(day: date, days: int) -> str:
    if days < 2:
        return ("today", "tomorrow")[days]
    return _WEEKDAYS[day.weekday()] if days <= 7 else day_name(day)
