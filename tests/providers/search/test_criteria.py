"""Criteria are values that an address can hold and give back."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from places.text import words
from providers.models import Delivery, Timing
from providers.search.criteria import (
    ANY,
    DEFAULT_RADIUS,
    SORTS,
    Area,
    Filter,
    Point,
    ProgramCriterion,
    SearchCriteria,
    Sort,
)
from providers.search.filterset import read_criteria
from tests.providers.search.listings import CATALOG, SLUGS

ILLINOIS = Area(Point(40.0, -89.0), state="IL")
names = st.text(
    st.characters(categories=["L", "N", "P"], exclude_characters="\ufffd"), min_size=1, max_size=30
)
whole_criteria = st.builds(
    SearchCriteria.asking,
    near=st.just("") | names,
    point=st.none(),
    radius=st.sampled_from([5.0, 25.0, 250.0, None, 7.25, 1.0]),
    program=st.lists(
        st.builds(
            ProgramCriterion,
            st.sampled_from([ANY, *SLUGS["therapy"]]),
            st.sampled_from([ANY, *Timing.values]),
            st.sampled_from([ANY, *Delivery.values]),
        ),
        max_size=3,
        unique=True,
    ).map(tuple),
    q=st.just("") | names,
    accepting=st.booleans(),
    first_visit=st.sampled_from([(), ("2",), ("1", "8")]),
    fresh=st.booleans(),
    include_unconfirmed=st.booleans(),
    name=st.just("") | names.filter(words),  # without a word it is no filter: see test_filterset.py
    sort=st.sampled_from([None, *SORTS]),
    page=st.integers(1, 10**9),
    **{
        vocabulary.value: st.lists(st.sampled_from(slugs), unique=True).map(tuple)
        for vocabulary, slugs in SLUGS.items()
    },
)
around_a_point = st.builds(
    SearchCriteria, point=st.builds(Point, st.floats(-90, 90), st.floats(-180, 180)), radius=st.just(10.0)
)


@given(whole_criteria | around_a_point)
def test_criteria_come_back_from_their_own_address(criteria):
    query = QueryDict(criteria.to_url("/providers/").partition("?")[2])
    assert read_criteria(query, CATALOG) == (criteria, ())


def test_defaults_are_not_in_the_address():
    assert SearchCriteria().to_url("/providers/") == "/providers/"
    assert SearchCriteria(near="60614").to_url("/providers/") == "/providers/?near=60614"


def test_each_filter_can_be_dropped_on_its_own():
    criteria = SearchCriteria.asking(
        near="60614",
        condition=("ocd", "mdd"),
        program=(ProgramCriterion("erp", "same-day-after"),),
        accepting=True,
        fresh=True,
        name="lake",
        page=3,
    )
    filters = list(criteria.filters())
    assert [(part.parameter, part.value) for part in filters] == [
        ("condition", "ocd"),
        ("condition", "mdd"),
        ("program", "erp:same-day-after"),
        ("accepting", "1"),
        ("fresh", "1"),
        ("name", "lake"),
    ]
    for part in filters:
        rest = criteria.without(part)
        assert list(rest.filters()) == [other for other in filters if other != part]
        assert rest.page == 1
        assert rest.near == "60614"
    assert criteria.without(Filter("condition", "ocd")).values("condition") == ("mdd",)
    assert list(criteria.without_filters().filters()) == []


@pytest.mark.parametrize(
    ("asked", "where", "order"),
    [
        (None, Point(1, 1), Sort.DISTANCE),
        (Sort.SCORE, Point(1, 1), Sort.SCORE),
        (None, None, Sort.FRESH),
        (Sort.DISTANCE, None, Sort.FRESH),
        (Sort.DISTANCE, ILLINOIS, Sort.DISTANCE),
        (Sort.SCORE, ILLINOIS, Sort.SCORE),
    ],
)
def test_distance_is_the_order_only_around_a_point(asked, where, order):
    assert SearchCriteria(sort=asked).order(where) == order


@pytest.mark.parametrize(
    ("text", "program"),
    [
        ("erp", ProgramCriterion("erp")),
        ("erp:same-day-after", ProgramCriterion("erp", "same-day-after")),
        ("erp:any:on-site", ProgramCriterion("erp", ANY, "on-site")),
        ("any:interleaved", ProgramCriterion(ANY, "interleaved")),
        ("erp::", ProgramCriterion("erp")),
        (":during-session", ProgramCriterion(ANY, "during-session")),
    ],
)
def test_a_program_is_read_from_its_parts(text, program):
    assert ProgramCriterion.parse(text) == program


@pytest.mark.parametrize("text", ["erp:noon", "erp:any:moon", "erp:any:on-site:twice"])
def test_a_program_with_an_unknown_part_is_refused(text):
    with pytest.raises(ValueError, match=r"noon|moon|twice"):
        ProgramCriterion.parse(text)


def test_the_default_radius_is_twenty_five_miles():
    assert DEFAULT_RADIUS == 25
