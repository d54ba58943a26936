"""What a typed text may mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.parsing import (
    MAX_SHOWN_LENGTH,
    MAX_TEXT_LENGTH,
    Interpretation,
    address_tails,
    parse_place,
    printable,
    zip_in_front,
)


@pytest.mark.parametrize(
    "text", ["60614", " 60614 ", "60614-1234", "60614 1234", "606141234", "６０６１４", "Chicago IL 60614"]
)
def test_a_zip_at_the_end_is_read_in_every_form(text):
    assert parse_place(text).zip_code == "60614"


@pytest.mark.parametrize("text", ["6061", "606145", "60614 x", "٦٠٦١٤", "60614 Main St"])
def test_other_numbers_are_no_zip(text):
    assert parse_place(text).zip_code is None


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
    assert Interpretation("chicago", "IL") in parse_place(text).interpretations


def test_a_state_of_several_words_is_tried_at_each_length():
    assert parse_place("Charleston West Virginia").interpretations == (
        Interpretation("charleston west virginia", None),
        Interpretation("charleston west", "VA"),
        Interpretation("charleston", "WV"),
    )


def test_a_state_alone_is_a_state_and_may_be_a_name():
    typed = parse_place("New York")
    assert typed.state == "NY"
    assert typed.interpretations == (Interpretation("new york", None),)


def test_a_state_can_be_named_as_one():
    assert parse_place("Washington State").state == "WA"
    assert parse_place("state of new york").state == "NY"


def test_words_in_front_of_a_name_are_left_out_in_a_further_reading():
    assert Interpretation("chicago", "IL") in parse_place("city of Chicago, IL").interpretations
    assert Interpretation("chicago", None) in parse_place("downtown Chicago").interpretations


def test_the_country_alone_stays_a_name():
    assert parse_place("USA").interpretations == (Interpretation("usa", None),)


def test_an_address_has_its_ends_as_places():
    keys = [typed.interpretations[0].key for typed in address_tails("2400 N Lake View Ave, Chicago")]
    assert keys[0] == "chicago"
    assert keys[-1] == "chicago"


def test_a_state_alone_is_no_end_of_an_address():
    assert list(address_tails("Nowhere, Nevada")) == []


def test_a_zip_in_front_is_told_apart_from_its_rest():
    zip_code, rest = zip_in_front("60614 (Chicago, IL)")
    assert zip_code == "60614"
    assert Interpretation("chicago", "IL") in rest.interpretations
    assert zip_in_front("60614") is None


def test_a_text_too_long_for_a_place_has_no_reading():
    typed = parse_place("Chicago " * MAX_TEXT_LENGTH)
    assert typed.interpretations == ()
    assert typed.zip_code is None
    assert list(address_tails("1, " * MAX_TEXT_LENGTH)) == []


@given(st.text(alphabet=st.characters(codec=None), max_size=300))
def test_what_is_shown_again_is_short_and_harmless(text):
    shown = printable(text)
    assert len(shown) <= MAX_SHOWN_LENGTH
    assert shown.isprintable()
    shown.encode()


@given(st.text(alphabet=st.characters(codec=None), max_size=300))
def test_any_text_can_be_read(text):
    typed = parse_place(text)
    assert typed.zip_code is None or typed.zip_code.isascii()
    list(address_tails(text))
    zip_in_front(text)
