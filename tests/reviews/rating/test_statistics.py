"""The arithmetic, with the numbers of the design document, and against slow second implementations."""

from decimal import Decimal
from fractions import Fraction

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from providers.models import Location
from providers.search.criteria import SearchCriteria, Sort
from providers.search.ranking import PRIOR_REVIEWS
from providers.search.service import search_index
from reviews.models import Answer, Question, RatingSummary, State
from reviews.rating.statistics import Display, display_of, wilson_lower_bound
from reviews.rating.sums import recompute, sums_of
from tests.factories import make_location
from tests.providers.search.asking import ask
from tests.reviews.factories import make_review, publish_reviews


def ranking_score(total: float, number: int, site_mean: float) -> float:
    """The design's formula, which search computes for all locations at once (providers/search/ranking.py). A
    location with few reviews is pulled toward the mean, so two raves don't outrank eighty good reviews."""
    return (PRIOR_REVIEWS * site_mean + total) / (PRIOR_REVIEWS + number)


scores = st.lists(st.integers(1, 5), max_size=40)


@pytest.mark.parametrize(
    ("number", "average", "expected"), [(2, 5.0, 4.33), (20, 5.0, 4.73), (80, 4.6, 4.56)]
)
def test_the_ranking_score_is_that_of_the_design(number, average, expected):
    assert round(ranking_score(number * average, number, 4.2), 2) == expected


@pytest.mark.parametrize(("yes", "number", "expected"), [(3, 3, 0.438), (9, 10, 0.596), (45, 50, 0.786)])
def test_the_wilson_bound_is_that_of_the_design(yes, number, expected):
    assert round(wilson_lower_bound(yes, number), 3) == expected


@pytest.mark.parametrize(
    ("number", "display"),
    [(0, "none"), (1, "alone"), (4, "alone"), (5, "early"), (9, "early"), (10, "settled")],
)
def test_a_score_is_shown_as_far_as_the_number_allows(number, display):
    assert display_of(number) == Display(display)


@given(scores, st.floats(1, 5))
def test_the_ranking_score_lies_between_the_mean_of_the_place_and_that_of_the_site(stars, mean):
    score = ranking_score(sum(stars), len(stars), mean)
    own = sum(stars) / len(stars) if stars else mean
    assert min(own, mean) - 1e-9 <= score <= max(own, mean) + 1e-9


@given(scores, st.floats(1, 5))
def test_another_best_score_never_lowers_the_ranking_nor_a_worst_one_raises_it(stars, mean):
    score = ranking_score(sum(stars), len(stars), mean)
    assert ranking_score(sum(stars) + 5, len(stars) + 1, mean) >= score - 1e-9
    assert ranking_score(sum(stars) + 1, len(stars) + 1, mean) <= score + 1e-9


@given(st.integers(0, 300), st.integers(1, 300))
def test_the_wilson_bound_solves_its_equation_and_stays_below_the_share(yes, number):
    yes = min(yes, number)
    bound, share = wilson_lower_bound(yes, number), yes / number
    assert 0 <= bound <= share + 1e-12
    # The bound is the share p for which the observed one is 1.96 standard errors away.
    if yes:
        assert (share - bound) ** 2 * number == pytest.approx(1.96**2 * bound * (1 - bound))


@given(st.integers(0, 60), st.integers(1, 60))
def test_one_more_yes_raises_the_wilson_bound(yes, number):
    yes = min(yes, number)
    assert wilson_lower_bound(yes + 1, number + 1) > wilson_lower_bound(yes, number)


@pytest.mark.django_db
def test_the_sums_are_those_of_a_slow_count():
    location, other = make_location(), make_location()
    rows = []
    for number in range(30):
        answers = [(number + question) % len(Answer) for question in Question]
        rows.append(
            make_review(
                location,
                state=State.PUBLISHED if number % 4 else State.DECLINED,
                overall=number % 5 + 1,
                answers=answers,
                would_choose_again=[True, False, None][number % 3],
            )
        )
    publish_reviews(other, [1, 1])
    shown = [row for row in rows if row.state == State.PUBLISHED]
    [sums] = sums_of([location.pk])
    assert sums.number == len(shown)
    assert sums.total == sum(row.overall for row in shown)
    assert sums.stars == [sum(row.overall == stars for row in shown) for stars in range(1, 6)]
    assert sums.answers == [
        sum(row.answers[question] == answer for row in shown)
        for question in Question
        for answer in Answer
        if answer != Answer.NOT_ANSWERED
    ]
    assert sums.would_choose_again == sum(row.would_choose_again is True for row in shown)
    assert sums.asked_again == sum(row.would_choose_again is not None for row in shown)
    exact = Fraction(sum(row.overall for row in shown), len(shown))
    assert abs(Fraction(sums.average) - exact) <= Fraction(1, 200)


@pytest.mark.django_db
def test_the_average_is_rounded_half_up():
    location = make_location()
    publish_reviews(location, [5] * 3 + [4] * 5)  # 4.375
    assert location.rating_average == Decimal("4.38")


@pytest.mark.django_db
def test_the_command_finds_and_repairs_what_is_wrong(capsys):
    location, untouched = make_location(), make_location()
    publish_reviews(location, [5, 4])
    call_command("recompute_ratings", check=True)
    Location.objects.filter(pk=location.pk).update(rating_count=7)
    Location.objects.filter(pk=untouched.pk).update(rating_count=1, rating_average=2)
    RatingSummary.objects.filter(pk=location.pk).update(levels=[2, 0, 0])
    with pytest.raises(CommandError, match="2 locations"):
        call_command("recompute_ratings", check=True)
    call_command("recompute_ratings")
    call_command("recompute_ratings", check=True)
    location.refresh_from_db()
    untouched.refresh_from_db()
    assert (location.rating_count, untouched.rating_count, untouched.rating_average) == (2, 0, None)
    assert "2 locations" in capsys.readouterr().out


@pytest.mark.django_db
def test_the_command_finds_votes_that_were_counted_wrong():
    review = make_review(state=State.PUBLISHED)
    type(review).objects.filter(pk=review.pk).update(helpful_count=3)
    with pytest.raises(CommandError, match="1 review"):
        call_command("recompute_ratings", check=True)
    call_command("recompute_ratings")
    review.refresh_from_db()
    assert review.helpful_count == 0


@pytest.mark.django_db
def test_recomputing_unchanged_sums_does_not_touch_the_location():
    location = make_location()
    publish_reviews(location, [5])
    before = Location.objects.get(pk=location.pk).changed_in
    recompute(location.pk)
    assert Location.objects.get(pk=location.pk).changed_in == before


@pytest.mark.django_db
def test_search_sorts_by_the_ranking_score(vocabulary):
    two_raves, many_good, poor = make_location(), make_location(), make_location()
    publish_reviews(two_raves, [5, 5])
    publish_reviews(many_good, [5] * 14 + [4] * 6)
    publish_reviews(poor, [1] * 3)
    total = sum(location.rating_count * location.rating_average for location in (two_raves, many_good, poor))
    mean = float(total / 25)
    expected = sorted(
        (two_raves, many_good, poor),
        key=lambda place: (
            -ranking_score(float(place.rating_average or 0) * place.rating_count, place.rating_count, mean)
        ),
    )
    result = ask(search_index, SearchCriteria(sort=Sort.SCORE))
    assert [hit.id for hit in result.hits] == [place.pk for place in expected]
    assert expected[0] == many_good
