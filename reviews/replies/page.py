"""Reviews as the team of a practice sees them: with the state of its reply."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch
from django.urls import reverse

from providers.models import Practice
from reviews.models import Reply, Review
from reviews.reading.page import month_and_year

PER_PAGE = 20

REPLY_WORDS = {
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


def reviews_of_practice(practice: Practice, page: str | None) -> tuple[Page, list[StaffReview]]:
    """Published reviews of all its locations, newest first: the page, and its rows shaped."""
    rows = (
        Review.objects.published()
        .filter(location__practice=practice)
        .select_related("location")
        .prefetch_related(Prefetch("replies", Reply.objects.order_by("-id")))
        .defer("search", "fingerprint", "email_hash", "visitor_key")
        .order_by("-published_at", "-id")
    )
    found = Paginator(rows, PER_PAGE).get_page(page)
    return found, [present(review) for review in found]


def present(review: Review) -> StaffReview:
    newest = next(iter(review.replies.all()), None)
    return StaffReview(
        location=review.location.name,
        score=f"{review.overall} of 5",
        published=month_and_year(review.published_at),
        text=review.text,
        reply=REPLY_WORDS[Reply.State(newest.state) if newest else None],
        reply_url=reverse("reply", args=[review.pk]),
    )
