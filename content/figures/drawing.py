"""The figures of guides (`::: figure`), as accessible inline SVG that follows the theme.

`hundred-people` is drawn from numbers in the text and `program-weeks` from the planner's course, so a figure
can't disagree with what it illustrates. The others are diagrams. The caption is the block's own text.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from content.planner.courses import COURSES, Course

PEOPLE = 100
PER_ROW = 10
# The course that the figure of a program draws.
COURSE = "rtms-10hz-left"
# Therapy sessions are drawn once a week, scores every second week, as the text beside the figure says.
WEEKS_BETWEEN_SCORES = 2
ARGUMENT = re.compile(r"([a-z]+)=([0-9]{1,3})")


class FigureError(ValueError):
    """The words after `::: figure` name no figure, or lack what it needs."""


@dataclass(frozen=True)
class Figure:
    """A figure's template, and what it is drawn from."""

    name: str
    template: str
    context: dict[str, Any]


@dataclass(frozen=True)
class Person:
    """One of a hundred people, at (x, y) in units of the drawing."""

    x: int
    y: int
    is_well: bool


@dataclass(frozen=True)
class Crowd:
    """A hundred people after one treatment. `slug` keeps the ids of the crowds of a figure apart."""

    slug: str
    title: str
    well: int
    people: tuple[Person, ...]


@dataclass(frozen=True)
class Week:
    """One week of a program, a row at `y`. `visits` are the x positions of its TMS visits."""

    number: int
    y: int
    visits: tuple[int, ...]
    has_scores: bool


def figure(argument: str) -> Figure:
    """The figure for an argument such as `hundred-people real=19 sham=5`. Raises FigureError."""
    name, _, rest = argument.strip().partition(" ")
    if name not in FIGURES:
        raise FigureError(f"There is no figure {name[:40] or 'without a name'}.")
    numbers = {}
    for word in rest.split():
        found = ARGUMENT.fullmatch(word)
        if not found:
            raise FigureError(f"{word[:40]} is not a name with a number, such as real=19.")
        numbers[found[1]] = int(found[2])
    context = FIGURES[name](numbers)
    return Figure(name, f"content/figures/{name}.html", context)


def render_figure(argument: str, caption: SafeString, number: int) -> SafeString:
    """The HTML of a figure with its caption; `number` keeps its ids apart. An unknown one is left out."""
    try:
        drawn = figure(argument)
    except FigureError:  # an author's mistake, which the honesty check reports
        return SafeString()
    return render_to_string(drawn.template, {**drawn.context, "caption": caption, "id": f"figure-{number}"})


def no_numbers(numbers: dict[str, int]) -> dict[str, Any]:
    """The context of a diagram."""
    if numbers:
        raise FigureError("This figure takes no numbers.")
    return {}


def hundred_people(numbers: dict[str, int]) -> dict[str, Any]:
    """A hundred people with real TMS and a hundred with sham, those who got well first."""
    if set(numbers) != {"real", "sham"} or max(numbers.values()) > PEOPLE:
        raise FigureError("It needs real=... and sham=..., each at most 100.")
    titles = {"real": "Real TMS", "sham": "Sham TMS"}
    return {"crowds": tuple(crowd(slug, titles[slug], numbers[slug]) for slug in ("real", "sham"))}


def crowd(slug: str, title: str, well: int) -> Crowd:
    people = tuple(
        Person(x=14 + 22 * (at % PER_ROW), y=12 + 30 * (at // PER_ROW), is_well=at < well)
        for at in range(PEOPLE)
    )
    return Crowd(slug, title, well, people)


def program_weeks(numbers: dict[str, int]) -> dict[str, Any]:
    """The weeks of the usual course, with the visits that the planner would draw."""
    no_numbers(numbers)
    weeks = tuple(
        Week(
            number=at + 1,
            y=52 + 28 * at,
            visits=tuple(84 + 22 * visit for visit in range(visits)),
            has_scores=at % WEEKS_BETWEEN_SCORES == 0,
        )
        for at, visits in enumerate(visits_by_week(COURSES[COURSE]))
    )
    return {"weeks": weeks, "height": 52 + 28 * len(weeks), "visits": COURSES[COURSE].visits}


def visits_by_week(course: Course) -> list[int]:
    """The number of visits in each week of a course."""
    weeks: list[int] = []
    for phase in course.phases:
        left = phase.visits
        while left > 0:
            weeks.append(min(left, phase.per_week))
            left -= phase.per_week
    return weeks


FIGURES: dict[str, Callable[[dict[str, int]], dict[str, Any]]] = {
    "coil": no_numbers,
    "visit": no_numbers,
    "hundred-people": hundred_people,
    "program-weeks": program_weeks,
    "who-talks": no_numbers,
}
