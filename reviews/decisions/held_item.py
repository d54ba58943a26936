"""A moderator decides on one item of a queue: the locks before it, and the end of every decision."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from accounts.models import User
from reviews.decisions.log import record
from reviews.models import Decision, Review, Subject
from reviews.queues.holds import refuse_involved, release_hold, take_hold
from reviews.states import lock_author, lock_review


@dataclass(frozen=True)
class HeldItem:
    """An item that `moderator` holds, whose review is locked until the transaction ends. `moment`: now."""

    subject: Subject
    subject_id: int
    review: Review
    moderator: User
    moment: datetime

    def log(
        self, action: Decision.Action, *, reason: str = "", note: str = "", subject_id: int | None = None
    ) -> None:
        """Log the decision; `subject_id`: on another item of this kind, which is decided together with it."""
        record(
            review=self.review,
            subject=self.subject,
            subject_id=subject_id or self.subject_id,
            action=action,
            moment=self.moment,
            moderator=self.moderator,
            reason=reason,
            note=note,
        )

    def close(self, action: Decision.Action, *, reason: str = "", note: str = "") -> None:
        """Log the decision and release the hold."""
        self.log(action, reason=reason, note=note)
        self.release()

    def release(self) -> None:
        release_hold(subject=self.subject, subject_id=self.subject_id, moderator=self.moderator)


def hold_item(subject: Subject, subject_id: int, review_id: int, moderator: User) -> HeldItem:
    """Raises HeldByAnother, Involved and Review.DoesNotExist."""
    lock_author(review_id)
    take_hold(subject=subject, subject_id=subject_id, moderator=moderator)
    review = lock_review(review_id)
    refuse_involved(review, moderator)
    return HeldItem(subject, subject_id, review, moderator, timezone.now())
