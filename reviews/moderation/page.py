"""What the pages of reviews that wait are given. There is no score in it: reviews/queues/waiting.py."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from accounts.models import User
from reviews.dates import month_of_care
from reviews.models import DocumentKind, ProofLevel, Review, Service
from reviews.queues.holds import Reader
from reviews.queues.kinds import REVIEWS
from reviews.screening.hints import Hint


@dataclass(frozen=True)
class ReviewLine:
    """A row of the queue. `since`: when it was confirmed; `reader`: another moderator who has it open."""

    url: str
    location: str
    begins: str
    since: datetime | None
    is_edit: bool
    reader: Reader | None


@dataclass(frozen=True)
class ApprovedLine:
    """A review that is approved and not public yet. `by`: who approved it; empty for oneself."""

    id: int
    url: str
    location: str
    public_at: datetime | None
    by: str


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
    page_url: str
    earlier: str
    hints: tuple[Hint, ...]
    documents: tuple[str, ...]


def review_line(review: Review, readers: dict[int, Reader]) -> ReviewLine:
    return ReviewLine(
        url=REVIEWS.item_url(review.pk),
        location=f"{review.location.name}, {city_of(review)}",
        begins=review.text,
        since=review.confirmed_at,
        is_edit=review.replaces_id is not None,
        reader=readers.get(review.pk),
    )


def approved_line(review: Review, moderator: User) -> ApprovedLine:
    is_own = review.approved_by_id == moderator.pk
    return ApprovedLine(
        id=review.pk,
        url=REVIEWS.item_url(review.pk),
        location=review.location.name,
        public_at=review.public_at,
        by="" if is_own else str(review.approved_by or "a former moderator"),
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
        page_url=review.location.get_absolute_url(),
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
    if review.code_id is not None and review.proof_level == ProofLevel.EMAIL:
        return "A valid code of this clinic was sent"
    return ProofLevel(review.proof_level).label
