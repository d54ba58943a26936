"""The rows that other tests start from, and the sums that are computed from them."""

from decimal import Decimal

import pytest

from reviews.models import RatingSummary, State
from tests.factories import make_location
from tests.reviews.factories import (
    make_appeal,
    make_reader_report,
    make_reply,
    make_review,
    make_takedown,
    publish_reviews,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", State)
def test_a_review_can_be_made_in_every_state(state):
    assert make_review(state=state).state == state


def test_everything_that_belongs_to_a_review_can_be_made():
    review = make_review(state=State.PUBLISHED)
    assert make_reply(review).state == "waiting"
    assert make_appeal(make_review(state=State.DECLINED)).state == "open"
    assert make_reader_report(review).state == "open"
    assert make_takedown(review).state == "received"


def test_published_reviews_are_in_the_ratings():
    location = make_location()
    publish_reviews(location, [5, 4, 4])
    make_review(location, overall=1)
    assert (location.rating_average, location.rating_count) == (Decimal("4.33"), 3)
    summary = RatingSummary.objects.get(location=location)
    assert (summary.number, summary.total, summary.stars) == (3, 13, [0, 0, 0, 2, 1])
    assert summary.levels == [0, 0, 3]
    assert summary.answers[:5] == [0, 0, 0, 3, 0]
