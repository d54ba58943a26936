"""What a ZIP says by itself."""

import pytest

from places.states import STATE_BY_CODE, STATES, TERRITORIES
from places.zips import is_military, state_of_zip


@pytest.mark.parametrize(
    ("zip_code", "state"),
    [
        ("60614", "IL"),
        ("00501", "NY"),
        ("06390", "NY"),
        ("06320", "CT"),
        ("83414", "WY"),
        ("20001", "DC"),
        ("20101", "VA"),
        ("73301", "TX"),
        ("88510", "TX"),
        ("00901", "PR"),
        ("00801", "VI"),
        ("96799", "AS"),
        ("96910", "GU"),
        ("96950", "MP"),
    ],
)
def test_the_prefix_says_the_state(zip_code, state):
    assert state_of_zip(zip_code) == state


@pytest.mark.parametrize("zip_code", ["00000", "09012", "34001", "96201", "96939", "96960", "57900"])
def test_military_foreign_and_unused_prefixes_are_in_no_state(zip_code):
    assert state_of_zip(zip_code) is None


def test_every_state_has_a_prefix():
    reached = {state_of_zip(f"{number:05}") for number in range(100_000)}
    assert reached - {None} == set(STATE_BY_CODE)


@pytest.mark.parametrize("zip_code", ["09012", "34002", "96319", "96601", "09898"])
def test_mail_to_bases_and_ships_abroad_is_known_by_its_prefix(zip_code):
    assert is_military(zip_code)
    assert not is_military("60614")


def test_the_census_counts_add_up():
    assert sum(state.population for state in STATES) == 331_449_281
    assert len(STATES) == 51
    assert len(TERRITORIES) == 5
