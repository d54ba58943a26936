"""The public ledger: what everybody can check, once a month is closed."""

import csv
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from reviews.appeals.actions import appeal, decide_appeal
from reviews.ledger.closing import close_month, is_as_counted, rebuild
from reviews.ledger.counts import counted, this_month
from reviews.ledger.reading import COLUMNS, median_hours
from reviews.ledger.tasks import close_ledger
from reviews.models import Appeal, LedgerClose, LedgerSum, Reason, Review
from reviews.moderation.actions import decline
from reviews.moderation.publication import approve, take_back
from reviews.reports.actions import decide_report
from reviews.tokens import Link
from tests.cast import make_user
from tests.factories import make_location, make_practice
from tests.reviews.factories import make_appeal, make_reader_report, make_review
from tests.reviews.moderating import approve_and_publish

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


def appeal_of(review: Review) -> Appeal:
    """Sent by its author, and so in the log."""
    review.refresh_from_db()
    return appeal(link=Link(review.pk, review.link_serial, "ana@example.com"), text="I was there.")


def after_months(months: int) -> date:
    """The first day of a month, so many months after this one."""
    month = this_month()
    for _ in range(months):
        month = (month + timedelta(days=32)).replace(day=1)
    return month


def test_the_csv_has_exactly_the_promised_columns_and_adds_up(client, moderators):
    first, second = moderators
    approve_and_publish(review_id=in_month(2026, 9, overall=5).pk, moderator=first)
    for reason in (Reason.ABUSE, Reason.FAKE):
        decline(review_id=in_month(2026, 9, overall=1).pk, moderator=first, reason=reason)
    in_month(2026, 10, overall=1)
    in_month(2026, 10, overall=1, state="change-asked")
    wrong = in_month(2026, 10, overall=2)
    decline(review_id=wrong.pk, moderator=first, reason=Reason.FALSE)
    decide_appeal(appeal_id=make_appeal(wrong, against=first).pk, moderator=second, is_granted=True)
    assert COLUMNS == ["month", "stars", "decided", "published", "declined", "appealed", "overturned"]
    assert lines(client) == []
    close_month(after_months(2))
    rows = lines(client)
    assert list(rows[0]) == COLUMNS
    assert [(row["month"], row["stars"]) for row in rows] == [
        (month, str(stars)) for month in ("2026-10", "2026-09") for stars in range(1, 6)
    ]
    found = {(row["month"], row["stars"]): [int(row[name]) for name in COLUMNS[2:]] for row in rows}
    assert found["2026-09", "5"] == [1, 1, 0, 0, 0]
    assert found["2026-09", "1"] == [2, 0, 2, 0, 0]
    assert found["2026-10", "1"] == [0, 0, 0, 0, 0]
    assert found["2026-10", "2"] == [1, 1, 0, 1, 1]
    assert [(row["reason"], row["declined"]) for row in lines(client, "review-reasons-csv")] == [
        ("abuse", "1"),
        ("fake", "1"),
    ]


def test_a_month_is_closed_once_by_its_first_run_and_nothing_moves_until_the_next(client, moderators):
    approve_and_publish(review_id=make_review(overall=5).pk, moderator=moderators[0])
    for _ in range(7):
        make_review()
    assert close_month(after_months(1))
    page = client.get(reverse("review-ledger")).content.decode()
    assert "At least 5 reviews were waiting then" in " ".join(page.split())
    before = [client.get(reverse(name)).content for name in ("review-ledger-csv", "review-reasons-csv")]
    approve_and_publish(review_id=Review.objects.pending().first().pk, moderator=moderators[0])
    make_review()
    assert not close_month(after_months(1))
    close_ledger(0)  # of the current month, which is over already
    after = [client.get(reverse(name)).content for name in ("review-ledger-csv", "review-reasons-csv")]
    assert before == after
    assert page == client.get(reverse("review-ledger")).content.decode()
    assert LedgerClose.objects.count() == 1


def test_stars_of_declined_reviews_show_when_the_time_to_appeal_is_over(moderators, monkeypatch):
    late_in_a_month = datetime(2026, 9, 20, 18, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: late_in_a_month)
    review = make_review(overall=1, confirmed_at=late_in_a_month - timedelta(days=1))
    decline(review_id=review.pk, moderator=moderators[0], reason=Reason.FAKE)
    assert counted(date(2026, 9, 1)).sums == []
    assert counted(date(2026, 10, 1)).sums == [(date(2026, 9, 1), 0, False, 0, 1, 0, 0)]
    assert counted(date(2026, 11, 1)).sums == [(date(2026, 9, 1), 1, False, 0, 1, 0, 0)]


