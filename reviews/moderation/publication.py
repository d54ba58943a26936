"""From an approval to publication: ten minutes in which a moderator can take it back, and nobody else sees
it.

    approve(...)            the review is approved; a job is due when it becomes public
    take_back(...)          it waits again, and nothing was public
    publish_due(moment)     whatever is due, for what a dead worker left

Until it is public, documents and codes are as they were: nothing has to be undone.
"""

from datetime import datetime, timedelta

import structlog
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from procrastinate.contrib.django import app

from accounts.models import User
from mail.jobs import TRY_AGAIN
from mail.sending import queue_mail
from reviews.decisions.log import record
from reviews.models import Decision, Review, State, Subject
from reviews.moderation.actions import hold_review
from reviews.proof import documents
from reviews.publishing.actions import publish
from reviews.queues.waiting import for_moderator, reviews_without_scores
from reviews.states import Action, lock_author, lock_review, move

TIME_TO_TAKE_BACK = timedelta(minutes=10)

log = structlog.get_logger(__name__)


@transaction.atomic
def approve(*, review_id: int, moderator: User, document_shows_visit: bool = False) -> Review:
    """Publish in ten minutes. If a document was sent and shows the visit, the label will say so.

    Raises as the other decisions do (actions.py).
    """
    item = hold_review(review_id, moderator)
    review = item.review
    move(review, Action.APPROVE)
    review.approved_by = moderator
    review.public_at = item.moment + TIME_TO_TAKE_BACK
    review.document_shows_visit = document_shows_visit and review.documents.exists()
    review.save()
    item.close(Decision.Action.SCHEDULE)
    publish_approved.configure(schedule_at=review.public_at).defer(review_id=review.pk)
    return review


@transaction.atomic
def take_back(*, review_id: int, moderator: User) -> Review:
    """Any moderator may, not only the one who approved: the review waits again, and is held for this one."""
    item = hold_review(review_id, moderator)
    review = item.review
    move(review, Action.TAKE_BACK)
    review.approved_by = review.public_at = None
    review.document_shows_visit = False
    review.save()
    item.log(Decision.Action.TAKE_BACK)
    return review


def approved_reviews(moderator: User) -> QuerySet[Review]:
    """What this moderator sees of what is not public yet, the next first."""
    rows = reviews_without_scores().filter(state=State.APPROVED).select_related("approved_by")
    return for_moderator(rows, moderator).order_by("public_at", "pk")


def publish_due(moment: datetime) -> int:
    """Publish what was approved at least ten minutes before `moment`, each in its own transaction; how
    many."""
    due = Review.objects.filter(state=State.APPROVED, public_at__lte=moment).order_by("public_at", "pk")
    return sum(publish_one(review_id, moment) for review_id in list(due.values_list("pk", flat=True)))


@transaction.atomic
def publish_one(review_id: int, moment: datetime) -> bool:
    """Publish it, unless it was taken back, edited or deleted in the meantime; whether it was published."""
    if not Review.objects.filter(pk=review_id).exists():
        return False
    lock_author(review_id)
    review = lock_review(review_id)
    if review.state != State.APPROVED or review.public_at is None or review.public_at > moment:
        return False
    email = review.email
    documents.settle(review, is_accepted=review.document_shows_visit)
    publish(review, Action.PUBLISH, moment=timezone.now())
    record(
        review=review,
        subject=Subject.REVIEW,
        subject_id=review.pk,
        action=Decision.Action.APPROVE,
        moment=timezone.now(),
        moderator=review.approved_by,
    )
    if email:
        queue_mail("reviews/moderation/published", to=email, context={"location": review.location})
    return True


@app.task(name="reviews.publish_approved", queue="reviews", retry=TRY_AGAIN)
def publish_approved(review_id: int) -> None:
    """When an approval is ten minutes old. A job of its own, so that a failure delays no other review."""
    publish_one(review_id, timezone.now())


@app.periodic(cron="*/5 * * * *")
@app.task(name="reviews.publish_late", queue="reviews", queueing_lock="reviews.publish_late", retry=TRY_AGAIN)
def publish_late(timestamp: int) -> None:
    """Every five minutes: what is due although its own job was lost with a worker."""
    if number := publish_due(timezone.now()):
        log.info("reviews.published_late", reviews=number)
