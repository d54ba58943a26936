"""Writing to the log of decisions, and reading its last word on a review."""

from datetime import datetime

from accounts.models import User
from reviews.models import Decision, Review, Subject
from reviews.received import received_on

# What these decide is whether a review is read: the last of them is the last word on it.
VERDICTS = (
    Decision.Action.APPROVE,
    Decision.Action.DECLINE,
    Decision.Action.LAPSE,
    Decision.Action.REMOVE,
    Decision.Action.REINSTATE,
)


def record(
    *,
    review: Review,
    subject: Subject,
    subject_id: int,
    action: Decision.Action,
    moment: datetime,
    moderator: User | None = None,
    reason: str = "",
    note: str = "",
) -> Decision:
    """One line of the log, in the caller's transaction; it stays for good. No moderator: the site itself."""
    return Decision.objects.create(
        made_at=moment,
        moderator=moderator,
        subject=subject,
        subject_id=subject_id,
        review=review,
        location=review.location,
        action=action,
        reason=reason,
        note=note,
        stars=review.overall,
        received_on=received_on(review),
        is_demo=review.location.practice.is_demo,
    )


def last_word(review: Review) -> Decision | None:
    """The decision by which the review is published, declined or off the site; None while it waits."""
    decisions = Decision.objects.filter(review=review.pk, action__in=VERDICTS).exclude(subject=Subject.REPLY)
    return decisions.order_by("-pk").first()
