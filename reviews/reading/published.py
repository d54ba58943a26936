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

from providers.statements import PLACEHOLDER, Compiled
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


def summary_of(location_id: int) -> RatingSummary:
    """The sums of the location; all zero where it never had a review."""
    found = _SUMMARY.rows(location_id)
    return found[0] if found else nothing_yet(location_id)


def newest_reviews(location_id: int) -> list[Review]:
    """Those that the location's page shows."""
    return _NEWEST.rows(location_id)


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
        .defer("search", "fingerprint", "email", "email_hash", "visitor_key")
        .order_by(*ORDERS[question.sort])
    )


_SUMMARY = Compiled(lambda: RatingSummary.objects.filter(pk=PLACEHOLDER))
_NEWEST = Compiled(lambda: published_reviews(PLACEHOLDER)[:SHOWN_ON_LOCATION_PAGE])


def pages_of_reviews(summary: RatingSummary, question: ReviewQuestion, per_page: int) -> Paginator:
    rows = published_reviews(summary.location_id, question)
    if question.words:
        return Paginator(rows, per_page)
    return KnownCount(rows, per_page, count=summary.number)
