"""Whatever an address holds, it becomes a search; what was ignored is said in words."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from providers.search.criteria import Point, ProgramCriterion, SearchCriteria, Sort
from providers.search.filterset import SearchFilterSet, read_criteria
from providers.search.parameter_fields import MAX_PAGE
from tests.providers.search.listings import CATALOG


def read(query: str):
    return read_criteria(QueryDict(query), CATALOG)


@pytest.mark.parametrize(
    ("query", "parameter", "words"),
    [
        ("radius=-1", "radius", "“-1” is not a distance"),
        ("radius=abc", "radius", "“abc” is not a distance"),
        ("radius=1e9", "radius", "Showing 25 miles"),
        ("radius=nan", "radius", "“nan” is not a distance"),
        ("radius=0", "radius", "“0” is not a distance"),
        ("lat=999&lng=0", "lat", "The latitude “999” is not between -90 and 90"),
        ("lat=0&lng=181", "lng", "The longitude “181” is not between -180 and 180"),
        ("lat=nan&lng=0", "lat", "“nan” is not between"),
        ("lat=41.9", "lat", "needs both lat and lng"),
        ("page=0", "page", "no page “0”"),
        ("page=-3", "page", "no page “-3”"),
        ("page=²", "page", "no page “²”"),
        ("name=%25", "name", "The name “%” has no letter or digit"),
        ("name=_", "name", "The name “_” has no letter or digit"),
        ("condition=zzz", "condition", "“zzz” (condition)"),
        ("age_group=200-300", "age_group", "“200-300” (age group)"),
        ("program=zzz", "program", "“zzz” (program)"),
        ("program=erp:noon", "program", "“erp:noon” (program)"),
        ("sort=price", "sort", "“price” (sort)"),
        ("accepting=maybe", "accepting", "“maybe” is neither 1 nor 0"),
        ("near=" + "x" * 10_240, "near", "The place is longer than 200 characters"),
        ("name=" + "x" * 10_240, "name", "The name is longer than 200 characters"),
    ],
)
def test_what_makes_no_sense_is_named_and_ignored(query, parameter, words):
    criteria, messages = read(query)
    assert criteria == SearchCriteria()
    assert [message.parameter for message in messages] == [parameter]
    assert words in messages[0].text


def test_a_known_value_survives_beside_an_unknown_one():
    criteria, messages = read("condition=ocd&condition=zzz&condition=ocd&condition=&near=60614")
    assert criteria == SearchCriteria.asking(near="60614", condition=("ocd",))
    assert len(messages) == 1


def test_what_is_written_in_capitals_is_understood():
    criteria, messages = read("condition=OCD&condition=ocd&payer=Aetna&program=ERP:Any:On-Site&sort=SCORE")
    assert messages == ()
    assert criteria == SearchCriteria.asking(
        condition=("ocd",),
        payer=("aetna",),
        program=(ProgramCriterion("erp", delivery="on-site"),),
        sort=Sort.SCORE,
    )


@pytest.mark.parametrize("page", ["9999999999999999999999", "9" * 5000, "0" * 50 + "9" * 13])
def test_a_page_number_of_any_length_is_past_the_last_page(page):
    criteria, messages = read(f"page={page}")
    assert criteria.page == MAX_PAGE
    assert messages == ()


def test_a_message_quotes_only_the_beginning_of_a_long_value():
    _, messages = read("condition=" + "z" * 10_240)
    assert len(messages[0].text) < 150


def test_characters_that_cannot_be_printed_are_dropped():
    criteria, messages = read("near=%00Chi%E2%80%8F%00cago%ED%A0%80%20%20IL%E2%80%AE&name=%00")
    assert criteria.near == "Chi cago IL"
    assert criteria.name == ""
    assert messages == ()


def test_of_a_place_and_a_point_the_typed_place_wins():
    criteria, _ = read("near=Chicago&lat=1&lng=2")
    assert (criteria.near, criteria.point) == ("Chicago", None)
    assert read("lat=1&lng=2")[0].point == Point(1.0, 2.0)


def test_switches_take_what_forms_send():
    assert read("accepting=on&fresh=true&include_unconfirmed=1")[0] == SearchCriteria.asking(
        accepting=True, fresh=True, include_unconfirmed=True
    )
    assert read("accepting=0&fresh=&include_unconfirmed=false")[0] == SearchCriteria()


def test_a_repeated_program_counts_once():
    assert read("program=erp&program=erp:any&program=erp::")[0].program == (ProgramCriterion("erp"),)


def test_the_three_parts_of_a_program_that_a_form_sends_make_one():
    erp_on_site = ProgramCriterion("erp", delivery="on-site")
    assert read("program_therapy=erp&program_timing=&program_delivery=on-site")[0].program == (erp_on_site,)
    assert read("program_therapy=any&program_timing=any&program_delivery=any")[0].program == ()
    assert read("program=pe&program_therapy=erp")[0].program == (
        ProgramCriterion("pe"),
        ProgramCriterion("erp"),
    )
    criteria, messages = read("program_therapy=zzz")
    assert criteria.program == ()
    assert messages[0].text == "We don’t know “zzz:any:any” (program), so it was ignored."


@given(
    st.lists(
        st.tuples(
            st.sampled_from([*SearchFilterSet.base_filters, "unheard_of"]),
            st.text(max_size=20)
            | st.sampled_from(["ocd", "1", "any", "erp:any:on-site", "-0", "1e308", "inf"]),
        ),
        max_size=12,
    )
)
def test_any_parameters_make_a_search_that_round_trips(pairs):
    query = QueryDict(mutable=True)
    for name, value in pairs:
        query.appendlist(name, value)
    criteria, _ = read_criteria(query, CATALOG)
    again = QueryDict(criteria.to_url("/").partition("?")[2])
    assert read_criteria(again, CATALOG) == (criteria, ())
