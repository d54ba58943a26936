"""Publishing a review and taking it off the site: the only places where what is published changes.

The caller is in a transaction, holds the review's lock (states.lock_review), and says why: a moderator's
decision, an appeal, or the author's wish. Each function leaves the ratings exact.
"""

from datetime import datetime

from django.db.models import QuerySet

from reviews.models import HelpfulVote, Reply, Review, State
from reviews.models.review import MONTHS_OF_A_COURSE
from reviews.proof.redeeming import redeem
from reviews.publishing.open_cases import close_open_cases, hand_over_notices
from reviews.rating.sums import recompute
from reviews.states import Action, move


def publish(review: Review, action: Action, *, moment: datetime) -> None:
    """Publish what was approved (PUBLISH) or put back (REINSTATE). Replaces what this author has published
    about the same course of treatment. Raises NotAllowedNow."""
    move(review, action)
    redeem(review)
    earlier = published_before(review)
    first_dates = [row.published_at for row in earlier if row.published_at is not None]
    review.published_at = min(first_dates, default=review.published_at or moment)
    review.decided_at = moment
    if earlier:
        review.updated_at = moment
    for row in earlier:
        replace(row, by=review)
    forget_address(review)
    review.save()
    recompute(review.location_id)


def published_before(review: Review) -> list[Review]:
    """The same person's published reviews of this course of treatment, locked; one, or two if an edit changed
    the month so that it falls within both."""
    rows = Review.objects.published().filter(location=review.location_id).exclude(pk=review.pk)
    same_person = rows.by(review.email_hash).select_for_update(of=("self",)).order_by("pk")
    return [row for row in same_person if row.pk == review.replaces_id or is_same_course(row, review)]


def is_same_course(one: Review, other: Review) -> bool:
    """Less than half a year apart, as in the table's constraint."""
    months = (one.care_year - other.care_year) * 12 + one.care_month - other.care_month
    return abs(months) < MONTHS_OF_A_COURSE


def replace(row: Review, *, by: Review) -> None:
    """A later text replaces `row`: votes and the clinic's reply move to it, the old text is deleted."""
    move(row, Action.REPLACE)
    voted = by.helpful_votes.values("visitor_key")
    HelpfulVote.objects.filter(review=row).exclude(visitor_key__in=voted).update(review=by)
    by.helpful_count = by.helpful_votes.count()
    if not open_replies(by).exists():
        open_replies(row).update(review=by)
    hand_over_notices(row, to=by)
    row.helpful_votes.all().delete()
    row.helpful_count = 0
    forget_text(row)
    row.save()


def unpublish(review: Review, action: Action, *, moment: datetime) -> None:
    """Take it off the site: REMOVE (a moderator) or WITHDRAW (the author). Raises NotAllowedNow."""
    was_published = review.state == State.PUBLISHED
    move(review, action)
    review.disputed_at = None
    if action == Action.REMOVE:
        review.decided_at = moment
    if action == Action.WITHDRAW:
        forget_text(review)
        review.email_hash = review.visitor_key = ""
        review.networks, review.sent_by_team = [], False
        open_replies(review).update(state=Reply.State.WITHDRAWN)
        close_open_cases(review, moment=moment, note="Its author deleted the review.")
    forget_address(review)
    review.save()
    if was_published:
        recompute(review.location_id)


def open_replies(review: Review) -> QuerySet[Reply]:
    """The reply that is published or waits: at most one."""
    return review.replies.filter(state__in=[Reply.State.WAITING, Reply.State.PUBLISHED])


def forget_address(review: Review) -> None:
    review.email = ""


def forget_text(review: Review) -> None:
    """The author deleted it or wrote another one: only the overall score is kept, for the public ledger."""
    review.text = ""
    review.fingerprint = []
    review.answers = [0] * len(review.answers)
    review.would_choose_again = None
    forget_address(review)
    review.documents.all().delete()
    review.code = None
    review.code_key = ""
