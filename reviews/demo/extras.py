"""What belongs to invented reviews: codes, replies, votes, appeals, reports and notices."""

import hashlib
from collections import defaultdict
from datetime import date, datetime, timedelta
from random import Random

from django.utils import timezone

from reviews.demo.texts import REPLIES
from reviews.models import (
    Appeal,
    CodeBatch,
    HelpfulVote,
    ProofLevel,
    ReaderReport,
    Reply,
    Review,
    State,
    Takedown,
    VisitCode,
)
from reviews.models.codes import DAYS_VALID

CODES_OF_A_BATCH = 60


def add_codes(chance: Random, reviews: list[Review], moment: datetime) -> None:
    """Make a batch for each place with reviews of level A; each such review has used one of its codes."""
    with_code: dict[int, list[Review]] = defaultdict(list)
    for review in reviews:
        if review.proof_level == ProofLevel.CODE:
            with_code[review.location_id].append(review)
    codes = []
    for location_id, used in with_code.items():
        made_on = timezone.localdate(moment) - timedelta(days=DAYS_VALID - 30)
        batch = CodeBatch.objects.create(
            location_id=location_id,
            size=CODES_OF_A_BATCH,
            made_on=made_on,
            expires_on=made_on + timedelta(days=DAYS_VALID),
        )
        used_in: list[date | None] = [
            timezone.localdate(review.published_at).replace(day=1) for review in used
        ]
        used_in += [None] * (CODES_OF_A_BATCH - len(used_in))
        for number, month in enumerate(used_in):
            name = f"demo|{batch.pk}|{number}|{chance.random()}"
            code_hash = hashlib.sha256(name.encode()).hexdigest()
            codes.append(VisitCode(batch=batch, code_hash=code_hash, used_in=month))
    VisitCode.objects.bulk_create(codes)


def add_replies_and_votes(chance: Random, reviews: list[Review], moment: datetime) -> None:
    replies, votes = [], []
    for review in reviews:
        published_at = review.published_at
        if review.state != State.PUBLISHED or published_at is None:
            continue
        if chance.random() < 0.15:
            is_published = chance.random() < 0.8
            replies.append(
                Reply(
                    review=review,
                    text=REPLIES[review.overall < 4],
                    state=Reply.State.PUBLISHED if is_published else Reply.State.WAITING,
                    created_at=published_at,
                    decided_at=min(moment, published_at + timedelta(days=1)) if is_published else None,
                )
            )
        review.helpful_count = chance.choice([0, 0, 0, 1, 2, 3, 5, 8])
        votes += [
            HelpfulVote(review=review, visitor_key=f"demo {number}") for number in range(review.helpful_count)
        ]
    Reply.objects.bulk_create(replies)
    HelpfulVote.objects.bulk_create(votes)
    Review.objects.bulk_update(reviews, ["helpful_count"])


def add_appeals_and_notices(reviews: list[Review], moment: datetime) -> None:
    """Make something for each queue of the moderators."""
    declined = [review for review in reviews if review.state == State.DECLINED]
    published = [review for review in reviews if review.state == State.PUBLISHED]
    for review in declined[:3]:
        Appeal.objects.create(
            review=review, text="I was there and can show my receipt. (Invented.)", email="demo@example.com"
        )
    for review in published[:4]:
        ReaderReport.objects.create(
            review=review, reason="unrelated", text="This is not about care. (Invented.)"
        )
    for review in published[4:5]:
        Takedown.objects.create(
            review=review,
            kind=Takedown.Kind.FALSE,
            name="Jordan Lee (invented)",
            email="lee@example.com",
            statement="The bill was never higher than what was told. (Invented.)",
            created_at=moment,
        )
