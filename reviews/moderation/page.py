"""What the pages of reviews that wait are given. There is no score in it: reviews/queues/waiting.py."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from reviews.dates import month_of_care
from reviews.models import DocumentKind, ProofLevel, Review, Service
from reviews.queues.kinds import REVIEWS
from reviews.screening.hints import Hint


@dataclass(frozen=True)
class ReviewLine:
    """A row of the queue. `since`: when it was confirmed."""

    url: str
    location: str
    begins: str
    since: datetime | None
    is_edit: bool
    is_held: bool


@dataclass(frozen=True)
class ReviewItem:
    """The whole of a review that a moderator sees. `earlier`: the published text that this one is to replace;
    `documents`: URLs of pages."""

    id: int
    location: str
    city: str
    service: str
    care: str
    proof: str
    since: datetime | None
    text: str
    earlier: str
    hints: tuple[Hint, ...]
    documents: tuple[str, ...]


def review_line(review: Review, held: list[int]) -> ReviewLine:
    """`held`: ids of the reviews that other moderators have open."""
    return ReviewLine(
        url=REVIEWS.item_url(review.pk),
        location=f"{review.location.name}, {city_of(review)}",
        begins=review.text,
        since=review.confirmed_at,
        is_edit=review.replaces_id is not None,
        is_held=review.pk in held,
    )


def review_item(review: Review, hints: Iterable[Hint], earlier: str, documents: Iterable[int]) -> ReviewItem:
    """`documents`: ids of pages."""
    urls = tuple(reverse("visit-document", args=[pk]) for pk in documents)
    return ReviewItem(
        id=review.pk,
        location=review.location.name,
        city=city_of(review),
        service=Service(review.service).label,
        care=month_of_care(review),
        proof=proof_of(review, bool(urls)),
        since=review.confirmed_at,
        text=review.text,
        earlier=earlier,
        hints=tuple(hints),
        documents=urls,
    )


def city_of(review: Review) -> str:
    return f"{review.location.city}, {review.location.state}"


def proof_of(review: Review, has_documents: bool) -> str:
    if has_documents and review.proof_level == ProofLevel.EMAIL:
        kind = DocumentKind(review.document_kind).label if review.document_kind else "Document"
        return f"{kind} sent, to be checked below"
    return ProofLevel(review.proof_level).label
