"""Opening hours in a location's own time zone."""

from datetime import UTC, date, datetime, time

import pytest

from providers.listing import opening
from providers.listing.listing import ClosedDays, OpenHours

CHICAGO = "America/Chicago"


def span(weekday: int, opens: int | time, closes: int | time) -> OpenHours:
    def as_time(hour: int | time) -> time:
        return hour if isinstance(hour, time) else time(hour)

    return OpenHours(weekday=weekday, opens=as_time(opens), closes=as_time(closes))


# Monday to Friday with a lunch break on Mondays.
WEEK = [span(0, 8, 12), span(0, 13, 17), *[span(day, 8, 17) for day in range(1, 5)]]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        # Monday 23 November 2026; Chicago is six hours behind UTC.
        ("2026-11-23 15:00", "Open now until noon (Central time)"),
        ("2026-11-23 18:30", "Closed now. Opens today at 1 PM (Central time)"),
        ("2026-11-23 13:59", "Closed now. Opens today at 8 AM (Central time)"),
        ("2026-11-23 14:00", "Open now until noon (Central time)"),
        ("2026-11-23 23:00", "Closed now. Opens tomorrow at 8 AM (Central time)"),
        ("2026-11-27 23:30", "Closed now. Opens Monday at 8 AM (Central time)"),
        # Still Sunday in Chicago when it is Monday in London.
        ("2026-11-23 03:00", "Closed now. Opens tomorrow at 8 AM (Central time)"),
        # In July Chicago is five hours behind.
        ("2026-07-06 13:00", "Open now until noon (Central time)"),
    ],
)
def test_open_now_is_told_in_the_time_zone_of_the_place(moment, expected):
    assert opening.opening_of(WEEK, CHICAGO, at(moment)).now == expected


def test_spans_that_touch_are_one():
    touching = [span(0, 8, 12), span(0, 12, 17)]
    assert (
        opening.opening_of(touching, CHICAGO, at("2026-11-23 15:00")).now
        == "Open now until 5 PM (Central time)"
    )


def test_a_place_open_on_one_day_only_opens_again_in_a_week():
    shown = opening.opening_of([span(0, 8, 12)], CHICAGO, at("2026-11-23 20:00"))
    assert shown.now == "Closed now. Opens Monday at 8 AM (Central time)"


def test_the_week_names_every_day_and_marks_today():
    days = opening.opening_of(WEEK, CHICAGO, at("2026-11-23 15:00")).days
    assert [day.weekday for day in days] == [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ]  # fmt: skip
    assert days[0].hours == "8 AM to noon, 1 PM to 5 PM"
    assert days[6].hours == "Closed"
    assert [day.weekday for day in days if day.is_today] == ["Monday"]


def test_hours_that_nobody_told_are_said_to_be_unknown():
    shown = opening.opening_of([], CHICAGO, at("2026-11-23 15:00"))
    assert shown.now == "Opening hours are not known."
    assert shown.days == ()


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("America/New_York", "Eastern time"),
        ("America/Phoenix", "Mountain time"),
        ("America/Anchorage", "Alaska time"),
        ("Pacific/Honolulu", "Hawaii time"),
        ("Pacific/Guam", "Chamorro time"),
        ("America/Puerto_Rico", "Atlantic time"),
        ("Pacific/Pago_Pago", "Samoa time"),
        ("Europe/Berlin", "Berlin time"),
    ],
)
def test_time_zones_have_the_names_people_use(zone, expected):
    assert opening.zone_name(zone, at("2026-11-23 15:00")) == expected


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (time(0), "12 AM"),
        (time(8, 30), "8:30 AM"),
        (time(12), "noon"),
        (time(12, 5), "12:05 PM"),
        (time(17), "5 PM"),
    ],
)
def test_a_time_of_day_is_written_with_am_and_pm(moment, expected):
    assert opening.clock(moment) == expected


def closed(first_day: str, last_day: str = "", label: str = "") -> ClosedDays:
    return ClosedDays(date.fromisoformat(first_day), date.fromisoformat(last_day or first_day), label)


THANKSGIVING = closed("2026-11-26", label="Thanksgiving")


@pytest.mark.parametrize(
    ("moment", "closures", "expected"),
    [
        # Thursday 26 November is a holiday: closed though the week says 8 to 5.
        ("2026-11-26 16:00", [THANKSGIVING], "Closed now. Opens tomorrow at 8 AM (Central time)"),
        ("2026-11-25 23:30", [THANKSGIVING], "Closed now. Opens Friday at 8 AM (Central time)"),
        ("2026-11-25 16:00", [THANKSGIVING], "Open now until 5 PM (Central time)"),
        # Midnight is Chicago's: at 05:30 on Friday in London it is still Thursday.
        ("2026-11-27 05:30", [THANKSGIVING], "Closed now. Opens tomorrow at 8 AM (Central time)"),
        (
            "2026-11-26 16:00",
            [closed("2026-11-26", "2026-12-06")],
            "Closed now. Opens Monday, December 7 at 8 AM (Central time)",
        ),
        ("2026-11-26 16:00", [closed("2026-11-26", "2027-11-26")], "Closed now."),
    ],
)
def test_open_now_respects_holidays(moment, closures, expected):
    assert opening.opening_of(WEEK, CHICAGO, at(moment), closures).now == expected


@pytest.mark.parametrize(
    ("closure", "expected"),
    [
        (THANKSGIVING, "Closed on Thursday, November 26: Thanksgiving"),
        (closed("2026-11-26"), "Closed on Thursday, November 26"),
        (
            closed("2026-12-24", "2027-01-01", "Winter break"),
            "Closed from Thursday, December 24 to Friday, January 1: Winter break",
        ),
    ],
)
def test_a_closure_is_announced(closure, expected):
    assert opening.opening_of(WEEK, CHICAGO, at("2026-11-23 15:00"), [closure]).closures == (expected,)


@pytest.mark.parametrize("closure", [closed("2026-11-22"), closed("2027-03-01")])
def test_a_closure_that_is_over_or_far_away_is_not_announced(closure):
    assert opening.opening_of([], CHICAGO, at("2026-11-23 15:00"), [closure]).closures == ()
