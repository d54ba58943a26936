"""One published review, shaped. Dates are shown as month and year, so that they tell less of who wrote."""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone

from providers.web import words
from reviews.models import Answer, ProofLevel, Question, Review, Service


@dataclass(frozen=True)
class ReplyView:
    """`is_older`: written to an earlier text of the review."""

    text: str
    date: str
    is_older: bool


@dataclass(frozen=True)
class ReviewView:
    """What templates/reviews/reading/review.html prints."""

    id: int
    overall: int
    score: str
    care: str
    service: str
    text: str
    proof: str
    proof_css: str
    published: str
    updated: str
    is_disputed: bool
    answers: tuple[tuple[str, str], ...]
    helpful: str
    helpful_url: str
    author_url: str
    reply: ReplyView | None


def month_and_year(moment: datetime | date) -> str:
    day = timezone.localdate(moment) if isinstance(moment, datetime) else moment
    return f"{day:%B %Y}"


def present(review: Review, *, with_answers: bool = True) -> ReviewView:
    """`review` comes from reading.published_reviews."""
    level = ProofLevel(review.proof_level)
    checked = f" ({month_and_year(review.proof_checked_on)})" if review.proof_checked_on else ""
    return ReviewView(
        id=review.pk,
        overall=review.overall,
        score=f"{review.overall} of 5",
        care=month_and_year(date(review.care_year, review.care_month, 1)),
        service=Service(review.service).label,
        text=review.text,
        proof=f"{level.label}{checked}",
        proof_css=f"proof-{level.name.lower()}",
        published=month_and_year(review.published_at),
        updated=month_and_year(review.updated_at) if review.updated_at else "",
        is_disputed=review.disputed_at is not None,
        answers=answers_of(review) if with_answers else (),
        helpful=helpful_sentence(review.helpful_count),
        helpful_url=reverse("helpful", args=[review.pk]),
        author_url=reverse("edit-review-request", args=[review.location_id]),
        reply=reply_of(review),
    )


def answers_of(review: Review) -> tuple[tuple[str, str], ...]:
    """(topic, answer) of the questions that were answered."""
    return tuple(
        (question.topic, Answer(review.answers[question]).label)
        for question in Question
        if review.answers[question] != Answer.NOT_ANSWERED
    )


def helpful_sentence(number: int) -> str:
    """Empty without votes."""
    return f"{words.count(number, 'visitor')} found this helpful" if number else ""


def reply_of(review: Review) -> ReplyView | None:
    for row in review.reply_rows:
        written = datetime.fromisoformat(row["created_at"])
        is_older = review.updated_at is not None and written < review.updated_at
        return ReplyView(row["text"], month_and_year(datetime.fromisoformat(row["decided_at"])), is_older)
    return None
