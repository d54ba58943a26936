"""What readers see: on the location's page, on the page of all reviews, and in structured data."""

import json
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from reviews.models import HelpfulVote, ProofLevel, Review, State
from reviews.rating.sums import recompute
from tests.factories import make_location
from tests.reviews.factories import make_reply, make_review, publish_reviews
from tests.reviews.sending import FROM_HERE, press

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary")]


def page_of(client, location):
    return client.get(location.get_absolute_url()).content.decode()


def list_of(client, location, **parameters):
    return client.get(reverse("review-list", args=[location.pk]), parameters).content.decode()


def ids_on(page):
    return [int(number) for number in re.findall(r'id="review-(\d+)"', page)]


@pytest.mark.parametrize(
    ("scores", "said", "unsaid"),
    [
        ([], ["No reviews yet"], ["of 5 from", "All scores"]),
        ([5, 4, 5, 4], ["4 reviews", "there is no score"], ["4.5", "All scores", "Early score"]),
        ([5, 4, 5, 4, 4], ["Early score 4.4 of 5 from 5 reviews"], ["All scores"]),
        ([5] * 9, ["Early score 5.0 of 5 from 9 reviews"], ["All scores"]),
        ([5] * 9 + [1], ["4.6 of 5 from 10 reviews", "All scores", "9 reviews (90%)"], ["Early score"]),
    ],
)
def test_a_score_is_shown_as_far_as_the_number_allows(client, scores, said, unsaid):
    location = make_location()
    publish_reviews(location, scores)
    for page in (page_of(client, location), list_of(client, location)):
        assert [words for words in said if words not in page] == []
        assert [words for words in unsaid if words in page] == []


def test_the_score_shows_its_split_by_proof(client):
    location = make_location()
    publish_reviews(location, [4] * 3, proof_level="A")
    publish_reviews(
        location, [4] * 2, proof_level="B", proof_checked_on=timezone.localdate(), document_kind="eob"
    )
    publish_reviews(location, [4])
    page = page_of(client, location)
    assert "3 of 6: Visit confirmed by clinic code" in page
    assert "2 of 6: Visit document checked, then deleted" in page
    assert "1 of 6: Email confirmed; visit not checked" in page


@pytest.mark.parametrize("level", ProofLevel)
def test_every_review_carries_its_label_and_never_a_bare_verified(client, level):
    location = make_location()
    document = {"proof_checked_on": timezone.localdate(), "document_kind": "receipt"} if level == "B" else {}
    publish_reviews(location, [4], proof_level=level, **document)
    page = page_of(client, location)
    assert f">{level.label}" in page
    assert "verified patient" not in page.lower()


def test_only_published_reviews_are_read(client):
    location = make_location()
    for state in State:
        make_review(location, state=state)
    shown = Review.objects.get(state=State.PUBLISHED)
    assert ids_on(page_of(client, location)) == [shown.public_id]
    assert ids_on(list_of(client, location)) == [shown.public_id]


def test_dates_are_months_and_updates_are_shown(client):
    location = make_location()
    moment = timezone.now().replace(year=2026, month=4, day=17)
    make_review(location, state=State.PUBLISHED, published_at=moment, updated_at=moment.replace(month=6))
    page = page_of(client, location)
    assert "Published in April 2026, updated in June 2026." in page
    assert "March 2026" in page
    assert "April 17" not in page


def test_html_in_a_text_is_shown_as_it_was_typed(client):
    location = make_location()
    make_review(location, state=State.PUBLISHED, text="<script>alert(1)</script>" * 3)
    page = page_of(client, location)
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page


def test_the_clinic_s_reply_is_shown_once_it_is_published(client):
    location = make_location()
    first, second = publish_reviews(location, [4, 4])
    make_reply(first, state="published", text="Thank you for your words.")
    make_reply(second, text="This one still waits.")
    page = page_of(client, location)
    assert "Thank you for your words." in page
    assert "This one still waits." not in page


def test_a_disputed_review_says_so(client):
    location = make_location()
    make_review(location, state=State.PUBLISHED, disputed_at=timezone.now())
    assert "legal notice about this review" in page_of(client, location)


def test_questions_have_bars_with_numbers_in_words_once_five_answered(client):
    location = make_location()
    publish_reviews(location, [4] * 4, answers=[4] * 12)
    publish_reviews(location, [4], answers=[0, 1, 5, *[4] * 9])
    assert "First appointment when needed" in list_of(client, location)  # as an answer of a review
    page = page_of(client, location)
    bars = page[page.index('class="review-questions"') : page.index("Write a review")]
    assert "First appointment when needed" not in bars
    assert "Session started within 15 minutes" in bars
    assert "4 always, 1 never" in bars
    assert "Sensations, risks" not in bars


def test_the_share_who_would_choose_again_is_shown_with_its_lower_bound(client):
    location = make_location()
    publish_reviews(location, [4] * 9, would_choose_again=True)
    publish_reviews(location, [2], would_choose_again=False)
    assert "9 of 10 would choose this place again" in page_of(client, location)
    assert "With so few answers, the true share could be as low as 60%." in page_of(client, location)


