"""What is deleted after a time: reviews that nobody confirmed, and visitor keys."""

from datetime import timedelta

import pytest
from django.utils import timezone

from reviews.models import Review
from reviews.writing import tasks
from tests.factories import make_location
from tests.reviews.factories import make_reader_report, make_review
from tests.reviews.sending import send, send_and_confirm


@pytest.mark.django_db
def test_a_review_that_nobody_confirmed_is_deleted_after_a_week_and_a_day(monkeypatch, client):
    send(client, make_location())
    kept = make_review()
    moment = timezone.now() + timedelta(days=8, minutes=1)
    monkeypatch.setattr(timezone, "now", lambda: moment)
    tasks.forget(0)
    assert list(Review.objects.all()) == [kept]


@pytest.mark.django_db
def test_visitor_keys_are_deleted_after_a_month(monkeypatch, client):
    review = send_and_confirm(client, make_location())
    report = make_reader_report(make_review(state="published"), visitor_key="0" * 32)
    assert len(review.visitor_key) == 32
    moment = timezone.now() + timedelta(days=31)
    monkeypatch.setattr(timezone, "now", lambda: moment)
    tasks.forget(0)
    review.refresh_from_db()
    report.refresh_from_db()
    assert (review.visitor_key, report.visitor_key) == ("", "")
