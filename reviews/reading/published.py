"""Published reviews as readers choose them: sorted, searched by words in their text, page by page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import SearchQuery
from django.core.paginator import Paginator
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.http import QueryDict

from reviews.models import RatingSummary, Reply, Review
from reviews.rating.sums import empty_summary

MAX_SEARCH_LENGTH = 100
PER_PAGE = 10
SHOWN_ON_LOCATION_PAGE = 5


class Sort(StrEnum):
    NEWEST = "newest"
    USEFUL = "useful"
    LOWEST = "lowest"
    HIGHEST = "highest"


SORT_LABELS = {
    Sort.NEWEST: "Newest",
    Sort.USEFUL: "Most useful",
    Sort.LOWEST: "Lowest first",
    Sort.HIGHEST: "Highest first",
}
ORDERS = {
    Sort.NEWEST: ["-published_at", "-id"],
    Sort.USEFUL: ["-helpful_count", "-published_at", "-id"],
    Sort.LOWEST: ["overall", "-published_at", "-id"],
    Sort.HIGHEST: ["-overall", "-published_at", "-id"],
}


@dataclass(frozen=True)
class ReviewSearch:
    """How a reader wants to see the reviews: an order, and words to find in their text."""

    sort: Sort = Sort.NEWEST
    words: str = ""

    @classmethod
    def parse(cls, parameters: QueryDict) -> "ReviewSearch":
        """From a query string; ignores what it doesn't understand."""
        sort, words = parameters.get("sort", ""), parameters.get("q", "")
        words = " ".join(words.replace("\0", " ").split())[:MAX_SEARCH_LENGTH]
        return cls(Sort(sort) if sort in list(Sort) else Sort.NEWEST, words)

    def query_string(self) -> str:
        """For a link; "" for all reviews, the newest first."""
        values = {"sort": "" if self.sort == Sort.NEWEST else self.sort, "q": self.words}
        return urlencode({name: value for name, value in values.items() if value})


@dataclass(frozen=True)
class PublishedReply:
    text: str
    written_at: datetime
    published_at: datetime


@dataclass(frozen=True)
class PublishedReview:
    """A review as readers see it, with the clinic's reply."""

    review: Review
    reply: PublishedReply | None


# What no page of reviews shows.
_NOT_READ = ("search", "fingerprint", "email", "email_hash", "visitor_key", "networks", "code_key")
# For the page that patients read most, written out: the ORM takes longer to compile them than PostgreSQL to
# run them (ADR 0118). The second gives what `published_reviews` gives.
_SUMMARY = "SELECT * FROM reviews_ratingsummary WHERE location_id = %s"
_NEWEST = f"""
SELECT {", ".join(field.attname for field in Review._meta.concrete_fields if field.name not in _NOT_READ)},
       (SELECT coalesce(json_agg(json_build_object(
            'text', text, 'written_at', created_at, 'published_at', decided_at) ORDER BY id DESC), '[]')
        FROM reviews_reply WHERE review_id = review.id AND state = 'published') AS reply_rows
FROM reviews_review AS review
WHERE location_id = %s AND state = 'published'
ORDER BY published_at DESC, id DESC LIMIT {SHOWN_ON_LOCATION_PAGE}
"""


def summary_of(location_id: int) -> RatingSummary:
    """The sums of the location; all zero if it never had a review."""
    return next(iter(RatingSummary.objects.raw(_SUMMARY, [location_id])), None) or empty_summary(location_id)


def newest_reviews(location_id: int) -> list[PublishedReview]:
    """Those that the location's page shows."""
    return with_replies(Review.objects.raw(_NEWEST, [location_id]))


def published_reviews(location_id: int, search: ReviewSearch | None = None) -> QuerySet[Review]:
    """In one statement, also their replies, for `with_replies`."""
    search = search or ReviewSearch()
    replies = Reply.objects.filter(review=OuterRef("pk"), state=Reply.State.PUBLISHED)
    rows = Review.objects.published().filter(location=location_id)
    if search.words:
        rows = rows.filter(search=SearchQuery(search.words, config="english", search_type="websearch"))
    reply = JSONObject(text="text", written_at="created_at", published_at="decided_at")
    return (
        rows.annotate(reply_rows=ArraySubquery(replies.values(row=reply)))
        .defer(*_NOT_READ)
        .order_by(*ORDERS[search.sort])
    )


def with_replies(rows: Iterable[Any]) -> list[PublishedReview]:
    """`rows` are of `published_reviews`."""
    return [PublishedReview(row, reply_in(row.reply_rows)) for row in rows]


def reply_in(rows: list[dict[str, str]]) -> PublishedReply | None:
    """A review has at most one published reply."""
    for row in rows:
        written_at, published_at = (datetime.fromisoformat(row[at]) for at in ("written_at", "published_at"))
        return PublishedReply(row["text"], written_at, published_at)
    return None


class CountedPaginator(Paginator):
    """Pages of rows that have been counted already, so that the database doesn't count them again."""

    count = 0  # in place of the property that asks the database

    def __init__(self, rows: QuerySet[Review], per_page: int, *, count: int) -> None:
        super().__init__(rows, per_page)
        self.count = count


def pages_of_reviews(summary: RatingSummary, search: ReviewSearch) -> Paginator:
    rows = published_reviews(summary.location_id, search)
    if search.words:
        return Paginator(rows, PER_PAGE)
    return CountedPaginator(rows, PER_PAGE, count=summary.number)
