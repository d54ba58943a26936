"""Items of moderation, shaped for their pages. None has a score: they come from reviews/queues/waiting.py."""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from reviews.models import DocumentKind, ProofLevel, Review, Service, State
from reviews.reading.page import month_and_year
from reviews.screening.hints import Hint


@dataclass(frozen=True)
class ReviewLine:
    """A row of a queue."""

    url: str
    place: str
    begins: str
    since: datetime
    is_edit: bool
    is_held: bool


@dataclass(frozen=True)
class ReviewItem:
    """The whole of a review that a moderator sees. `earlier`: the published text that this one is to replace;
    `documents`: addresses of pages."""

    id: int
    place: str
    city: str
    service: str
    care: str
    proof: str
    since: datetime
    text: str
    earlier: str
    hints: tuple[Hint, ...]
    documents: tuple[str, ...]


def place_of(review: Review) -> str:
    return review.location.name


def city_of(review: Review) -> str:
    return f"{review.location.city}, {review.location.state}"


def present_line(review: Review, url: str, held: list[int]) -> ReviewLine:
    return ReviewLine(
        url=url,
        place=f"{place_of(review)}, {city_of(review)}",
        begins=review.text,
        since=review.confirmed_at,
        is_edit=review.replaces_id is not None,
        is_held=review.pk in held,
    )


def present(
    review: Review, hints: list[Hint], earlier: str = "", documents: list[int] | None = None
) -> ReviewItem:
    return ReviewItem(
        id=review.pk,
        place=place_of(review),
        city=city_of(review),
        service=Service(review.service).label,
        care=month_and_year(date(review.care_year, review.care_month, 1)),
        proof=proof_of(review, bool(documents)),
        since=review.confirmed_at,
        text=review.text,
        earlier=earlier,
        hints=tuple(hints),
        documents=tuple(reverse("visit-document", args=[pk]) for pk in documents or []),
    )


def proof_of(review: Review, has_documents: bool) -> str:
    if has_documents and review.proof_level == ProofLevel.EMAIL:
        kind = DocumentKind(review.document_kind).label if review.document_kind else "Document"
        return f"{kind} sent, to be checked below"
    return ProofLevel(review.proof_level).label


def state_of(review: Review) -> str:
    return State(review.state).label
