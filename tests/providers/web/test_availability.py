"""Whether a place takes new patients."""

import pytest

from providers.web.availability import new_patients


@pytest.mark.parametrize(
    ("accepting", "weeks", "expected"),
    [
        (None, None, ""),
        (None, 3, ""),
        (False, None, "Not now"),
        (True, None, "Yes; wait not known"),
        (True, 0, "Yes; first visit this week"),
        (True, 1, "Yes; first visit in about 1 week"),
        (True, 3, "Yes; first visit in about 3 weeks"),
    ],
)
def test_new_patients_in_words(accepting, weeks, expected):
    assert new_patients(accepting, weeks) == expected
