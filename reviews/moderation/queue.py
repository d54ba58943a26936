"""Reviews that wait for a moderator."""

from datetime import datetime

from django.db.models import Q, QuerySet

from accounts.models import User
from reviews.models import Review, State, Subject
from reviews.queues.holds import held_by_others
from reviews.queues.waiting import for_moderator, reviews_without_scores


def waiting_reviews() -> QuerySet[Review]:
    """The oldest first."""
    return reviews_without_scores().filter(state=State.WAITING).order_by("confirmed_at", "pk")


def next_review(moderator: User, *, after: tuple[datetime, int] | None = None) -> int | None:
    """The id of the oldest review that nobody else has open and that is not about a practice of the
    moderator; with `after` (when a review was confirmed, and its id) the oldest after that one. None at the
    end."""
    rows = for_moderator(waiting_reviews(), moderator)
    rows = rows.exclude(pk__in=held_by_others(Subject.REVIEW, moderator))
    if after is not None:
        moment, pk = after
        rows = rows.filter(Q(confirmed_at__gt=moment) | Q(confirmed_at=moment, pk__gt=pk))
    return rows.values_list("pk", flat=True).first()
