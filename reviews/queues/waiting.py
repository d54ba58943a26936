"""What waits for moderators, read without anything that gives away a score.

Moderators see the text with the stars hidden (16 CFR 465): a score that is never read can't slip into a page.
So the statements themselves leave out scores, and what is published about the location as well.

Moderators on the team of a practice see nothing that waits about it: lists are `for_moderator`, and pages of
one item refuse (reviews/queues/holds.py).
"""

from typing import TypeVar

from django.db import connection
from django.db.models import Model, QuerySet

from accounts.models import User
from providers.models import Location
from reviews.models import Review
from reviews.queues.kinds import QUEUES, Queue

Row = TypeVar("Row", bound=Model)

HIDDEN = (
    *("overall", "answers", "would_choose_again", "helpful_count", "search", "email"),
    *("location__rating_average", "location__rating_count"),
)


def reviews_without_scores() -> QuerySet[Review]:
    """Reviews with their location, without scores and averages."""
    return Review.objects.select_related("location__practice").defer(*HIDDEN)


def without_scores(rows: QuerySet[Row]) -> QuerySet[Row]:
    """Rows that have a review, with that review, also without scores and averages; the oldest first."""
    rows = rows.select_related("review__location__practice")
    return rows.defer(*(f"review__{name}" for name in HIDDEN)).order_by("pk")


def for_moderator(rows: QuerySet[Row], moderator: User) -> QuerySet[Row]:
    """Rows of any queue, except those about a practice on whose team the moderator is."""
    path = "location" if rows.model is Review else "review__location"
    return rows.exclude(**{f"{path}__in": own_locations(moderator)})


def own_locations(moderator: User) -> QuerySet[Location]:
    return Location.objects.filter(practice__memberships__user=moderator)


# One statement for the five numbers in the navigation, in the order of QUEUES.
COUNTS = """
    SELECT
        (SELECT count(*) FROM reviews_review WHERE state = 'waiting'),
        (SELECT count(*) FROM reviews_reply AS reply JOIN reviews_review AS review ON review.id = review_id
            WHERE reply.state = 'waiting' AND review.state = 'published'),
        (SELECT count(*) FROM reviews_appeal WHERE state = 'open'),
        (SELECT count(*) FROM reviews_readerreport WHERE state = 'open'),
        (SELECT count(*) FROM reviews_takedown WHERE state IN ('received', 'labelled', 'answered'))
"""


def waiting_counts() -> dict[Queue, int]:
    """How many items wait in each queue."""
    with connection.cursor() as cursor:
        cursor.execute(COUNTS)
        return dict(zip(QUEUES, cursor.fetchone(), strict=True))
