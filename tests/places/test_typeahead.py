"""Suggestions while somebody types."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from places.lookup import find_place
from places.models import Place
from places.typeahead import suggest


def labels(query, **options):
    return [suggestion.label for suggestion in suggest(query, **options)]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("606", "60601 (Chicago, IL)"),
        ("60614", "60614 (Chicago, IL)"),
        ("60614-12", "60614 (Chicago, IL)"),
        ("chi", "Chicago, IL"),
        ("CHI", "Chicago, IL"),
        ("chicago, il", "Chicago, IL"),
        ("springfield i", "Springfield, IL"),
        ("springfield illi", "Springfield, IL"),
        ("st p", "Saint Paul, MN"),
        ("st. paul", "Saint Paul, MN"),
        ("saint p", "Saint Paul, MN"),
        ("sto", "Stockton, CA"),
        ("mt v", "Mount Vernon, NY"),
        ("ft wo", "Fort Worth, TX"),
        ("nyc", "New York City, NY"),
        ("d.c.", "Washington, DC"),
        ("bronx", "The Bronx, NY"),
        ("san josé", "San Jose, CA"),
        ("illin", "Illinois"),
        ("il", "Illinois"),
        ("winston-s", "Winston-Salem, NC"),
        ("puerto", "Puerto Rico"),
    ],
)
def test_the_likeliest_place_comes_first(gazetteer, query, first):
    assert labels(query)[0] == first


def test_larger_places_come_first(gazetteer):
    found = labels("san")
    people = [Place.objects.filter(label=label).latest("population").population for label in found]
    assert people == sorted(people, reverse=True)
    assert found[:4] == ["San Antonio, TX", "San Diego, CA", "San Jose, CA", "San Francisco, CA"]


@pytest.mark.parametrize(
    "query", ["", " ", "c", "6", "60", "  c ", "%", "_", "%%%", "\\", "\x00", "\ud800", "c" * 10_240]
)
def test_too_little_or_nothing_to_go_by_gives_nothing_and_asks_nothing(
    gazetteer, query, django_assert_num_queries
):
    with django_assert_num_queries(0):
        assert suggest(query) == []


@pytest.mark.parametrize("query", ["60614", "chi", "springfield il", "new york", "st p"])
def test_every_answer_is_one_query(gazetteer, query, django_assert_num_queries):
    with django_assert_num_queries(1):
        suggest(query)


def test_wildcards_are_letters_like_any_other(gazetteer):
    assert labels("ch%go") == []
    assert labels("chi_ago") == []


def test_no_label_is_offered_twice_and_the_limit_holds(gazetteer):
    found = labels("milford")
    assert len(found) == len(set(found)) == 8
    assert len(labels("san", limit=3)) == 3


@pytest.mark.parametrize("query", ["606", "chi", "new york", "midway", "wash", "san"])
def test_what_the_field_takes_over_is_understood_as_that_very_place(gazetteer, query):
    for suggestion in suggest(query):
        assert find_place(suggestion.value).place.label == suggestion.label


@given(st.text(alphabet=st.characters(codec=None), max_size=100))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_gives_a_list(gazetteer, query):
    assert len(suggest(query)) <= 8
