"""What the reviews of a location add up to, shaped for its page."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from providers.web import words
from reviews.models import Answer, ProofLevel, Question, RatingSummary
from reviews.models.rating import CHOICES
from reviews.rating.statistics import Display, display_of, wilson_lower_bound

# Fewer answers to a question say nothing of it, and could tell who gave them.
FEWEST_ANSWERS = 5
FREQUENCIES = (Answer.ALWAYS, Answer.USUALLY, Answer.SOMETIMES, Answer.NEVER)
WIDTH = 100.0  # of a bar, in units of its picture


@dataclass(frozen=True)
class Bar:
    """A bar: what it is about, its numbers in words, and its pieces as SVG, of a width of 100."""

    label: str
    text: str
    picture: SafeString


@dataclass(frozen=True)
class SummaryView:
    """`score` is empty under five reviews; `stars` under ten; `questions` holds those with enough answers."""

    number: int
    display: str
    headline: str
    score: str
    explanation: str
    levels: tuple[str, ...]
    stars: tuple[Bar, ...]
    questions: tuple[Bar, ...]
    again: str
    codes: str


def present(summary: RatingSummary) -> SummaryView:
    display = display_of(summary.number)
    has_score = display in (Display.EARLY, Display.SETTLED)
    return SummaryView(
        number=summary.number,
        display=display.value,
        headline=headline(summary, display),
        score=f"{summary.total / summary.number:.1f}" if has_score else "",
        explanation=EXPLANATIONS[display],
        levels=levels(summary),
        stars=star_bars(summary) if display == Display.SETTLED else (),
        questions=question_bars(summary) if has_score else (),
        again=again_sentence(summary) if has_score else "",
        codes=codes_sentence(summary),
    )


EXPLANATIONS = {
    Display.NONE: "",
    Display.REVIEWS_ALONE: "With fewer than five reviews there is no score: one voice would weigh too much.",
    Display.EARLY: "An early score, from fewer than ten reviews: it can still change a lot.",
    Display.SETTLED: "",
}


def headline(summary: RatingSummary, display: Display) -> str:
    reviews = words.count(summary.number, "review")
    if display == Display.NONE:
        return "No reviews yet"
    if display == Display.REVIEWS_ALONE:
        return reviews
    score = f"{summary.total / summary.number:.1f} of 5 from {reviews}"
    return f"Early score {score}" if display == Display.EARLY else score


def levels(summary: RatingSummary) -> tuple[str, ...]:
    """ "12: Visit confirmed by clinic code", for each level that there is."""
    return tuple(
        f"{number:,} of {summary.number:,}: {level.label}"
        for level, number in zip(ProofLevel, summary.levels, strict=True)
        if number
    )


def star_bars(summary: RatingSummary) -> tuple[Bar, ...]:
    """From five stars to one."""
    return tuple(
        Bar(
            label=f"{stars} of 5",
            text=f"{words.count(number, 'review')} ({share(number, summary.number)})",
            picture=picture([("score", number)], summary.number),
        )
        for stars, number in zip(range(5, 0, -1), reversed(summary.stars), strict=True)
    )


def question_bars(summary: RatingSummary) -> tuple[Bar, ...]:
    return tuple(
        bar for question in Question if (bar := question_bar(question, answers_to(question, summary)))
    )


def answers_to(question: Question, summary: RatingSummary) -> dict[Answer, int]:
    """How many gave each answer; those that say something, without "does not apply"."""
    first = question * CHOICES
    return {answer: summary.answers[first + answer - 1] for answer in FREQUENCIES}


def question_bar(question: Question, counts: dict[Answer, int]) -> Bar | None:
    """None where too few answered."""
    number = sum(counts.values())
    if number < FEWEST_ANSWERS:
        return None
    told = [f"{count:,} {answer.label.lower()}" for answer, count in counts.items() if count]
    pieces = [(answer.name.lower(), count) for answer, count in counts.items()]
    return Bar(label=question.topic, text=", ".join(told), picture=picture(pieces, number))


def picture(pieces: Iterable[tuple[str, int]], whole: int) -> SafeString:
    """One rectangle for each piece of (name, number) that there is."""
    made, start = [], 0.0
    for name, number in pieces:
        width = WIDTH * number / whole
        if number:
            made.append(f'<rect class="bar-{name}" x="{start:.2f}" width="{width:.2f}" height="6"></rect>')
        start += width
    return mark_safe("".join(made))  # our own names, and numbers


def share(number: int, whole: int) -> str:
    return f"{100 * number / whole:.0f}%"


def again_sentence(summary: RatingSummary) -> str:
    """ "9 of 10 would choose this place again; …": with the Wilson bound: few answers promise much."""
    yes, number = summary.would_choose_again, summary.asked_again
    if number < FEWEST_ANSWERS:
        return ""
    bound = 100 * wilson_lower_bound(yes, number)
    return (
        f"{yes:,} of {number:,} would choose this place again. From so many answers one can be 95% sure of "
        f"at least {bound:.0f}%."
    )


def codes_sentence(summary: RatingSummary) -> str:
    """Public, because a clinic could hand codes out selectively; empty where it never made any."""
    if not summary.codes_issued:
        return ""
    made = words.count(summary.codes_issued, "visit code")
    were = "was" if summary.codes_used == 1 else "were"
    return f"This place has made {made} to hand out to every patient; {summary.codes_used:,} {were} used."
