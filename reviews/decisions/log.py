"""The log of decisions: writing a line, and reading it."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from reviews.models import Decision, Review, Subject
from reviews.queues.waiting import own_locations

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
    """Add a line to the log, in the caller's transaction; nothing can change it. No moderator: the site
    itself."""
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
        received_on=timezone.localdate(review.confirmed_at),
        hours_waited=hours_between(review.confirmed_at, moment),
        is_demo=review.location.practice.is_demo,
    )


def hours_between(start: datetime | None, end: datetime) -> int | None:
    """Whole hours; None without a start."""
    return None if start is None else max(0, int((end - start).total_seconds() // 3600))


def last_word(review: Review) -> Decision | None:
    """The decision by which the review is published, declined or off the site; None while it waits."""
    decisions = Decision.objects.filter(review=review.pk, action__in=VERDICTS).exclude(subject=Subject.REPLY)
    return decisions.order_by("-pk").first()


def decisions_about(review: Review) -> QuerySet[Decision]:
    """What was decided about it, the oldest first, without the stars."""
    lines = Decision.objects.filter(review=review.pk).defer("stars").prefetch_related("moderator")
    return lines.order_by("pk")


def decisions_for(moderator: User) -> QuerySet[Decision]:
    """All decisions, the newest first, except those about practices on whose team the moderator is: a note to
    an author can give away what was written."""
    return Decision.objects.exclude(location__in=own_locations(moderator)).order_by("-made_at", "-pk")
