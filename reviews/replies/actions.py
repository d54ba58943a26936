"""The clinic's reply: sent, taken back, and decided on. A moderator reads each one before the public does."""

from django.db import transaction

from accounts.models import User
from mail.sending import queue_mail
from reviews.decisions.held_item import hold_item
from reviews.models import Decision, Reply, ReplyReason, Review, State, Subject
from reviews.publishing.actions import open_replies
from reviews.screening.replies import signs_in_reply
from reviews.states import NotAllowedNow, lock_review


@transaction.atomic
def send_reply(*, review: Review, user: User, template: str, text: str) -> Reply:
    """A reply that waits for a moderator. Raises NotAllowedNow if the review has one, or is not published
    any more."""
    review = lock_review(review.pk)
    if review.state != State.PUBLISHED or open_replies(review).exists():
        raise NotAllowedNow("This review can’t have another reply.")
    signs = signs_in_reply(text)
    return Reply.objects.create(review=review, author=user, template=template, text=text, screening=signs)


@transaction.atomic
def take_back_reply(*, review: Review) -> bool:
    """The clinic withdraws its reply, published or not; False if there was none."""
    return bool(open_replies(lock_review(review.pk)).update(state=Reply.State.WITHDRAWN))


@transaction.atomic
def decide_reply(
    *, reply_id: int, moderator: User, reason: ReplyReason | None = None, note: str = ""
) -> Reply:
    """Without a reason the reply is published under its review, with one it is declined; its author is told.

    Raises HeldByAnother, NotAllowedNow if it was decided on or taken back, or the review is not published any
    more, and Reply.DoesNotExist.
    """
    review_id = Reply.objects.values_list("review_id", flat=True).get(pk=reply_id)
    item = hold_item(Subject.REPLY, reply_id, review_id, moderator)
    reply = Reply.objects.select_for_update(of=("self",)).get(pk=reply_id)
    if reply.state != Reply.State.WAITING or reply.review_id != item.review.pk:
        raise NotAllowedNow(f"The reply is {reply.state}.")
    if reason is None and item.review.state != State.PUBLISHED:
        raise NotAllowedNow(f"The review is {item.review.state}.")
    reply.state = Reply.State.DECLINED if reason else Reply.State.PUBLISHED
    reply.reason = reason or ""
    reply.decided_at = item.moment
    reply.save()
    item.close(Decision.Action.DECLINE if reason else Decision.Action.APPROVE, reason=reason or "", note=note)
    if reply.author is not None:
        context = {"location": item.review.location, "reason": reason.label if reason else "", "note": note}
        queue_mail("reviews/replies/decided", to=reply.author.email, context=context)
    return reply
