"""Suggestions while somebody types."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from places.lookup import find_place
from places.typeahead import suggest


def labels(query, **options):
    return [suggestion.label for suggestion in suggest(query, **options)]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("606", "60601 (Chicago, IL)"),
        ("0703", "07030 (Hoboken, NJ)"),
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
        ("nyc", "New York, NY"),
        ("d.c.", "Washington, DC"),
        ("bronx", "Bronx, NY"),
        ("san josé", "San Jose, CA"),
        ("illin", "Illinois"),
        ("il", "Illinois"),
        ("winston-s", "Winston-Salem, NC"),
        ("puerto", "Puerto Rico"),
    ],
)
def test_the_likeliest_place_comes_first(gazetteer, query, first):
    assert labels(query)[0] == first


@pytest.mark.parametrize(
    ("query", "kind", "label"),
    [
        ("cook coun", "county", "Cook County, IL"),
        ("brookl", "county", "Brooklyn, NY"),
        ("wicker", "neighborhood", "Wicker Park, Chicago, IL"),
        ("bay ar", "region", "San Francisco Bay Area, CA"),
        ("san francisco bay", "region", "San Francisco Bay Area, CA"),
        ("bayam", "city", "Bayamón, PR"),
    ],
)
def test_places_of_every_kind_are_suggested(query, kind, label):
    assert (kind, label) in [(one.kind, one.label) for one in suggest(query)]


def test_larger_places_come_first():
    assert labels("san")[:4] == ["San Antonio, TX", "San Diego, CA", "San Jose, CA", "San Francisco, CA"]


def test_a_name_means_first_what_it_means_when_it_is_searched():
    assert labels("pasadena")[0] == "Pasadena, CA"


def test_zips_come_in_order_of_their_digits():
    found = labels("606")
    assert found == sorted(found)
    assert len(found) == 8


def test_the_letters_that_were_typed_are_marked():
    assert [one.matched for one in suggest("st. lou")[:1]] == [7]
    assert [one.matched for one in suggest("bayam")[:1]] == [5]
    assert [one.matched for one in suggest("nyc")[:1]] == [0]


def test_five_letters_of_a_large_city_suggest_it_first(gazetteer):
    """The bar: 58 of the 60 largest cities after five letters, 54 after three."""
    cities = [city for city in gazetteer.cities if not city.is_area][:60]
    for letters, bar in ((5, 58), (3, 54)):
        first = {city.label for city in cities if labels(city.name[:letters])[0] == city.label}
        assert len(first) >= bar, sorted({city.label for city in cities} - first)


@pytest.mark.parametrize(
    "query", ["", " ", "c", "6", "60", "  c ", "%", "_", "%%%", "\\", "\x00", "\ud800", "c" * 10_240]
)
def test_too_little_or_nothing_to_go_by_gives_nothing_and_asks_nothing(
    gazetteer, query, django_assert_num_queries
):
    with django_assert_num_queries(0):
        assert suggest(query) == []


def test_wildcards_are_letters_like_any_other(gazetteer):
    assert labels("ch%go") == []
    assert labels("chi_ago") == []


def test_no_label_is_offered_twice_and_the_limit_holds(gazetteer):
    found = labels("milford")
    assert 1 < len(found) == len(set(found)) <= 8
    assert len(labels("san", limit=3)) == 3


@pytest.mark.parametrize("query", ["606", "chi", "new york", "midway", "wash", "san"])
def test_what_the_field_takes_over_is_understood_as_that_very_place(gazetteer, query):
    for suggestion in suggest(query):
        assert find_place(suggestion.value).place.label == suggestion.label


@given(st.text(alphabet=st.characters(codec=None), max_size=100))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_gives_a_list(gazetteer, query):
    assert len(suggest(query)) <= 8
