"""What moderators decide on reviews that wait: approve, decline, ask for a change or a document.

What is approved becomes public ten minutes later (publication.py).

Each function takes the hold, writes the log and queues the mail to the author in one transaction. All raise
NotAllowedNow (somebody decided meanwhile, or the author deleted it), HeldByAnother and Review.DoesNotExist.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from mail.sending import queue_mail
from reviews.decisions.held_item import HeldItem, hold_item
from reviews.decisions.log import record
from reviews.models import Decision, Reason, Review, State, Subject
from reviews.proof import documents
from reviews.publishing.actions import forget_address
from reviews.states import Action, lock_author, lock_review, move
from reviews.tokens import PURPOSES, link_url


def hold_review(review_id: int, moderator: User) -> HeldItem:
    return hold_item(Subject.REVIEW, review_id, review_id, moderator)


@transaction.atomic
def decline(*, review_id: int, moderator: User, reason: Reason, note: str = "") -> Review:
    """The author is told the reason, with a link to appeal; then the address is forgotten."""
    item = hold_review(review_id, moderator)
    refuse(item.review, Action.DECLINE, moment=item.moment, reason=reason, note=note)
    item.close(Decision.Action.DECLINE, reason=reason, note=note)
    return item.review


@transaction.atomic
def ask_for_change(*, review_id: int, moderator: User, reason: Reason, note: str) -> Review:
    """The author may change the text within 30 days; the new text joins the queue. A document is kept as long
    as it may be: it moves to the new text."""
    item = hold_review(review_id, moderator)
    review = item.review
    move(review, Action.ASK_CHANGE)
    review.decided_at = item.moment
    review.save()
    item.close(Decision.Action.ASK_CHANGE, reason=reason, note=note)
    mail_reason("change_asked", "change", review, review.email, reason, note)
    return review


@transaction.atomic
def ask_for_document(*, review_id: int, moderator: User, note: str = "") -> Review:
    """The author may send a document of the visit within 30 days; then the review joins the queue again.

    The mail is the same whatever the moderator saw: it must not tell that a code was used before.
    """
    item = hold_review(review_id, moderator)
    review = item.review
    move(review, Action.ASK_CHANGE)
    review.decided_at = item.moment
    review.save()
    item.close(Decision.Action.ASK_DOCUMENT, note=note)
    if review.email:
        url = link_url("change", review, review.email)
        context = {"location": review.location, "note": note, "url": url}
        queue_mail("reviews/moderation/document_asked", to=review.email, context=context)
    return review


def lapse_old(moment: datetime, *, time_to_change: timedelta = PURPOSES["change"].lifetime) -> int:
    """Decline what was not changed within 30 days; returns how many. Each in its own transaction."""
    asked_by = moment - time_to_change
    old = Review.objects.filter(state=State.CHANGE_ASKED, decided_at__lte=asked_by).order_by("pk")
    return sum(lapse(review_id, asked_by) for review_id in list(old.values_list("pk", flat=True)))


@transaction.atomic
def lapse(review_id: int, asked_by: datetime) -> bool:
    """Decline it, unless the author has changed it or was asked again; whether it was declined."""
    lock_author(review_id)
    review = lock_review(review_id)
    if review.state != State.CHANGE_ASKED or review.decided_at is None or review.decided_at > asked_by:
        return False
    moment = timezone.now()
    refuse(review, Action.LAPSE, moment=moment, reason=Reason.NO_CHANGE)
    record(
        review=review,
        subject=Subject.REVIEW,
        subject_id=review.pk,
        action=Decision.Action.LAPSE,
        moment=moment,
        reason=Reason.NO_CHANGE,
    )
    return True


def refuse(review: Review, action: Action, *, moment: datetime, reason: Reason, note: str = "") -> None:
    email = review.email
    move(review, action)
    documents.settle(review, is_accepted=False)
    review.decided_at = moment
    forget_address(review)
    review.save()
    mail_reason("declined", "appeal", review, email, reason, note)


def mail_reason(mail: str, purpose: str, review: Review, email: str, reason: Reason, note: str) -> None:
    """Tell the author why, with a link of that purpose; not without an address."""
    if email:
        url = link_url(purpose, review, email)
        context = {"location": review.location, "reason": reason.label, "note": note, "url": url}
        queue_mail(f"reviews/moderation/{mail}", to=email, context=context)
