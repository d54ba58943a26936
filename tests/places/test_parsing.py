"""What a typed text may mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.parsing import (
    MAX_SHOWN_LENGTH,
    MAX_TEXT_LENGTH,
    Interpretation,
    address_tails,
    area_of,
    parse_place,
    plainer,
    printable,
    without_noise,
    zip_in_front,
)


@pytest.mark.parametrize(
    "text",
    [
        "60614",
        " 60614 ",
        "60614-1234",
        "60614 1234",
        "606141234",
        "６０６１４",
        "Chicago IL 60614",
        "60614.0",
        "IL60614",
        "606 14",
        "6O614",
        "60614-12",
        "60614\u200b",
    ],
)
def test_a_zip_at_the_end_is_read_in_every_form(text):
    assert parse_place(text).zip_code == "60614"


@pytest.mark.parametrize("text", ["6061", "606145", "60614 x", "٦٠٦١٤", "60614 Main St", "XX60614", "hello"])
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


def test_a_state_in_front_of_a_name_is_tried_last():
    assert parse_place("IL Chicago").interpretations == (
        Interpretation("il chicago", None),
        Interpretation("chicago", "IL", is_reversed=True),
    )
    assert parse_place("IL Chicago").typed_state is None


def test_a_state_alone_is_a_state_and_may_be_a_name():
    typed = parse_place("New York")
    assert typed.state == "NY"
    assert typed.interpretations == (Interpretation("new york", None),)


def test_a_state_can_be_named_as_one():
    assert parse_place("Washington State").state == "WA"
    assert parse_place("state of new york").state == "NY"


@pytest.mark.parametrize(
    ("text", "name", "is_area"),
    [
        ("city of Chicago, IL", "chicago il", False),
        ("downtown Chicago", "chicago", False),
        ("greater Cincinnati", "cincinnati", True),
        ("Denver metro area", "denver", True),
        ("Portland Oregon area", "portland oregon", True),
        ("condado de Cook", "cook county", False),
        ("cerca de Houston", "houston", False),
    ],
)
def test_words_around_a_name_are_left_out_in_a_further_reading(text, name, is_area):
    assert (tuple(name.split()), is_area) in plainer(parse_place(text).words)


def test_the_surroundings_of_a_place_have_the_word_area_behind_its_name():
    assert area_of(("denver", "co")) == ("denver", "area", "co")


def test_words_that_say_nothing_about_a_place_are_left_out_at_both_ends():
    assert without_noise(("tms", "near", "me", "in", "austin", "tx")) == ("austin", "tx")
    assert without_noise(("santa", "an")) == ("santa", "an")


def test_what_stands_between_commas_is_kept_without_state_and_country():
    assert parse_place("Chicago, Cook, Illinois, United States").parts == ("chicago", "cook")
    assert parse_place("Springfield, Delaware County PA").parts == ("springfield", "delaware county")


def test_the_country_alone_stays_a_name():
    assert parse_place("USA").interpretations == (Interpretation("usa", None),)


def test_an_address_has_its_ends_as_places():
    keys = [typed.interpretations[0].key for typed in address_tails("2400 N Lake View Ave, Chicago")]
    assert keys[0] == "chicago"
    assert keys[-1] == "chicago"


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
    list(plainer(typed.words))
    zip_in_front(text)
