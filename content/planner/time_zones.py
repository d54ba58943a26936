"""Time zones: those that a patient can choose, and their definition for a calendar file (RFC 5545, 3.6.5).

A zone that changes its clocks as the law of the United States says (15 U.S.C. 260a, since 2007) is defined by
that rule, for all years: calendar programs keep the first definition that they see of a zone. One that never
changes them is defined by its offset, and any other by its changes in the years of the plan.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

from content.planner.holidays import SUNDAY, nth_weekday

# What Americans call them, from east to west.
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
    """The VTIMEZONE of an IANA zone, right for all of the years from that of `first` to that of `last`."""
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
    component.add_component(_observance(start, start, zone))
    for moment in changes:
        component.add_component(_observance(moment, moment - _HOUR, zone))
    return component


def changes_of_clocks(zone: ZoneInfo, start: datetime, end: datetime) -> Iterator[datetime]:
    """The moments in UTC, on the hour or half hour, at which a zone's offset changes."""
    day = start
    while day < end:
        if day.astimezone(zone).utcoffset() != (day + timedelta(days=1)).astimezone(zone).utcoffset():
            for halves in range(1, 49):
                moment = day + halves * _HOUR / 2
                if moment.astimezone(zone).utcoffset() != (moment - _HOUR / 2).astimezone(zone).utcoffset():
                    yield moment
        day += timedelta(days=1)


def _local_before(moment: datetime, zone: ZoneInfo) -> datetime:
    """What the clocks show when they are about to change, without a time zone."""
    return (moment + (moment - _HOUR).astimezone(zone).utcoffset()).replace(tzinfo=None)


def _is_lawful(moment: datetime, zone: ZoneInfo) -> bool:
    local = _local_before(moment, zone)
    days = {nth_weekday(local.year, month, SUNDAY, number) for month, number in (_MARCH, _NOVEMBER)}
    return local.date() in days and local.hour == 2 and local.minute == 0


def _every_year(moment: datetime, zone: ZoneInfo) -> TimezoneStandard | TimezoneDaylight:
    """What holds from a lawful change on, each year until the other change."""
    part = _observance(moment, moment - _HOUR, zone)
    month, number = _MARCH if _local_before(moment, zone).month == _MARCH[0] else _NOVEMBER
    began = nth_weekday(_FIRST_YEAR_OF_THE_LAW, month, SUNDAY, number)
    part["dtstart"].dt = datetime(began.year, began.month, began.day, 2)  # noqa: DTZ001 - local time by definition
    part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": f"{number}SU"})
    return part


def _observance(moment: datetime, before: datetime, zone: ZoneInfo) -> TimezoneStandard | TimezoneDaylight:
    """What holds from `moment` on; its start is in the local time of `before`, as the standard asks."""
    now, earlier = moment.astimezone(zone), before.astimezone(zone)
    part = TimezoneDaylight() if now.dst() else TimezoneStandard()
    part.add("dtstart", (moment + earlier.utcoffset()).replace(tzinfo=None))
    part.add("tzoffsetfrom", earlier.utcoffset())
    part.add("tzoffsetto", now.utcoffset())
    part.add("tzname", now.tzname())
    return part
