"""What the template of one published review is given."""

from dataclasses import dataclass

from django.urls import reverse

from providers import words
from reviews.dates import month_and_year, month_of_care
from reviews.models import Answer, ProofLevel, Question, Review, Service
from reviews.reading.published import PublishedReview


@dataclass(frozen=True)
class ReplyView:
    """`is_older`: written before the review was updated."""

    text: str
    date: str
    is_older: bool


@dataclass(frozen=True)
class ReviewView:
    """What templates/reviews/reading/review.html prints."""

    id: int
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


def review_view(published: PublishedReview, *, with_answers: bool = True) -> ReviewView:
    review = published.review
    level = ProofLevel(review.proof_level)
    checked = f" ({month_and_year(review.proof_checked_on)})" if review.proof_checked_on else ""
    return ReviewView(
        id=review.public_id,
        score=f"{review.overall} of 5",
        care=month_of_care(review),
        service=Service(review.service).label,
        text=review.text,
        proof=f"{level.label}{checked}",
        proof_css=f"proof-{level.name.lower()}",
        published=month_and_year(review.published_at),
        updated=month_and_year(review.updated_at),
        is_disputed=review.disputed_at is not None,
        answers=answers_of(review) if with_answers else (),
        helpful=helpful_sentence(review.helpful_count),
        helpful_url=reverse("helpful", args=[review.public_id]),
        author_url=reverse("edit-review-request", args=[review.location_id]),
        reply=reply_view(published),
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


def reply_view(published: PublishedReview) -> ReplyView | None:
    reply, updated_at = published.reply, published.review.updated_at
    if reply is None:
        return None
    is_older = updated_at is not None and reply.written_at < updated_at
    return ReplyView(reply.text, month_and_year(reply.published_at), is_older)
