"""What moderators decide on reviews that wait: publish, decline, ask for a change.

Each function takes the hold, writes the log and queues the mail to the author in one transaction. All raise
NotAllowedNow (somebody decided meanwhile, or the author deleted it), HeldByAnother and Review.DoesNotExist.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from mail.sending import absolute_url, queue_mail
from reviews.decisions.log import record
from reviews.models import Decision, Reason, Review, State, Subject
from reviews.proof import documents
from reviews.publishing.actions import forget_address, put_online
from reviews.queues.holds import refuse_involved, release_hold, take_hold
from reviews.states import Action, locked, move
from reviews.tokens import LIFETIMES, seal
from reviews.writing.actions import one_of_an_author_at_a_time


def taken(review_id: int, moderator: User) -> Review:
    """The review, held by this moderator and locked until the transaction ends."""
    one_of_an_author_at_a_time(review_id)
    take_hold(subject=Subject.REVIEW, subject_id=review_id, moderator=moderator)
    review = locked(review_id)
    refuse_involved(review, moderator)
    return review


@transaction.atomic
def approve(*, review_id: int, moderator: User, document_shows_visit: bool = False) -> Review:
    """Publish. A document that was sent is deleted; if it shows the visit, the label says so from now on."""
    review, moment = taken(review_id, moderator), timezone.now()
    email = review.email
    documents.settle(review, is_accepted=document_shows_visit)
    put_online(review, Action.APPROVE, moment=moment)
    log(review, Decision.Action.APPROVE, moment=moment, moderator=moderator)
    if email:
        queue_mail("reviews/moderation/published", to=email, context={"location": review.location})
    return review


@transaction.atomic
def decline(*, review_id: int, moderator: User, reason: Reason, note: str = "") -> Review:
    """The author is told the reason, with a link to appeal; then the address is forgotten."""
    review = taken(review_id, moderator)
    refuse(review, Action.DECLINE, moderator=moderator, reason=reason, note=note)
    return review


@transaction.atomic
def ask_for_change(*, review_id: int, moderator: User, reason: Reason, note: str) -> Review:
    """The author may change the text within 30 days; the new text joins the queue. A document stays as long
    as it may: it goes over to the new text."""
    review, moment = taken(review_id, moderator), timezone.now()
    move(review, Action.ASK_CHANGE)
    review.decided_at = moment
    review.save()
    log(
        review,
        Decision.Action.ASK_CHANGE,
        moment=moment,
        moderator=moderator,
        reason=reason,
        note=note,
    )
    if review.email:
        url = absolute_url(reverse("edit-review", args=[seal("change", review, review.email)]))
        context = {"location": review.location, "reason": reason.label, "note": note, "url": url}
        queue_mail("reviews/moderation/change_asked", to=review.email, context=context)
    return review


def lapse_old(moment: datetime, *, time_to_change: timedelta = LIFETIMES["change"]) -> int:
    """Decline what was to be changed and was not within 30 days; how many. Each in its own transaction."""
    old = Review.objects.filter(state=State.CHANGE_ASKED, decided_at__lte=moment - time_to_change)
    ids = list(old.order_by("pk").values_list("pk", flat=True))
    return sum(lapse(review_id, moment - time_to_change) for review_id in ids)


@transaction.atomic
def lapse(review_id: int, asked_by: datetime) -> bool:
    """Whether it was still waiting for the change."""
    one_of_an_author_at_a_time(review_id)
    review = locked(review_id)
    if review.state != State.CHANGE_ASKED or review.decided_at > asked_by:
        return False
    refuse(review, Action.LAPSE, moderator=None, reason=Reason.NO_CHANGE)
    return True


def refuse(review: Review, action: Action, *, moderator: User | None, reason: Reason, note: str = "") -> None:
    moment, email = timezone.now(), review.email
    move(review, action)
    documents.settle(review, is_accepted=False)
    review.decided_at = moment
    forget_address(review)
    review.save()
    log(
        review,
        Decision.Action(action.value),
        moment=moment,
        moderator=moderator,
        reason=reason,
        note=note,
    )
    if email:
        url = absolute_url(reverse("appeal", args=[seal("appeal", review, email)]))
        context = {"location": review.location, "reason": reason.label, "note": note, "url": url}
        queue_mail("reviews/moderation/declined", to=email, context=context)


def log(
    review: Review,
    action: Decision.Action,
    *,
    moment: datetime,
    moderator: User | None,
    reason: str = "",
    note: str = "",
) -> None:
    """Log the decision, and let go of the review."""
    record(
        review=review,
        subject=Subject.REVIEW,
        subject_id=review.pk,
        action=action,
        moment=moment,
        moderator=moderator,
        reason=reason,
        note=note,
    )
    if moderator is not None:
        release_hold(subject=Subject.REVIEW, subject_id=review.pk, moderator=moderator)
