"""What moderators decide on clinics' replies: every one is read before it is published."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from mail.sending import queue_mail
from reviews.decisions.log import record
from reviews.models import Decision, Reply, ReplyReason, Review, State, Subject
from reviews.queues.holds import refuse_involved, release_hold, take_hold
from reviews.states import NotAllowedNow, locked


@transaction.atomic
def decide_reply(
    *, reply_id: int, moderator: User, reason: ReplyReason | None = None, note: str = ""
) -> Reply:
    """Without a reason the reply is published under its review, with one it is declined; its author is told.

    Raises HeldByAnother, NotAllowedNow if it was decided or taken back, or the review is not published any
    more, and Reply.DoesNotExist.
    """
    review_id = Reply.objects.values_list("review_id", flat=True).get(pk=reply_id)
    take_hold(subject=Subject.REPLY, subject_id=reply_id, moderator=moderator)
    review = locked(review_id)
    refuse_involved(review, moderator)
    reply = Reply.objects.select_for_update(of=("self",)).get(pk=reply_id)
    if reply.state != Reply.State.WAITING or reply.review_id != review.pk:
        raise NotAllowedNow(f"The reply is {reply.state}.")
    if reason is None and review.state != State.PUBLISHED:
        raise NotAllowedNow(f"The review is {review.state}.")
    reply.state = Reply.State.DECLINED if reason else Reply.State.PUBLISHED
    reply.reason = reason or ""
    reply.decided_at = timezone.now()
    reply.save()
    record(
        review=review,
        subject=Subject.REPLY,
        subject_id=reply.pk,
        action=Decision.Action.DECLINE if reason else Decision.Action.APPROVE,
        moment=reply.decided_at,
        moderator=moderator,
        reason=reason or "",
        note=note,
    )
    release_hold(subject=Subject.REPLY, subject_id=reply_id, moderator=moderator)
    tell(reply, review, reason, note)
    return reply


def tell(reply: Reply, review: Review, reason: ReplyReason | None, note: str) -> None:
    if reply.author is not None:
        context = {"location": review.location, "reason": reason.label if reason else "", "note": note}
        queue_mail("reviews/replies/decided", to=reply.author.email, context=context)
