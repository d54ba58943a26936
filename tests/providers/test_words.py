"""Dates, distances, phones and lists as Americans write them."""

from datetime import date

import pytest

from providers import words

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 11, 22), "today"),
        (date(2026, 11, 21), "yesterday"),
        (date(2026, 11, 10), "12 days ago"),
        (date(2026, 7, 25), "120 days ago"),
        (date(2026, 7, 24), "4 months ago"),
        (date(2025, 5, 22), "18 months ago"),
        (date(2023, 11, 22), "3 years ago"),
        (date(2026, 11, 23), "today"),
    ],
)
def test_a_day_is_told_by_how_long_it_lies_back(day, expected):
    assert words.days_ago(day, TODAY) == expected


def test_a_date_is_written_month_first():
    assert words.long_date(date(2026, 11, 1)) == "Nov\xa01, 2026"


@pytest.mark.parametrize(
    ("distance", "expected"),
    [
        (0.0, "less than 0.1 miles"),
        (0.0999, "less than 0.1 miles"),
        (0.1, "0.1 miles"),
        (0.96, "1.0 miles"),
        (4.24, "4.2 miles"),
        (99.94, "99.9 miles"),
        (99.96, "100 miles"),
        (1204.4, "1,204 miles"),
    ],
)
def test_a_distance_has_one_decimal_below_a_hundred_miles(distance, expected):
    assert words.miles(distance) == expected


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([], ""),
        (["OCD"], "OCD"),
        (["OCD", "PTSD"], "OCD and PTSD"),
        (["OCD", "PTSD", "tinnitus"], "OCD, PTSD, and tinnitus"),
    ],
)
def test_a_list_reads_as_a_sentence_does(items, expected):
    assert words.listed(items) == expected


def test_a_long_list_says_how_many_more_there_are():
    assert words.shortened(["a", "b", "c", "d", "e"], 3) == "a, b, c, and 2 more"


def test_a_list_that_is_one_too_long_is_written_out():
    assert words.shortened(["a", "b", "c", "d"], 3) == "a, b, c, and d"


def test_a_us_phone_is_written_with_its_area_code_in_brackets():
    assert words.phone("+13125550123") == "(312) 555-0123"
    assert words.phone("+13125550123", "12") == "(312) 555-0123, ext. 12"


def test_a_foreign_phone_keeps_its_country_code():
    assert words.phone("+442079460123") == "+44 20 7946 0123"


def test_a_phone_that_cannot_be_read_is_shown_as_it_is():
    assert words.phone("call us") == "call us"


def test_a_phone_link_carries_the_extension():
    assert words.phone_link("+13125550123") == "tel:+13125550123"
    assert words.phone_link("+13125550123", "12") == "tel:+13125550123;ext=12"


def test_one_is_singular_and_thousands_have_a_comma():
    assert words.count(1, "place") == "1 place"
    assert words.count(0, "place") == "0 places"
    assert words.count(1204, "place") == "1,204 places"


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Exposure and response prevention (ERP)", "ERP"),
        ("Behavioral activation", "behavioral activation"),
        ("OCD", "OCD"),
        ("", ""),
    ],
)
def test_a_sentence_names_a_term_by_its_short_form(label, expected):
    assert words.short_label(label) == expected
