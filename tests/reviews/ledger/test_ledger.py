"""The public ledger: what everybody can check."""

import csv
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from reviews.appeals.actions import decide_appeal
from reviews.ledger.counts import COLUMNS, median_hours
from reviews.models import Reason, Review
from reviews.moderation.actions import approve, decline
from tests.cast import make_user
from tests.factories import make_location, make_practice
from tests.reviews.factories import make_appeal, make_review

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderators():
    return [make_user(is_moderator=True) for _ in range(2)]


def lines(client, name="review-ledger-csv"):
    response = client.get(reverse(name))
    assert response["Content-Type"].startswith("text/csv")
    return list(csv.DictReader(response.content.decode().splitlines()))


def in_month(year: int, month: int, **fields) -> Review:
    return make_review(confirmed_at=datetime(year, month, 15, 18, tzinfo=UTC), **fields)


def test_the_csv_has_exactly_the_promised_columns_and_adds_up(client, moderators):
    first, second = moderators
    approve(review_id=in_month(2026, 9, overall=5).pk, moderator=first)
    for reason in (Reason.ABUSE, Reason.FAKE):
        decline(review_id=in_month(2026, 9, overall=1).pk, moderator=first, reason=reason)
    in_month(2026, 10, overall=1)
    in_month(2026, 10, overall=1, state="change-asked")
    wrong = in_month(2026, 10, overall=2)
    decline(review_id=wrong.pk, moderator=first, reason=Reason.FALSE)
    decide_appeal(appeal_id=make_appeal(wrong, against=first).pk, moderator=second, is_granted=True)
    assert COLUMNS == [
        "month",
        "stars",
        "received",
        "published",
        "declined",
        "pending",
        "appealed",
        "overturned",
    ]
    rows = lines(client)
    assert list(rows[0]) == COLUMNS
    assert [(row["month"], row["stars"]) for row in rows] == [
        (month, str(stars)) for month in ("2026-10", "2026-09") for stars in range(1, 6)
    ]
    found = {(row["month"], row["stars"]): [int(row[name]) for name in COLUMNS[2:]] for row in rows}
    assert found["2026-09", "5"] == [1, 1, 0, 0, 0, 0]
    assert found["2026-09", "1"] == [2, 0, 2, 0, 0, 0]
    assert found["2026-10", "1"] == [2, 0, 0, 2, 0, 0]
    assert found["2026-10", "2"] == [1, 1, 0, 0, 1, 1]
    assert all(counts[0] == sum(counts[1:4]) for counts in found.values())
    assert [(row["reason"], row["declined"]) for row in lines(client, "review-reasons-csv")] == [
        ("abuse", "1"),
        ("fake", "1"),
    ]


def test_the_page_shows_counts_reasons_and_how_long_it_took(client, moderators):
    review = make_review(overall=1, confirmed_at=timezone.now() - timedelta(hours=30))
    decline(review_id=review.pk, moderator=moderators[0], reason=Reason.ABUSE)
    page = client.get(reverse("review-ledger")).content.decode()
    assert "Median time from receipt to decision: 30 hours" in page
    assert "Abuse" in page
    assert "100%" in page
    assert median_hours()[review.confirmed_at.date().replace(day=1)] == pytest.approx(30, abs=0.1)


def test_an_empty_ledger_says_so_and_many_months_are_paginated(client, moderators):
    assert "No review has been received yet" in client.get(reverse("review-ledger")).content.decode()
    assert lines(client) == []
    for month in range(1, 9):
        in_month(2025, month)
    assert "Page 1 of 2" in client.get(reverse("review-ledger")).content.decode()
    assert "January 2025" in client.get(reverse("review-ledger"), {"page": 2}).content.decode()


def test_the_numbers_stay_when_a_location_goes_but_those_of_the_demo_go_with_it(client, moderators):
    for is_demo in (False, True):
        location = make_location(practice=make_practice(is_demo=is_demo))
        approve(review_id=make_review(location, overall=3).pk, moderator=moderators[0])
        assert sum(int(row["received"]) for row in lines(client)) == 1 + is_demo
        location.practice.delete() if is_demo else location.delete()
    assert sum(int(row["published"]) for row in lines(client)) == 1


def test_the_ledger_asks_the_database_little(client, moderators, django_assert_max_num_queries):
    approve(review_id=make_review().pk, moderator=moderators[0])
    with django_assert_max_num_queries(4):
        client.get(reverse("review-ledger"))
