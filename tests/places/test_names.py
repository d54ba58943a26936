"""One key for the ways a name is written."""

import pytest

from places.names import join_initials, key_of, slug_of


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("St. Paul", "Saint Paul"),
        ("st paul", "Saint Paul"),
        ("Mt. Vernon", "Mount Vernon"),
        ("Ft Worth", "Fort Worth"),
        ("N. Las Vegas", "North Las Vegas"),
        ("W Hollywood", "West Hollywood"),
        ("Pt Pleasant", "Point Pleasant"),
        ("Colorado Spgs", "Colorado Springs"),
        ("Sault Ste. Marie", "Sault Sainte Marie"),
    ],
)
def test_short_words_are_written_out(written, meant):
    assert key_of(written) == key_of(meant)


def test_a_single_letter_is_a_direction_only_in_front_of_a_name():
    assert key_of("N") == "n"
    assert key_of("Plan E") == "plan e"


def test_initials_become_one_word():
    assert join_initials(["washington", "d", "c"]) == ["washington", "dc"]
    assert join_initials(["n", "las", "vegas"]) == ["n", "las", "vegas"]
    assert join_initials(["1", "2", "3"]) == ["1", "2", "3"]


def test_a_slug_is_the_folded_name_with_hyphens():
    assert slug_of("Coeur d'Alene") == "coeur-dalene"
    assert slug_of("Cañon City") == "canon-city"
