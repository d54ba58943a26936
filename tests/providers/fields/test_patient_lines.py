"""What patients read of a field."""

import pytest

from providers.fields.definitions import FIELD_BY_NAME
from providers.fields.patient_lines import line_text


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
    values = {"accepting_new_patients": accepting, "wait_weeks": weeks}
    assert line_text(FIELD_BY_NAME["accepting_new_patients"], values) == expected
