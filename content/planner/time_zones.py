"""The time zones that a patient can choose, and their definitions for calendar files (RFC 5545, 3.6.5).

A zone whose clocks change by the law of the United States (15 U.S.C. 260a, since 2007) is defined by that
rule for all years, because calendar programs keep the first definition of a zone that they see. A zone
without changes is defined by its offset, and any other by its changes in the years of the plan.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

from content.planner.holidays import SUNDAY, nth_weekday

# With their American names, from east to west.
TIME_ZONES = (
    ("America/Puerto_Rico", "Atlantic time (Puerto Rico)"),
    ("America/New_York", "Eastern time"),
    ("America/Chicago", "Central time"),
    ("America/Denver", "Mountain time"),
    ("America/Phoenix", "Arizona time"),
    ("America/Los_Angeles", "Pacific time"),
    ("America/Anchorage", "Alaska time"),
    ("Pacific/Honolulu", "Hawaii time"),
    ("Pacific/Pago_Pago", "Samoa time"),
    ("Pacific/Guam", "Chamorro time (Guam)"),
)
_HOUR = timedelta(hours=1)
# The law: clocks go forward on the second Sunday of March and back on the first of November, at two o'clock.
_MARCH, _NOVEMBER = (3, 2), (11, 1)
_FIRST_YEAR_OF_THE_LAW = 2007


def definition(name: str, first: date, last: date) -> Timezone:
    """The VTIMEZONE of an IANA zone, correct from the year of `first` to that of `last`."""
    zone = ZoneInfo(name)
    start = datetime(first.year, 1, 1, tzinfo=UTC) - timedelta(days=1)
    end = datetime(last.year + 1, 1, 1, tzinfo=UTC) + timedelta(days=1)
    changes = list(changes_of_clocks(zone, start, end))
    component = Timezone()
    component.add("tzid", name)
    if changes and all(_is_lawful(moment, zone) for moment in changes):
        for moment in changes[:2]:
            component.add_component(_every_year(moment, zone))
        return component
    offset = _offset(start, zone)
    component.add_component(_observance(start, zone, starts=_local(start, offset), offset_before=offset))
    for moment in changes:
        offset = _offset(moment - _HOUR, zone)
        component.add_component(
            _observance(moment, zone, starts=_local(moment, offset), offset_before=offset)
        )
    return component


def changes_of_clocks(zone: ZoneInfo, start: datetime, end: datetime) -> Iterator[datetime]:
    """The moments in UTC, on the hour or half hour, when a zone's offset changes."""
    day = start
    while day < end:
        if _offset(day, zone) != _offset(day + timedelta(days=1), zone):
            for halves in range(1, 49):
                moment = day + halves * _HOUR / 2
                if _offset(moment, zone) != _offset(moment - _HOUR / 2, zone):
                    yield moment
        day += timedelta(days=1)


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta:
    """A zone's offset from UTC at a moment."""
    return moment.astimezone(zone).utcoffset() or timedelta(0)


def _local(moment: datetime, offset: timedelta) -> datetime:
    """What clocks with this offset show at a moment in UTC, as a naive datetime."""
    return (moment + offset).replace(tzinfo=None)


def _is_lawful(moment: datetime, zone: ZoneInfo) -> bool:
    local = _local(moment, _offset(moment - _HOUR, zone))
    days = {nth_weekday(local.year, month, SUNDAY, number) for month, number in (_MARCH, _NOVEMBER)}
    return local.date() in days and local.hour == 2 and local.minute == 0


def _every_year(moment: datetime, zone: ZoneInfo) -> TimezoneStandard | TimezoneDaylight:
    """The observance from a lawful change on, every year until the other change."""
    offset = _offset(moment - _HOUR, zone)
    month, number = _MARCH if _local(moment, offset).month == _MARCH[0] else _NOVEMBER
    first_day = nth_weekday(_FIRST_YEAR_OF_THE_LAW, month, SUNDAY, number)
    starts = datetime.combine(first_day, time(2))
    observance = _observance(moment, zone, starts=starts, offset_before=offset)
    observance.add("rrule", {"freq": "yearly", "bymonth": month, "byday": f"{number}SU"})
    return observance


def _observance(
    moment: datetime, zone: ZoneInfo, *, starts: datetime, offset_before: timedelta
) -> TimezoneStandard | TimezoneDaylight:
    """The observance from `moment` on; `starts` is in the local time before it, as the standard requires."""
    now = moment.astimezone(zone)
    observance = TimezoneDaylight() if now.dst() else TimezoneStandard()
    observance.add("dtstart", starts)
    observance.add("tzoffsetfrom", offset_before)
    observance.add("tzoffsetto", now.utcoffset())
    observance.add("tzname", now.tzname())
    return observance