def test_sorting(client):
    location = make_location()
    middle, low, high = publish_reviews(location, [3, 1, 5])
    Review.objects.filter(pk=middle.pk).update(helpful_count=2)
    by_helpful, up = [middle, high, low], [low, middle, high]
    for sort, expected in (
        ("", [high, low, middle]),
        ("useful", by_helpful),
        ("lowest", up),
        ("highest", up[::-1]),
        ("nonsense", [high, low, middle]),
    ):
        assert ids_on(list_of(client, location, sort=sort)) == [one.public_id for one in expected], sort


def test_words_are_found_within_the_reviews_of_one_location(client):
    location = make_location()
    wanted = make_review(
        location,
        state=State.PUBLISHED,
        text="They explained the billing to me before the first session.",
    )
    make_review(location, state=State.PUBLISHED)
    make_review(state=State.PUBLISHED, text=wanted.text)
    page = list_of(client, location, q="bill explain")
    assert ids_on(page) == [wanted.public_id]
    assert "1 of 2 reviews with “bill explain”" in page


@pytest.mark.parametrize("words", ["", " ", "\0", "'; DROP TABLE", "& | ! ( :*", "x" * 5000, "\ud7ff", "<b>"])
def test_every_search_gives_a_page(client, words):
    location = make_location()
    publish_reviews(location, [4])
    response = client.get(reverse("review-list", args=[location.pk]), {"q": words, "sort": words})
    assert response.status_code == 200


def test_many_reviews_come_in_pages(client):
    location = make_location()
    publish_reviews(location, [4] * 13)
    assert len(ids_on(list_of(client, location))) == 10
    assert len(ids_on(list_of(client, location, page="2"))) == 3
    assert ids_on(list_of(client, location, page="999")) == ids_on(list_of(client, location, page="2"))
    assert len(ids_on(page_of(client, location))) == 5


def data_of(page):
    return [
        json.loads(text) for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    ]


def test_structured_data_says_what_the_page_shows(client):
    location = make_location()
    publish_reviews(
        location, [5, 4, 4, 4, 4], text='It was good </script> & quiet, and they were on time: "yes".'
    )
    page = page_of(client, location)
    clinic, *others = [data for data in data_of(page) if data["@type"] == "MedicalClinic"]
    assert clinic["aggregateRating"]["ratingValue"] == 4.2
    assert clinic["aggregateRating"]["reviewCount"] == 5
    [reviews] = others
    assert reviews["@id"] == clinic["@id"]
    assert len(reviews["review"]) == len(ids_on(page))
    assert reviews["review"][0]["reviewRating"]["ratingValue"] == 4


def test_below_the_threshold_structured_data_has_no_aggregate(client):
    location = make_location()
    publish_reviews(location, [5, 4, 4, 4])
    assert "aggregateRating" not in page_of(client, location)


def test_helpful_counts_once_for_each_visitor_and_review_without_a_cookie(client):
    location = make_location()
    one, other = publish_reviews(location, [4, 4])
    path = reverse("helpful", args=[one.public_id])
    assert "We have counted" in press(client, path).content.decode()
    assert "counted already" in press(client, path).content.decode()
    press(client, reverse("helpful", args=[other.public_id]))
    client.post(path, headers=FROM_HERE, REMOTE_ADDR="10.1.1.1")
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.helpful_count, other.helpful_count) == (2, 1)
    keys = set(HelpfulVote.objects.values_list("visitor_key", flat=True))
    assert len(keys) == 3  # the same visitor has another key at another review
    assert not client.cookies
    assert "2 visitors found this helpful" in page_of(client, location)


def test_a_vote_for_what_is_not_published_or_from_elsewhere_is_refused(client):
    hidden = make_review()
    assert press(client, reverse("helpful", args=[hidden.public_id])).status_code == 404
    shown = make_review(state=State.PUBLISHED)
    assert client.post(reverse("helpful", args=[shown.public_id])).status_code == 403
    assert not HelpfulVote.objects.exists()


def test_opening_the_address_of_a_vote_leads_to_the_review(client):
    review = make_review(state=State.PUBLISHED)
    response = client.get(reverse("helpful", args=[review.public_id]))
    assert response.url.endswith(f"#review-{review.public_id}")


def test_the_page_of_all_reviews_asks_few_questions(client, django_assert_max_num_queries):
    location = make_location()
    for review in publish_reviews(location, [4] * 25):
        make_reply(review, state="published")
    list_of(client, location)
    with django_assert_max_num_queries(3):
        list_of(client, location)
    with django_assert_max_num_queries(4):
        list_of(client, location, q="staff")


def test_a_location_with_500_reviews_asks_at_most_six_questions(client, django_assert_max_num_queries):
    location = make_location(terms=["condition/ocd"])
    [review] = publish_reviews(location, [4])
    Review.objects.bulk_create(
        [
            Review(
                location=location,
                email_hash=f"{number:064x}",
                **{name: getattr(review, name) for name in COPIED},
            )
            for number in range(499)
        ]
    )
    recompute(location.pk)
    page_of(client, location)  # the first page of a process reads the index
    with django_assert_max_num_queries(6):
        page = page_of(client, location)
    assert "from 500 reviews" in page


COPIED = [
    *("state", "overall", "answers", "text", "care_month", "care_year", "service", "confirmed_at"),
    *("decided_at", "published_at"),
]
