"""No page of moderation gives away the score of an undecided item, in its source or in any other answer."""

import re
from collections.abc import Iterator

import pytest
from django.db import connection
from django.urls import reverse

from reviews.models import Question, Review, State
from reviews.urls import urlpatterns
from tests.cast import make_cast
from tests.factories import make_location
from tests.reviews.factories import (
    make_appeal,
    make_document,
    make_reader_report,
    make_reply,
    make_review,
    make_takedown,
)

pytestmark = pytest.mark.django_db

# Numbers and words that would not be on these pages for another reason.
SCORE = 31733
ANSWERS = list(range(30101, 30101 + len(Question)))
AVERAGE, COUNT = "3.77", 4189
TOLD = [
    *(str(number) for number in (SCORE, *ANSWERS, COUNT)),
    *(f"{number:,}" for number in (SCORE, *ANSWERS, COUNT)),
    AVERAGE,
    "overall",
    "rating",
    "would_choose",
    "would choose",
    *(question.topic for question in Question),
    *(question.label for question in Question),
]
# A number stands by itself: a random token or a hash may hold any five digits within it.
SECRETS = re.compile(
    "|".join(
        rf"(?<![0-9a-z]){re.escape(told.lower())}(?![0-9a-z])"
        if told[0].isdigit()
        else re.escape(told.lower())
        for told in TOLD
    )
)


@pytest.fixture
def cast(transactional_scores):
    return make_cast(make_location(name="Harbor TMS", rating_average=AVERAGE, rating_count=COUNT))


@pytest.fixture
def transactional_scores(db):
    """A score of 1 to 5 would be found on any page; within this test's transaction it may be any number."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE reviews_review DROP CONSTRAINT review_overall_is_1_to_5")
        cursor.execute("ALTER TABLE reviews_review DROP CONSTRAINT review_answers_are_twelve")


def marked(review: Review) -> Review:
    Review.objects.filter(pk=review.pk).update(
        overall=SCORE, answers=ANSWERS, would_choose_again=False, helpful_count=COUNT
    )
    return Review.objects.get(pk=review.pk)


@pytest.fixture
def rows(cast):
    """One of everything that a moderator opens, all about reviews with scores that can be found."""
    location = cast.location
    published = marked(make_review(location, state=State.PUBLISHED, email="ana@example.com"))
    edit = marked(make_review(location, email="ana@example.com", replaces=published))
    copy = marked(make_review(location, text=edit.text))
    asked = marked(make_review(location, state=State.CHANGE_ASKED))
    type(location).objects.filter(pk=location.pk).update(rating_average=AVERAGE, rating_count=COUNT)
    return {
        "review_id": [edit.pk, copy.pk, asked.pk],
        "visitdocument_id": [make_document(edit).pk],
        "reply_id": [make_reply(published).pk],
        "appeal_id": [make_appeal(marked(make_review(location, state=State.DECLINED))).pk],
        "readerreport_id": [make_reader_report(published).pk],
        "takedown_id": [make_takedown(published).pk],
    }


def paths(rows: dict[str, list[int]]) -> Iterator[str]:
    """Every address of moderation, from the URL configuration itself."""
    for pattern in urlpatterns:
        if str(pattern.pattern).startswith("moderation/"):
            names = list(pattern.pattern.converters)
            for value in rows[names[0]] if names else [None]:
                yield reverse(pattern.name, args=[value] if names else [])


def test_a_moderator_never_sees_the_stars(client, cast, rows):
    client.force_login(cast.moderator)
    seen = 0
    for path in paths(rows):
        for headers in ({}, {"HX-Request": "true"}, {"Accept": "application/json"}):
            for response in (
                client.get(path, headers=headers),
                client.get(path + "?page=1&after=1", headers=headers),
                client.post(path, {"action": "decline"}, headers=headers),
                client.post(path, {"action": "nonsense"}, headers=headers),
            ):
                assert response.status_code < 500, path
                source = response.content.decode("utf-8", "replace") + str(dict(response.headers))
                assert SECRETS.findall(source.lower()) == [], path
                seen += "Harbor TMS" in source
    assert seen > 20  # the pages were about these reviews


def test_the_scores_are_not_even_read(client, cast, rows, django_assert_max_num_queries):
    client.force_login(cast.moderator)
    with django_assert_max_num_queries(100) as queries:
        client.get(reverse("moderation"))
        client.get(reverse("moderate-review", args=[rows["review_id"][0]]))
        client.get(reverse("moderate-reply", args=[rows["reply_id"][0]]))
        client.get(reverse("decide-report", args=[rows["readerreport_id"][0]]))
    read = [query["sql"] for query in queries if '"reviews_review"' in query["sql"]]
    assert len(read) > 4
    columns = ('"overall"', '"answers"', '"would_choose_again"', '"rating_average"')
    assert [sql for sql in read if any(column in sql for column in columns)] == []
