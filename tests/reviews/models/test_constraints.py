"""What the database itself refuses. Each constraint is broken once."""

import copy
from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from reviews.models import (
    CodeBatch,
    Decision,
    HelpfulVote,
    LedgerClose,
    LedgerMedian,
    LedgerReason,
    LedgerSum,
    RatingSummary,
    Review,
    State,
    VisitCode,
    VisitDocument,
)
from reviews.models.append_only import AppendOnly
from reviews.rating.sums import empty_summary
from tests.factories import make_location
from tests.reviews.factories import (
    make_appeal,
    make_batch,
    make_reader_report,
    make_reply,
    make_review,
    make_takedown,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
TODAY = date(2026, 11, 22)
MONTH = date(2026, 11, 1)
NOTHING = {"is_demo": False, "published": 0, "declined": 0, "appealed": 0, "overturned": 0}


def refused(name, write):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        write()


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("review_state_is_known", {"state": "lost", "email": ""}),
        ("review_overall_is_1_to_5", {"overall": 6}),
        ("review_answers_are_twelve", {"answers": [1] * 11}),
        ("review_answers_are_twelve", {"answers": [6] * 12}),
        ("review_month_is_known", {"care_month": 13}),
        ("review_year_is_likely", {"care_year": 1984}),
        ("review_service_is_known", {"service": "surgery"}),
        ("review_is_by_a_patient", {"relationship": "staff"}),
        ("review_text_length", {"text": "x" * 49}),
        ("review_text_length", {"text": "x" * 5001}),
        ("review_text_length", {"state": "withdrawn", "email": ""}),
        ("review_proof_is_known", {"proof_level": "D"}),
        ("review_document_has_its_date", {"proof_level": "B"}),
        ("review_document_has_its_date", {"proof_checked_on": TODAY}),
        ("review_is_confirmed", {"confirmed_at": None}),
        ("review_address_is_forgotten", {"state": "declined", "email": "a@example.com"}),
        ("review_published_has_its_date", {"state": "published", "email": ""}),
        ("review_approved_has_its_time", {"state": "approved"}),
    ],
)
def test_a_review(name, changes):
    review = make_review()
    refused(name, lambda: Review.objects.filter(pk=review.pk).update(**changes))


def test_a_code_is_forgotten_with_the_publication():
    code = VisitCode.objects.get(batch=make_batch(hashes=["a" * 64]))
    review = make_review(state=State.PUBLISHED)
    refused("review_code_is_forgotten", lambda: Review.objects.filter(pk=review.pk).update(code=code))


@pytest.mark.parametrize(
    ("name", "state"),
    [("review_published_once_per_course", State.PUBLISHED), ("review_waits_once_per_course", State.WAITING)],
)
def test_one_review_per_person_place_and_course(name, state):
    location = make_location()
    make_review(location, state=state, email="a@example.com")  # March 2026
    for month in (3, 8):
        refused(
            name,
            lambda month=month: make_review(location, state=state, email="A@Example.com", care_month=month),
        )
    make_review(location, state=state, email="a@example.com", care_month=9)
    make_review(location, state=state, email="b@example.com")
    make_review(state=state, email="a@example.com")


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("batch_size_is_allowed", {"size": 0}),
        ("batch_size_is_allowed", {"size": 201}),
        ("batch_expires_after_it_was_made", {"expires_on": TODAY, "made_on": TODAY}),
    ],
)
def test_a_batch(name, changes):
    batch = make_batch()
    refused(name, lambda: CodeBatch.objects.filter(pk=batch.pk).update(**changes))


def test_a_code_is_made_once():
    make_batch(hashes=["a" * 64])
    refused("code_hash", lambda: make_batch(hashes=["a" * 64]))


