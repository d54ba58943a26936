"""What was probably meant."""

import pytest
from django.db import connection
from django.db.utils import OperationalError

from places.lookup import PlaceNotFound, find_place
from places.misspellings import MAX_OF_ONE_NAME, MAX_SUGGESTIONS


def suggested(typed):
    with pytest.raises(PlaceNotFound) as caught:
        find_place(typed)
    return [place.label for place in caught.value.suggestions]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Chcago", "Chicago, IL"),
        ("Los Angelas", "Los Angeles, CA"),
        ("minneapolus", "Minneapolis, MN"),
        ("albaquerque", "Albuquerque, NM"),
        ("cincinatti", "Cincinnati, OH"),
        ("San Fransisco", "San Francisco, CA"),
        ("huston", "Houston, TX"),
        ("phenix", "Phoenix, AZ"),
        ("pheonix", "Phoenix, AZ"),
        ("seatle", "Seattle, WA"),
        ("tuscon", "Tucson, AZ"),
        ("milwakee", "Milwaukee, WI"),
        ("bosten", "Boston, MA"),
        ("denvor", "Denver, CO"),
        ("new yrok", "New York City, NY"),
        ("oklahoma cty", "Oklahoma"),
    ],
)
def test_the_likeliest_place_comes_first(gazetteer, typed, meant):
    assert suggested(typed)[0] == meant


def test_a_state_narrows_the_suggestions(gazetteer):
    assert suggested("sprngfield oh") == ["Springfield, OH"]


def test_one_name_does_not_crowd_out_others(gazetteer):
    labels = suggested("sprngfield")
    assert sum(label.startswith("Springfield") for label in labels) <= MAX_OF_ONE_NAME
    assert len(labels) <= MAX_SUGGESTIONS


@pytest.mark.parametrize(
    "typed", ["asdfgh", "xqzzyv", "qwerty", "%%%", "", "\x00", "12", "1234567", "00000", "zzzz", "x" * 500]
)
def test_nonsense_suggests_nothing(gazetteer, typed):
    assert suggested(typed) == []


def test_half_a_zip_suggests_those_that_begin_with_it(gazetteer):
    labels = suggested("606")
    assert len(labels) == MAX_SUGGESTIONS
    assert all(label.startswith("606") for label in labels)


def test_a_known_name_in_another_state_costs_no_query(gazetteer, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert suggested("Chicago, TX") == ["Chicago, IL"]


def test_a_misspelling_costs_at_most_two_queries(gazetteer, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        suggested("xqzzyv il")


def test_without_the_database_a_place_is_unknown_without_a_guess(gazetteer):
    def away(execute, sql, params, many, context):
        raise OperationalError("the server closed the connection unexpectedly")

    with connection.execute_wrapper(away):
        assert suggested("Chcago") == []
        assert find_place("60614").place.label == "60614 (Chicago, IL)"
