"""Definitions of time zones in calendar files, compared with Python's zones."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil import tz
from icalendar import Calendar

from content.planner.time_zones import TIME_ZONES, changes_of_clocks, definition

FIRST, LAST = date(2026, 11, 30), date(2028, 3, 20)
# A zone whose clocks change by half an hour, one with summer in January, and one of an Indiana county.
UNUSUAL = ("Australia/Lord_Howe", "America/Santiago", "America/Indiana/Knox", "America/Adak")


@pytest.mark.parametrize("name", [*(name for name, _ in TIME_ZONES), *UNUSUAL])
def test_the_definition_agrees_with_the_zone_all_year(name, tmp_path):
    calendar = Calendar()
    calendar.add_component(definition(name, FIRST, LAST))
    file = tmp_path / "zone.ics"
    file.write_bytes(calendar.to_ical())
    defined, zone = tz.tzical(str(file)).get(), ZoneInfo(name)
    day = datetime(2026, 1, 1, 9)  # noqa: DTZ001 - it is the local time of whichever zone
    while day.year < 2029:
        assert day.replace(tzinfo=defined).utcoffset() == day.replace(tzinfo=zone).utcoffset(), day
        day += timedelta(days=1)


def test_clocks_change_twice_a_year_on_the_second_sunday_of_march_and_the_first_of_november():
    start, end = datetime(2027, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)
    found = list(changes_of_clocks(ZoneInfo("America/Chicago"), start, end))
    assert [moment.astimezone(ZoneInfo("America/Chicago")).date() for moment in found] == [
        date(2027, 3, 14),
        date(2027, 11, 7),
    ]
    assert not list(changes_of_clocks(ZoneInfo("America/Phoenix"), start, end))


def test_the_choices_are_names_that_python_knows():
    for name, _ in TIME_ZONES:
        ZoneInfo(name)