def test_documents():
    review = make_review()
    values = {"review": review, "content": b"x", "delete_after": NOW}
    refused("document_is_short", lambda: VisitDocument.objects.create(page=6, **values))
    VisitDocument.objects.create(page=1, **values)
    refused("document_page_is_unique", lambda: VisitDocument.objects.create(page=1, **values))


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("summary_has_all_parts", {"stars": [0] * 4}),
        ("summary_total_fits", {"total": 1}),
        ("summary_again_fits", {"would_choose_again": 1}),
        ("summary_codes_fit", {"codes_used": 1}),
    ],
)
def test_a_summary(name, changes):
    location = make_location()
    empty_summary(location.pk).save()
    refused(name, lambda: RatingSummary.objects.filter(pk=location.pk).update(**changes))


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("ledger_closes_with_a_month", LedgerClose(until=TODAY, waiting=0)),
        ("ledger_stars_are_0_to_5", LedgerSum(month=MONTH, stars=6, **NOTHING)),
        ("ledger_sum_is_unique", LedgerSum(month=MONTH, stars=1, **NOTHING)),
        (
            "ledger_reason_is_unique",
            LedgerReason(month=MONTH, stars=1, reason="fake", declined=1, is_demo=False),
        ),
        ("ledger_median_is_unique", LedgerMedian(month=MONTH, hours=3.0, is_demo=False)),
    ],
)
def test_the_ledger(name, row):
    if name.endswith("unique"):
        copy.copy(row).save()
    refused(name, copy.copy(row).save)


def test_a_vote_counts_once():
    review = make_review(state=State.PUBLISHED)
    HelpfulVote.objects.create(review=review, visitor_key="a")
    refused("helpful_once", lambda: HelpfulVote.objects.create(review=review, visitor_key="a"))


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("reply_state_is_known", {"state": "lost"}),
        ("reply_says_something", {"text": "  \n"}),
        ("reply_declined_has_a_reason", {"state": "declined", "decided_at": NOW}),
        ("reply_is_decided", {"state": "published"}),
    ],
)
def test_a_reply(name, changes):
    reply = make_reply(make_review(state=State.PUBLISHED))
    refused(name, lambda: type(reply).objects.filter(pk=reply.pk).update(**changes))


def test_a_review_has_one_reply():
    review = make_review(state=State.PUBLISHED)
    make_reply(review, state="published")
    make_reply(review, state="declined")
    refused("reply_once_per_review", lambda: make_reply(review))


def test_appeals_reports_and_notices():
    review = make_review(state=State.PUBLISHED)
    appeal, report, takedown = make_appeal(review), make_reader_report(review), make_takedown(review)
    for row, name, changes in (
        (appeal, "appeal_state_is_known", {"state": "lost", "decided_at": NOW, "email": ""}),
        (appeal, "appeal_is_decided_once", {"state": "granted"}),
        (report, "reader_report_state_is_known", {"state": "lost"}),
        (report, "reader_report_reason_listed", {"reason": "dislike"}),
        (takedown, "takedown_state_is_known", {"state": "lost"}),
        (takedown, "takedown_kind_is_known", {"kind": "dislike"}),
        (takedown, "takedown_is_decided", {"state": "kept"}),
        (takedown, "takedown_label_gives_time_to_answer", {"state": "labelled"}),
    ):
        refused(name, lambda row=row, changes=changes: type(row).objects.filter(pk=row.pk).update(**changes))


def make_decision(**changes):
    review = make_review(state=State.PUBLISHED)
    values = {
        "subject": "review",
        "subject_id": review.pk,
        "review": review,
        "location": review.location,
        "action": "approve",
        "stars": 4,
        "received_on": TODAY,
    }
    return Decision.objects.create(**{**values, **changes})


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("decision_subject_is_known", {"subject": "weather"}),
        ("decision_stars_are_1_to_5", {"stars": 0}),
        ("decision_reason_is_listed", {"reason": "low score"}),
        ("decision_against_has_a_reason", {"action": "decline"}),
    ],
)
def test_a_decision(name, changes):
    refused(name, lambda: make_decision(**changes))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE reviews_decision SET note = 'other'",
        "DELETE FROM reviews_decision",
        "TRUNCATE reviews_decision",
        "SET LOCAL session_replication_role = replica; DELETE FROM reviews_decision",
        f"SET LOCAL pgtrigger.ignore = '{{{AppendOnly().get_pgid(Decision)}}}'; DELETE FROM reviews_decision",
    ],
)
def test_the_log_of_decisions_refuses_every_change_by_every_role(statement):
    """Also to a superuser, as who the tests run, and where ordinary triggers are switched off."""
    make_decision()
    with (
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert Decision.objects.count() == 1


def test_a_decision_outlives_what_it_was_about():
    decision = make_decision()
    decision.location.delete()
    assert Decision.objects.get().subject_id == decision.subject_id
