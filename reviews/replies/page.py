"""The published reviews of a practice as its team sees them: each with the state of its reply."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from providers.models import Practice
from reviews.dates import month_and_year
from reviews.models import Reply, Review

REPLY_SENTENCES = {
    None: "No reply",
    Reply.State.WAITING: "Your reply waits for a moderator",
    Reply.State.PUBLISHED: "Your reply is published",
    Reply.State.DECLINED: "Your last reply was declined",
    Reply.State.WITHDRAWN: "You took your reply back",
}


@dataclass(frozen=True)
class StaffReview:
    location: str
    score: str
    published: str
    text: str
    reply: str
    reply_url: str


def reviews_of_practice(practice: Practice) -> QuerySet[Review]:
    """Published reviews of all its locations, the newest first, with their replies."""
    return (
        Review.objects.published()
        .filter(location__practice=practice)
        .select_related("location")
        .prefetch_related(Prefetch("replies", Reply.objects.order_by("-id")))
        .defer("search", "fingerprint", "email_hash", "visitor_key", "networks", "code_key")
        .order_by("-published_at", "-id")
    )


def staff_review(review: Review) -> StaffReview:
    newest = next(iter(review.replies.all()), None)
    return StaffReview(
        location=review.location.name,
        score=f"{review.overall} of 5",
        published=month_and_year(review.published_at),
        text=review.text,
        reply=REPLY_SENTENCES[Reply.State(newest.state) if newest else None],
        reply_url=reverse("reply", args=[review.public_id]),
    )
