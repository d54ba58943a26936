"""What reviews say, in one line."""

import pytest

from providers.web.reviews_line import reviews_line


@pytest.mark.parametrize(
    ("average", "number", "expected"),
    [
        (None, 0, "No reviews yet"),
        (5, 1, "1 review, too few for a score"),
        (4.9, 4, "4 reviews, too few for a score"),
        (4.62, 5, "Early score 4.6 of 5, 5 reviews"),
        (4.62, 9, "Early score 4.6 of 5, 9 reviews"),
        (4.62, 10, "4.6 of 5, 10 reviews"),
    ],
)
def test_a_score_is_shown_only_when_there_are_enough_reviews(average, number, expected):
    assert reviews_line(average, number) == expected
