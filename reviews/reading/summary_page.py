"""What the template of the summary is given: what the reviews of a location add up to."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from providers import words
from reviews.models import Answer, ProofLevel, Question, RatingSummary
from reviews.models.rating import CHOICES
from reviews.rating.statistics import Display, display_of, wilson_lower_bound

# Fewer answers to a question say nothing about it, and could reveal who gave them.
MIN_ANSWERS = 5
FREQUENCIES = (Answer.ALWAYS, Answer.USUALLY, Answer.SOMETIMES, Answer.NEVER)
WIDTH = 100.0  # of a bar, in units of its picture


def segment(answer: Answer) -> str:
    """The name of an answer's segment in CSS."""
    return answer.name.lower()


@dataclass(frozen=True)
class Bar:
    """`text`: its numbers in words; `picture`: its segments as SVG, 100 units wide in all."""

    label: str
    text: str
    picture: SafeString


@dataclass(frozen=True)
class SummaryView:
    """`stars` is empty under ten reviews; `questions` holds those with enough answers;
    `legend`: the name in CSS and the label of each segment of their bars."""

    number: int
    headline: str
    explanation: str
    levels: tuple[str, ...]
    stars: tuple[Bar, ...]
    questions: tuple[Bar, ...]
    again: str
    codes: str
    legend: tuple[tuple[str, str], ...] = tuple((segment(answer), answer.label) for answer in FREQUENCIES)


def summary_view(summary: RatingSummary) -> SummaryView:
    display = display_of(summary.number)
    has_score = display in (Display.EARLY, Display.SETTLED)
    return SummaryView(
        number=summary.number,
        headline=headline(summary, display),
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
    """ "12 of 40: Visit confirmed by clinic code", for each level that occurs."""
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
    """How many gave each answer, without "does not apply"."""
    first = question * CHOICES
    return {answer: summary.answers[first + answer - 1] for answer in FREQUENCIES}


def question_bar(question: Question, counts: dict[Answer, int]) -> Bar | None:
    """None where too few answered."""
    number = sum(counts.values())
    if number < MIN_ANSWERS:
        return None
    counted = [f"{count:,} {answer.label.lower()}" for answer, count in counts.items() if count]
    segments = [(segment(answer), count) for answer, count in counts.items()]
    return Bar(label=question.topic, text=", ".join(counted), picture=picture(segments, number))


def picture(segments: Iterable[tuple[str, int]], whole: int) -> SafeString:
    """One rectangle for each segment, a name and a number, whose number is not 0."""
    drawn, start = [], 0.0
    for name, number in segments:
        width = WIDTH * number / whole
        if number:
            drawn.append(f'<rect class="bar-{name}" x="{start:.2f}" width="{width:.2f}" height="6"></rect>')
        start += width
    return mark_safe("".join(drawn))  # our own names, and numbers


def share(number: int, whole: int) -> str:
    return f"{100 * number / whole:.0f}%"


def again_sentence(summary: RatingSummary) -> str:
    """ "9 of 10 would choose this place again. …", with the Wilson bound: a few answers prove little."""
    yes, number = summary.would_choose_again, summary.asked_again
    if number < MIN_ANSWERS:
        return ""
    bound = 100 * wilson_lower_bound(yes, number)
    return (
        f"{yes:,} of {number:,} would choose this place again. With so few answers, the "
        f"true share could be as low as {bound:.0f}%."
    )


def codes_sentence(summary: RatingSummary) -> str:
    """Public, because a clinic could hand codes out selectively. The counts are monthly and rounded
    (reviews/codes/counting.py); empty where it made too few to say."""
    if not summary.codes_issued:
        return ""
    used = f"at least {summary.codes_used:,}" if summary.codes_used else "fewer than 10"
    return (
        f"This clinic has made at least {summary.codes_issued:,} visit codes to hand out to every patient, "
        f"and {used} led to a published review. We update these numbers once a month and round them down."
    )
