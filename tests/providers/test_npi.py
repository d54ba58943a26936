"""The check digit of NPIs: in Python, in the database and in the demo, all the same."""

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from providers.demo.people import invented_npi
from providers.npi import NotNineDigits, is_valid_npi, npi_with_check_digit

# As the domain's page of standards gives them.
VALID = ["1234567893", "1558598797", "2000000002"]
INVALID = ["1234567890", "1999999985"]

nine_digits = st.from_regex(r"[12][0-9]{8}", fullmatch=True)
ten_digits = st.from_regex(r"[0-9]{10}", fullmatch=True)


@pytest.mark.parametrize("npi", VALID)
def test_valid_numbers_are_valid(npi):
    assert is_valid_npi(npi)
    assert npi_with_check_digit(npi[:9]) == npi


@pytest.mark.parametrize("npi", INVALID)
def test_a_wrong_check_digit_is_noticed(npi):
    assert not is_valid_npi(npi)


@pytest.mark.parametrize(
    "npi",
    [
        "",
        "123456789",
        "12345678931",
        "3234567893",
        "0234567893",
        " 1234567893",
        "１２３４５６７８９３",
        "12345a7893",
    ],
)
def test_what_is_not_ten_digits_from_1_or_2_is_not_valid(npi):
    assert not is_valid_npi(npi)


@pytest.mark.parametrize(
    "digits", ["", "12345678", "1234567893", "323456789", "12345678x", "１２３４５６７８９"]
)
def test_what_is_not_nine_digits_gets_no_check_digit(digits):
    with pytest.raises(NotNineDigits):
        npi_with_check_digit(digits)


@given(nine_digits)
def test_exactly_one_check_digit_is_right(digits):
    right = npi_with_check_digit(digits)
    assert [f"{digits}{last}" for last in range(10) if is_valid_npi(f"{digits}{last}")] == [right]


@given(nine_digits, st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(digits, place, step):
    npi = npi_with_check_digit(digits)
    wrong = str((int(npi[place]) + step) % 10)
    assert not is_valid_npi(npi[:place] + wrong + npi[place + 1 :])


@given(st.integers(0, 2**32 - 1), st.lists(st.integers(0, 10**8 - 1), min_size=1, unique=True))
def test_the_demos_numbers_are_valid_and_different(seed, holders):
    made = [invented_npi(seed, holder) for holder in holders]
    assert all(is_valid_npi(npi) for npi in made)
    assert len(set(made)) == len(holders)


class TheDatabase(TestCase):
    """Hypothesis and the database: each example in a transaction of its own."""

    @given(st.one_of(ten_digits, nine_digits.map(npi_with_check_digit), st.text("0123456789 x", max_size=12)))
    def test_the_database_judges_as_python_does(self, npi: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT npi_is_valid(%s)", [npi])
            assert cursor.fetchone() == (is_valid_npi(npi),)
