"""Numbers in guides are those of the references that they cite, or of the vocabulary of protocols."""

import pytest

from content.honesty.findings import Rule
from content.honesty.numbers import course_numbers_in, figures_of, numbers_in
from providers.models import Term
from providers.vocabulary.catalog import Catalog
from tests.content.factories import library, rules

REFERENCE = {
    "findings": "196 people; response 66%; remission 55.6%; fell by 10.8 points",
    "sample_size": 1371,
}
PROTOCOL = Term(
    pk=2,
    vocabulary="protocol",
    slug="rtms",
    label="Standard TMS",
    position=0,
    explanation="3,000 pulses a visit, 19 to 37 minutes, for 4 to 6 weeks; about 36 visits.",
)
KNOWN = library(figures={"donse2018": figures_of(REFERENCE)}, catalog=Catalog.from_rows([PROTOCOL]))


def found(text: str) -> list[Rule]:
    return rules(text, KNOWN)


@pytest.mark.parametrize(
    "text",
    [
        "Of 196 people, 66% responded [@donse2018].",
        "About 56 in 100 reached remission [@donse2018].",  # 55.6, rounded
        "The trials had 1,371 people [@donse2018].",
        "A visit takes 19 to 37 minutes and has 3,000 pulses.",
        "A course has about 36 weekday visits over 6 weeks.",
        "The 37-minute visit is standard.",
        "It was cleared in March 2024 for ages 15 to 21.",
        "Call 988 and press 1, or text 838255.",
        "Look at the scores in week 4.",
        "Ask about code 90867, rule L34998 and the H7 coil.",
        "It changed on February 27, 2026.",
    ],
)
def test_numbers_with_a_source_and_numbers_that_need_none(text):
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Of 197 people, 66% responded [@donse2018].",
        "Scores fell by 10.9 points [@donse2018].",
        "::: compare T\n| A | B | C |\n|---|---|---|\n| x | 67% | [@donse2018] |\n:::",
    ],
)
def test_a_number_that_its_source_does_not_have_is_found(text):
    assert found(text) == [Rule.UNSOURCED_NUMBER]


@pytest.mark.parametrize(
    "text", ["Stay 30 cm away from the coil.", "A visit takes 45 minutes.", "It costs $300 a session."]
)
def test_a_number_without_a_source_is_found(text):
    assert found(text) == [Rule.UNSOURCED_NUMBER]


def test_a_waiver_with_a_reason_overrules_it():
    assert found("With a $30 copay that is $1,080. <!-- checked: an example with its sum -->") == []


def test_an_uncited_percentage_is_reported_once():
    assert found("About 70% got well.") == [Rule.UNCITED_CLAIM]


def test_numbers_are_read_as_they_are_written():
    assert numbers_in("1,371 people; 18.6%; -0.55") == {"1,371", "18.6", "0.55"}
    assert set(course_numbers_in("up to 36 daily visits, 50 minutes apart")) == {
        ("36", "visit"),
        ("50", "minute"),
    }
