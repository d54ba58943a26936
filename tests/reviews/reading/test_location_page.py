"""What a location's page reads of its reviews is what the list of all reads."""

import pytest
from django.utils import timezone

from reviews.models import Reply, State
from reviews.reading.published import newest_reviews, published_reviews, summary_of, with_replies
from tests.factories import make_location
from tests.reviews.factories import make_review, publish_reviews

pytestmark = pytest.mark.django_db


def columns(row):
    return {name: value for name, value in vars(row).items() if not name.startswith("_")}


def test_the_newest_reviews_of_a_page_are_those_of_the_list():
    location = make_location()
    publish_reviews(location, [5, 4, 3, 2, 1, 5, 4])
    make_review(location, state=State.DECLINED)
    answered, waiting, *_ = published_reviews(location.pk)
    state = Reply.State
    Reply.objects.create(review=answered, text="Thank you.", state=state.PUBLISHED, decided_at=timezone.now())
    Reply.objects.create(review=waiting, text="Not yet.", state=state.WAITING)
    expected = list(published_reviews(location.pk)[:5])
    newest = newest_reviews(location.pk)
    assert [columns(published.review) for published in newest] == list(map(columns, expected))
    assert [published.reply for published in newest] == [one.reply for one in with_replies(expected)]
    assert [len(review.reply_rows) for review in expected] == [1, 0, 0, 0, 0]
    assert summary_of(location.pk).number == 7
    assert summary_of(make_location().pk).number == 0