def test_stars_stay_unknown_as_long_as_an_appeal_is_open(client, moderators):
    first, second = moderators
    review = make_review(overall=1)
    decline(review_id=review.pk, moderator=first, reason=Reason.FAKE)
    row = appeal_of(review)
    close_month(after_months(3))
    [line] = [line for line in lines(client) if line["decided"] != "0"]
    assert (line["stars"], line["declined"], line["appealed"]) == ("", "1", "1")
    assert "Not shown yet" in client.get(reverse("review-ledger")).content.decode()
    decide_appeal(appeal_id=row.pk, moderator=second, is_granted=False, note="No.")
    rebuild(after_months(3))
    [line] = [line for line in lines(client) if line["decided"] != "0"]
    assert (line["stars"], line["declined"], line["overturned"]) == ("1", "1", "0")


def test_a_later_decision_changes_the_month_at_the_next_close_and_shows_stars_that_were_public(
    client, moderators
):
    review = make_review(overall=4)
    approve_and_publish(review_id=review.pk, moderator=moderators[0])
    assert counted(after_months(1)).sums[0][1:5] == (4, False, 1, 0)
    decide_report(
        report_id=make_reader_report(review).pk, moderator=moderators[0], reason=Reason.PERSONAL_DATA
    )
    assert counted(after_months(1)).sums[0][1:5] == (4, False, 0, 1)


def test_an_approval_that_waits_or_is_taken_back_is_no_decision(moderators):
    waits, taken_back = make_review(), make_review()
    for review in (waits, taken_back):
        approve(review_id=review.pk, moderator=moderators[0])
    take_back(review_id=taken_back.pk, moderator=moderators[0])
    assert counted(after_months(1)).sums == []


def test_the_ledger_can_be_rebuilt_at_any_time_and_is_the_same(client, moderators):
    for stars in (1, 4, 5):
        approve_and_publish(review_id=make_review(overall=stars).pk, moderator=moderators[0])
    decline(review_id=make_review(overall=2).pk, moderator=moderators[0], reason=Reason.ABUSE)
    until = after_months(1)
    close_month(until)
    before = lines(client), lines(client, "review-reasons-csv")
    Review.objects.all().delete()
    rebuild(until)
    assert (lines(client), lines(client, "review-reasons-csv")) == before
    assert is_as_counted(until)
    call_command("rebuild_ledger", check=True)
    LedgerSum.objects.filter(stars=5).update(published=7)
    with pytest.raises(CommandError, match="not what the log says"):
        call_command("rebuild_ledger", check=True)


def test_the_page_shows_reasons_shares_and_the_median_time_of_five(client, moderators):
    reviews = [make_review(confirmed_at=timezone.now() - timedelta(hours=30)) for _ in range(5)]
    for review in reviews[:4]:
        decline(review_id=review.pk, moderator=moderators[0], reason=Reason.ABUSE)
    close_month(after_months(2))
    page = client.get(reverse("review-ledger")).content.decode()
    assert "Median time" not in page
    assert "Abuse" in page
    assert "100%" in page
    decline(review_id=reviews[4].pk, moderator=moderators[0], reason=Reason.ABUSE)
    rebuild(after_months(2))
    assert list(median_hours().values()) == [pytest.approx(30, abs=0.1)]
    assert "decision: 30 hours" in client.get(reverse("review-ledger")).content.decode()


def test_an_empty_ledger_says_so_and_many_months_are_paginated(client, moderators):
    assert "No month with decisions is over yet" in client.get(reverse("review-ledger")).content.decode()
    assert lines(client) == []
    for month in range(1, 9):
        approve_and_publish(review_id=in_month(2025, month).pk, moderator=moderators[0])
    close_month(after_months(1))
    assert "Page 1 of 3" in client.get(reverse("review-ledger")).content.decode()
    assert "January 2025" in client.get(reverse("review-ledger"), {"page": 3}).content.decode()


def test_the_numbers_stay_when_a_location_goes_but_those_of_the_demo_go_with_it(client, moderators):
    practices = []
    for is_demo in (False, True):
        location = make_location(practice=make_practice(is_demo=is_demo))
        approve_and_publish(review_id=make_review(location, overall=3).pk, moderator=moderators[0])
        practices.append(location.practice)
    close_month(after_months(1))
    assert sum(int(row["published"]) for row in lines(client)) == 2
    for practice in practices:
        practice.delete()
    assert sum(int(row["published"]) for row in lines(client)) == 1


def test_the_ledger_asks_the_database_little(client, moderators, django_assert_max_num_queries):
    approve_and_publish(review_id=make_review().pk, moderator=moderators[0])
    close_month(after_months(1))
    with django_assert_max_num_queries(5):  # the last, whether there is a demo, is remembered
        client.get(reverse("review-ledger"))
