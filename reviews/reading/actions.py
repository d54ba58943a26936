""" "Helpful": one vote per network and review, without an account and without a cookie."""

from django.db import connection, transaction
from django.http import HttpRequest
from django.utils import timezone

from accounts.network import daily_network_key
from reviews.models import Review, State

# The count goes up only where the row is new, in one statement: two votes at once count once.
VOTE = """
    WITH vote AS (
        INSERT INTO reviews_helpfulvote (review_id, visitor_key) VALUES (%s, %s)
        ON CONFLICT (review_id, visitor_key) DO NOTHING RETURNING review_id
    )
    UPDATE reviews_review SET helpful_count = helpful_count + 1 WHERE id IN (SELECT review_id FROM vote)
"""


def helpful_key(request: HttpRequest, review: Review) -> str:
    """Tells networks (/24 or /48) apart for this review only. It is made for the day on which the review was
    published, so that it stays the same, and can't be used to follow anybody from one review, or one day, to
    another."""
    day = timezone.localdate(review.published_at)
    return daily_network_key(request, purpose=f"helpful|{review.pk}", day=day)


@transaction.atomic
def vote_helpful(*, review: Review, key: str) -> bool:
    """Count the visitor's vote; False if it was counted before or the review is not published any more."""
    if not Review.objects.select_for_update().filter(pk=review.pk, state=State.PUBLISHED).exists():
        return False
    with connection.cursor() as cursor:
        cursor.execute(VOTE, [review.pk, key])
        return cursor.rowcount > 0
