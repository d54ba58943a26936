"""Published reviews as readers ask for them: sorted, searched within their text, page by page."""

from dataclasses import dataclass
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
from reviews.rating.sums import nothing_yet

LONGEST_SEARCH = 100
SHOWN_ON_LOCATION_PAGE = 5


class Sort(StrEnum):
    NEWEST = "newest"
    USEFUL = "useful"
    LOWEST = "lowest"
    HIGHEST = "highest"


ORDERS = {
    Sort.NEWEST: ["-published_at", "-id"],
    Sort.USEFUL: ["-helpful_count", "-published_at", "-id"],
    Sort.LOWEST: ["overall", "-published_at", "-id"],
    Sort.HIGHEST: ["-overall", "-published_at", "-id"],
}


@dataclass(frozen=True)
class ReviewQuestion:
    """What a reader asks for: an order, and words to find in the texts."""

    sort: Sort = Sort.NEWEST
    words: str = ""

    @classmethod
    def parse(cls, parameters: QueryDict) -> "ReviewQuestion":
        """From an address; what it doesn't understand it leaves out."""
        sort, words = parameters.get("sort", ""), parameters.get("q", "")
        words = " ".join(words.replace("\0", " ").split())[:LONGEST_SEARCH]
        return cls(Sort(sort) if sort in list(Sort) else Sort.NEWEST, words)

    def query_string(self, **changes: str) -> str:
        """As a link has it; "" for the plain list."""
        values = {"sort": "" if self.sort == Sort.NEWEST else self.sort, "q": self.words, **changes}
        return urlencode({name: value for name, value in values.items() if value})


class KnownCount(Paginator):
    """Pages of a list whose length is known already."""

    def __init__(self, *arguments: Any, count: int, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.count = count

    count = 0  # in place of the property that would ask the database


# What no page of reviews shows.
_NOT_READ = ("search", "fingerprint", "email", "email_hash", "visitor_key")
# For the page that patients read most, written out: the ORM takes longer to compile them than PostgreSQL to
# run them (ADR 0125). The second gives what `published_reviews` gives.
_SUMMARY = "SELECT * FROM reviews_ratingsummary WHERE location_id = %s"
_NEWEST = f"""
SELECT {", ".join(field.attname for field in Review._meta.concrete_fields if field.name not in _NOT_READ)},
       (SELECT coalesce(json_agg(json_build_object(
            'text', text, 'decided_at', decided_at, 'created_at', created_at) ORDER BY id DESC), '[]')
        FROM reviews_reply WHERE review_id = review.id AND state = 'published') AS reply_rows
FROM reviews_review AS review
WHERE location_id = %s AND state = 'published'
ORDER BY published_at DESC, id DESC LIMIT {SHOWN_ON_LOCATION_PAGE}
"""


def summary_of(location_id: int) -> RatingSummary:
    """The sums of the location; all zero if it never had a review."""
    return next(iter(RatingSummary.objects.raw(_SUMMARY, [location_id])), None) or nothing_yet(location_id)


def newest_reviews(location_id: int) -> list[Review]:
    """Those that the location's page shows."""
    return list(Review.objects.raw(_NEWEST, [location_id]))


def published_reviews(location_id: int, question: ReviewQuestion | None = None) -> QuerySet[Review]:
    """With the published reply of each as `reply_rows`, in one statement."""
    question = question or ReviewQuestion()
    replies = Reply.objects.filter(review=OuterRef("pk"), state=Reply.State.PUBLISHED)
    rows = Review.objects.published().filter(location=location_id)
    if question.words:
        rows = rows.filter(search=SearchQuery(question.words, config="english", search_type="websearch"))
    reply = JSONObject(text="text", decided_at="decided_at", created_at="created_at")
    return (
        rows.annotate(reply_rows=ArraySubquery(replies.values(row=reply)))
        .defer(*_NOT_READ)
        .order_by(*ORDERS[question.sort])
    )


def pages_of_reviews(summary: RatingSummary, question: ReviewQuestion, per_page: int) -> Paginator:
    rows = published_reviews(summary.location_id, question)
    if question.words:
        return Paginator(rows, per_page)
    return KnownCount(rows, per_page, count=summary.number)
