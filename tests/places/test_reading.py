"""What a typed text may mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.reading import (
    LONGEST_SHOWN,
    LONGEST_TEXT,
    Reading,
    address_tails,
    printable,
    read_place,
    zip_in_front,
)


@pytest.mark.parametrize(
    "text", ["60614", " 60614 ", "60614-1234", "60614 1234", "606141234", "６０６１４", "Chicago IL 60614"]
)
def test_a_zip_at_the_end_is_read_in_every_form(text):
    assert read_place(text).zip_code == "60614"


@pytest.mark.parametrize("text", ["6061", "606145", "60614 x", "٦٠٦١٤", "60614 Main St"])
def test_other_numbers_are_no_zip(text):
    assert read_place(text).zip_code is None


@pytest.mark.parametrize(
    "text",
    [
        "chicago il",
        "Chicago, IL",
        "Chicago, Illinois",
        "CHICAGO ILL.",
        "Chicago,, IL,",
        "Chicago IL USA",
        "Chicago, I.L.",
    ],
)
def test_a_state_behind_a_name_is_read_in_every_form(text):
    assert Reading("chicago", "IL") in read_place(text).readings


def test_a_state_of_several_words_is_tried_at_each_length():
    assert read_place("Charleston West Virginia").readings == (
        Reading("charleston west virginia", None),
        Reading("charleston west", "VA"),
        Reading("charleston", "WV"),
    )


def test_a_state_alone_is_a_state_and_may_be_a_name():
    typed = read_place("New York")
    assert typed.state == "NY"
    assert typed.readings == (Reading("new york", None),)


def test_a_state_can_be_named_as_one():
    assert read_place("Washington State").state == "WA"
    assert read_place("state of new york").state == "NY"


def test_words_in_front_of_a_name_are_left_out_in_a_further_reading():
    assert Reading("chicago", "IL") in read_place("city of Chicago, IL").readings
    assert Reading("chicago", None) in read_place("downtown Chicago").readings


def test_the_country_alone_stays_a_name():
    assert read_place("USA").readings == (Reading("usa", None),)


def test_an_address_has_its_ends_as_places():
    keys = [typed.readings[0].key for typed in address_tails("2400 N Lake View Ave, Chicago")]
    assert keys[0] == "chicago"
    assert keys[-1] == "chicago"


def test_a_state_alone_is_no_end_of_an_address():
    assert list(address_tails("Nowhere, Nevada")) == []


def test_a_zip_in_front_is_told_apart_from_its_rest():
    zip_code, rest = zip_in_front("60614 (Chicago, IL)")
    assert zip_code == "60614"
    assert Reading("chicago", "IL") in rest.readings
    assert zip_in_front("60614") is None


def test_a_text_too_long_for_a_place_has_no_reading():
    typed = read_place("Chicago " * LONGEST_TEXT)
    assert typed.readings == ()
    assert typed.zip_code is None
    assert list(address_tails("1, " * LONGEST_TEXT)) == []


@given(st.text(alphabet=st.characters(codec=None), max_size=300))
def test_what_is_shown_again_is_short_and_harmless(text):
    shown = printable(text)
    assert len(shown) <= LONGEST_SHOWN
    assert shown.isprintable()
    shown.encode()


@given(st.text(alphabet=st.characters(codec=None), max_size=300))
def test_any_text_can_be_read(text):
    typed = read_place(text)
    assert typed.zip_code is None or typed.zip_code.isascii()
    list(address_tails(text))
    zip_in_front(text)
