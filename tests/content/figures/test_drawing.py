"""The figures of guides are drawn from the numbers and the course that the text is about."""

import pytest
from django.utils.safestring import SafeString

from content.figures.drawing import COURSE, FIGURES, FigureError, figure, render_figure, visits_by_week
from content.honesty.findings import Rule
from content.planner.courses import COURSES
from tests.content.factories import rules
from tests.page_reading import Page


def drawn(argument: str) -> Page:
    return Page(render_figure(argument, SafeString("<p>The caption.</p>"), 3).encode())


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_has_a_caption_and_names_what_one_sees(name):
    page = drawn("hundred-people real=19 sham=5" if name == "hundred-people" else name)
    assert page.one("figcaption").text == "The caption."
    images = page.all("svg", role="img")
    titles = {title["id"]: title.text for title in page.all("title")}
    assert all(titles[image["aria-labelledby"]] for image in images)
    # Drawings without a role are decoration beside words.
    assert len(images) + len(page.all("svg", aria_hidden="true")) == len(page.all("svg"))
    assert "style=" not in page.source


def test_as_many_people_are_filled_in_as_the_numbers_say():
    page = drawn("hundred-people real=19 sham=5")
    well = page.all("use", class_="drawing-person-well")
    assert len(well) == 24
    assert len(page.all("use", class_="drawing-person")) + len(well) == 200
    assert "Real TMS: 19 in 100" in page.one("figure").text
    assert "Sham TMS: 5 in 100" in page.one("figure").text


def test_a_program_has_the_visits_of_the_planners_course():
    course = COURSES[COURSE]
    assert visits_by_week(course) == [5, 5, 5, 5, 5, 5, 3, 2, 1]
    page = drawn("program-weeks")
    assert len(page.all("rect")) == course.visits == 36
    assert "9 weeks with 36 TMS visits" in page.one("title").text


@pytest.mark.parametrize(
    "argument",
    [
        "",
        "nothing",
        "coil real=1",
        "hundred-people",
        "hundred-people real=19",
        "hundred-people real=101 sham=5",
        "hundred-people real=a sham=5",
    ],
)
def test_a_figure_that_cannot_be_drawn_is_reported_and_left_out(argument):
    with pytest.raises(FigureError):
        figure(argument)
    assert render_figure(argument, SafeString(), 1) == ""
    assert Rule.BLOCK in rules(f"::: figure {argument}\nWords.\n:::")
