"""What waits for moderators, oldest first, read without anything that tells a score.

Moderators on the team of a practice read nothing of what waits about it: lists are `for_moderator`, and pages
of one item refuse (reviews/queues/holds.py).

Moderators see the text with the stars hidden (16 CFR 465): a score that is never read can't slip into a page.
`blind` leaves it out of the statement itself; what is published about a place is left out as well.
"""

from datetime import datetime

from django.db import connection
from django.db.models import Q, QuerySet

from accounts.models import User
from providers.models import Location
from reviews.models import Appeal, Decision, ReaderReport, Reply, Review, State, Subject, Takedown
from reviews.queues.holds import held_by_others
from reviews.takedowns.actions import OPEN

SCORES = ("overall", "answers", "would_choose_again")
SECRETS = (*SCORES, "helpful_count", "search", "email")
LOCATION_SECRETS = ("rating_average", "rating_count")


def blind() -> QuerySet[Review]:
    """Reviews with their location, without scores and averages."""
    rows = Review.objects.select_related("location__practice")
    return rows.defer(*SECRETS, *(f"location__{name}" for name in LOCATION_SECRETS))


def blind_through(rows: QuerySet) -> QuerySet:
    """The same for rows that have a review."""
    rows = rows.select_related("review__location__practice")
    hidden = [*SECRETS, *(f"location__{name}" for name in LOCATION_SECRETS)]
    return rows.defer(*(f"review__{name}" for name in hidden))


def waiting_reviews() -> QuerySet[Review]:
    return blind().filter(state=State.WAITING).order_by("confirmed_at", "pk")


def waiting_replies() -> QuerySet[Reply]:
    rows = Reply.objects.filter(state=Reply.State.WAITING, review__state=State.PUBLISHED)
    return blind_through(rows).order_by("pk")


def open_appeals() -> QuerySet[Appeal]:
    return blind_through(Appeal.objects.filter(state=Appeal.State.OPEN)).order_by("pk")


def open_reports() -> QuerySet[ReaderReport]:
    return blind_through(ReaderReport.objects.filter(state=ReaderReport.State.OPEN)).order_by("pk")


def open_takedowns() -> QuerySet[Takedown]:
    return blind_through(Takedown.objects.filter(state__in=OPEN)).order_by("pk")


def for_moderator(rows: QuerySet, moderator: User) -> QuerySet:
    """Rows of any queue without those about a practice on whose team the moderator is."""
    path = "location" if rows.model is Review else "review__location"
    return rows.exclude(**{f"{path}__in": own_locations(moderator)})


def decisions_for(moderator: User) -> QuerySet[Decision]:
    """The log, the newest first, without the same: a note to an author can tell what was written."""
    rows = Decision.objects.exclude(location__in=own_locations(moderator))
    return rows.order_by("-made_at", "-pk")


def own_locations(moderator: User) -> QuerySet[Location]:
    return Location.objects.filter(practice__memberships__user=moderator)


def next_review(moderator: User, *, after: tuple[datetime, int] | None = None) -> int | None:
    """The id of the oldest review, or of the oldest behind `after` (when it was confirmed, and its id), that
    nobody else has open and that is of no practice of the moderator's; None at the end."""
    rows = for_moderator(waiting_reviews(), moderator)
    rows = rows.exclude(pk__in=held_by_others(Subject.REVIEW, moderator))
    if after is not None:
        moment, pk = after
        rows = rows.filter(Q(confirmed_at__gt=moment) | Q(confirmed_at=moment, pk__gt=pk))
    return rows.values_list("pk", flat=True).first()


# One statement for the five numbers in the navigation.
NUMBERS = """
    SELECT
        (SELECT count(*) FROM reviews_review WHERE state = 'waiting'),
        (SELECT count(*) FROM reviews_reply AS reply JOIN reviews_review AS review ON review.id = review_id
            WHERE reply.state = 'waiting' AND review.state = 'published'),
        (SELECT count(*) FROM reviews_appeal WHERE state = 'open'),
        (SELECT count(*) FROM reviews_readerreport WHERE state = 'open'),
        (SELECT count(*) FROM reviews_takedown WHERE state IN ('received', 'labelled', 'answered'))
"""
QUEUES = ("reviews", "replies", "appeals", "reports", "takedowns")


def numbers() -> dict[str, int]:
    """How many wait in each of QUEUES."""
    with connection.cursor() as cursor:
        cursor.execute(NUMBERS)
        return dict(zip(QUEUES, cursor.fetchone(), strict=True))
