"""The demo's reviews: clearly invented, with correct sums, and removed with the demo."""

import pytest
from django.core.management import call_command

from reviews.demo.making import make_demo_reviews
from reviews.models import Decision, HelpfulVote, RatingSummary, Review, State, VisitCode
from tests.factories import make_location, make_practice
from tests.reviews.factories import make_review

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def demo():
    practice = make_practice(is_demo=True)
    return [make_location(practice=practice) for _ in range(25)]


def test_invented_reviews_say_so_and_add_up(demo):
    assert make_demo_reviews() == Review.objects.count() > 150
    texts = Review.objects.exclude(text="").values_list("text", flat=True)
    assert all("(This review is invented for the demo.)" in text for text in texts)
    states = set(Review.objects.values_list("state", flat=True))
    assert {State.PUBLISHED, State.WAITING, State.DECLINED} <= states
    assert all(decision.is_demo for decision in Decision.objects.all())
    call_command("recompute_ratings", check=True)


def test_they_are_made_once_and_only_with_a_demo(demo):
    make_demo_reviews()
    before = Review.objects.count()
    assert make_demo_reviews() == 0
    assert Review.objects.count() == before


def test_without_a_demo_or_with_a_real_review_none_are_made():
    assert make_demo_reviews() == 0
    make_review()
    make_location(practice=make_practice(is_demo=True))
    assert make_demo_reviews() == 0


def test_they_go_with_the_demo(demo):
    make_demo_reviews()
    kept = make_review()
    call_command("remove_demo", verbosity=0)
    assert list(Review.objects.all()) == [kept]
    for model in (VisitCode, HelpfulVote, RatingSummary):
        assert not model.objects.exists()
