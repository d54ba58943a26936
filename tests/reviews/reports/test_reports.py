"""Reports by readers: anonymous, closed together, with an outcome."""

import re

import pytest
from django.urls import reverse

from reviews.models import (
    Appeal,
    Decision,
    ReaderReport,
    Reason,
    State,
)
from tests.jobs import mails
from tests.reviews.factories import (
    make_reader_report,
    make_review,
)
from tests.reviews.moderating import AUTHOR, act, state_of
from tests.reviews.sending import ask_for_links, press

pytestmark = pytest.mark.django_db


def report(client, review, **values):
    return press(client, reverse("report-review", args=[review.public_id]), **values)


def test_a_report_needs_no_account_and_sets_no_cookie(client, cast):
    review = make_review(cast.location, state=State.PUBLISHED)
    assert report(client, review).status_code == 400
    assert report(client, review, reason="fake", text="Same words elsewhere").status_code == 200
    report(client, review, reason="abuse")
    assert ReaderReport.objects.get().reason == Reason.FAKE  # one a day from one visitor
    assert not client.cookies
    assert (
        client.post(reverse("report-review", args=[review.public_id]), {"reason": "fake"}).status_code == 403
    )


def test_reports_of_a_review_close_together_with_an_outcome(cast):
    review = make_review(cast.location, state=State.PUBLISHED)
    first, second = (make_reader_report(review, visitor_key=key) for key in "ab")
    act(cast.moderator, "decide-report", first.pk, "keep", note="Nothing wrong.")
    assert state_of(review) == State.PUBLISHED
    assert {row.state for row in ReaderReport.objects.all()} == {"dismissed"}
    assert [line.subject_id for line in Decision.objects.order_by("pk")] == [first.pk, second.pk]
    third = make_reader_report(review)
    act(cast.moderator, "decide-report", third.pk, "remove", reason="abuse")
    assert state_of(review) == State.REMOVED
    cast.location.refresh_from_db()
    assert cast.location.rating_count == 0


def test_an_author_learns_of_a_removal_with_the_next_link_and_can_appeal(client, cast):
    review = make_review(cast.location, state=State.PUBLISHED, email=AUTHOR)
    act(cast.moderator, "decide-report", make_reader_report(review).pk, "remove", reason="abuse")
    ask_for_links(client, cast.location, AUTHOR)
    mail = mails(AUTHOR)[-1].text
    assert "Abuse" in mail
    press(client, re.search(r"(/reviews/appeal/\S+)", mail)[1], text="It is no abuse.")
    assert Appeal.objects.get().against == cast.moderator
