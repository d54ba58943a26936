"""Federal holidays, compared with the lists of the Office of Personnel Management."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.planner.holidays import federal_holidays, holidays_between

OBSERVED = {
    2026: ["01-01", "01-19", "02-16", "05-25", "06-19", "07-03", "09-07", "10-12", "11-11", "11-26", "12-25"],
    2027: ["01-01", "01-18", "02-15", "05-31", "06-18", "07-05", "09-06", "10-11", "11-11", "11-25", "12-24"],
    2023: ["01-02", "01-16", "02-20", "05-29", "06-19", "07-04", "09-04", "10-09", "11-10", "11-23", "12-25"],
}


@pytest.mark.parametrize("year", OBSERVED)
def test_the_holidays_of_a_year_are_the_published_ones(year):
    assert sorted(federal_holidays(year)) == [date.fromisoformat(f"{year}-{day}") for day in OBSERVED[year]]


@given(st.integers(2022, 2060))
def test_every_year_has_eleven_and_none_is_on_a_weekend(year):
    holidays = federal_holidays(year)
    assert len(holidays) == 11
    assert all(day.weekday() < 5 for day in holidays)


def test_new_years_day_on_a_saturday_is_observed_the_year_before():
    found = holidays_between(date(2027, 12, 20), date(2027, 12, 31))
    assert found == {date(2027, 12, 24): "Christmas Day", date(2027, 12, 31): "New Year’s Day"}
