"""Rows of reviews for tests: plain functions with sensible defaults, as in tests/factories.py.

    review = make_review(location, state=State.WAITING, overall=1)
    publish_reviews(location, [5, 4, 4])

They bypass the actions, so that a test can start anywhere; ratings are updated when a review is published.
Every function writes to the database and returns the row.
"""

from collections.abc import Iterable
from datetime import timedelta
from itertools import count
from typing import Any

from django.db import transaction
from django.utils import timezone

from providers.models import Location
from reviews.authors import email_hash
from reviews.fingerprint import fingerprint
from reviews.models import (
    PENDING,
    Answer,
    Appeal,
    CodeBatch,
    Question,
    ReaderReport,
    Reply,
    Review,
    State,
    Takedown,
    VisitCode,
    VisitDocument,
)
from reviews.moderation.publication import TIME_TO_TAKE_BACK
from reviews.proof import documents
from reviews.rating.sums import recompute
from tests.factories import make_location

_numbers = count(1)

TEXT = "The staff took their time to explain each session, and the waiting room was quiet. Number {}."
ALWAYS = [Answer.ALWAYS.value] * len(Question)


def make_review(location: Location | None = None, **fields: Any) -> Review:
    """A review by somebody new (`email` says who), waiting unless `state` says otherwise."""
    location = location or make_location()
    number = next(_numbers)
    now = timezone.now()
    state = State(fields.get("state", State.WAITING))
    email = fields.pop("email", f"author{number}@example.com")
    defaults: dict[str, Any] = {
        "overall": 4,
        "answers": list(ALWAYS),
        "text": TEXT.format(number),
        "care_month": 3,
        "care_year": 2026,
        "service": "tms",
        "state": state,
        "email_hash": email_hash(email),
        "email": email if state in (State.UNCONFIRMED, *PENDING) else "",
    }
    if state == State.APPROVED:
        defaults["public_at"] = now + TIME_TO_TAKE_BACK
    if state != State.UNCONFIRMED:
        defaults["confirmed_at"] = now - timedelta(hours=2)
    if state in (State.PUBLISHED, State.DECLINED, State.REMOVED, State.REPLACED):
        defaults["decided_at"] = now - timedelta(hours=1)
    if state in (State.PUBLISHED, State.REMOVED, State.REPLACED):
        defaults["published_at"] = now - timedelta(hours=1)
    if state in (State.WITHDRAWN, State.REPLACED):
        defaults["text"] = ""
    if state == State.WITHDRAWN:
        defaults["email_hash"] = ""
    values = {**defaults, **fields}
    values.setdefault("fingerprint", fingerprint(values["text"]) if values["text"] else [])
    review = Review.objects.create(location=location, **values)
    if state == State.PUBLISHED:
        with transaction.atomic():
            recompute(location.pk)
        location.refresh_from_db()
    return review


def publish_reviews(location: Location, scores: Iterable[int], **fields: Any) -> list[Review]:
    """One published review for each overall score."""
    return [make_review(location, state=State.PUBLISHED, overall=score, **fields) for score in scores]


def make_batch(location: Location | None = None, *, hashes: Iterable[str] = (), **fields: Any) -> CodeBatch:
    """A batch made today, with codes of these hashes."""
    location = location or make_location()
    hashes = list(hashes)
    today = timezone.localdate()
    defaults = {
        "size": max(1, len(hashes)),
        "made_on": today,
        "expires_on": today + timedelta(days=180),
    }
    batch = CodeBatch.objects.create(location=location, **{**defaults, **fields})
    VisitCode.objects.bulk_create([VisitCode(batch=batch, code_hash=one) for one in hashes])
    return batch


def make_reply(review: Review, **fields: Any) -> Reply:
    """A clinic's reply, waiting for a moderator unless `state` says otherwise."""
    defaults: dict[str, Any] = {"text": "Thank you for taking the time to write. We read every review."}
    if fields.get("state") in ("published", "declined"):
        defaults["decided_at"] = timezone.now()
    if fields.get("state") == "declined":
        defaults["reason"] = "patient"
    return Reply.objects.create(review=review, **{**defaults, **fields})


def make_appeal(review: Review, **fields: Any) -> Appeal:
    defaults = {"text": "I was there, and I can show it.", "email": "author@example.com"}
    return Appeal.objects.create(review=review, **{**defaults, **fields})


def make_reader_report(review: Review, **fields: Any) -> ReaderReport:
    return ReaderReport.objects.create(review=review, **{"reason": "fake", **fields})


def make_takedown(review: Review, **fields: Any) -> Takedown:
    defaults = {
        "kind": "false",
        "name": "Jordan Lee",
        "email": "lee@example.com",
        "statement": "This did not happen: we have no such room.",
    }
    return Takedown.objects.create(review=review, **{**defaults, **fields})


def make_document(review: Review, content: bytes = b"a picture", page: int = 1) -> VisitDocument:
    """A page that proves a visit, encrypted as the site keeps it."""
    documents.store(review, [content], moment=timezone.now())
    return VisitDocument.objects.get(review=review, page=page)
