"""Where is what a person typed?"""

from dataclasses import FrozenInstanceError

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from places.index import ZIP, FoundPlace, forget_places
from places.lookup import PlaceNotFound, find_city, find_place, find_state, nearest_city
from places.models import Place

# The gazetteer is read-only, so that one of it serves all of a property's cases.
same_gazetteer = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("60614", "60614 (Chicago, IL)"),
        ("60614-1234", "60614 (Chicago, IL)"),
        ("606141234", "60614 (Chicago, IL)"),
        ("  60614\t", "60614 (Chicago, IL)"),
        ("60614 (Chicago, IL)", "60614 (Chicago, IL)"),
        ("00901 (Puerto Rico)", "00901 (Puerto Rico)"),
        ("Chicago", "Chicago, IL"),
        ("CHICAGO", "Chicago, IL"),
        ("chicago il", "Chicago, IL"),
        ("Chicago, Illinois", "Chicago, IL"),
        ("Chicago , IL , USA", "Chicago, IL"),
        ("Chicago IL 60614", "60614 (Chicago, IL)"),
        ("Chicago, IL 60614-1234", "60614 (Chicago, IL)"),
        ("city of Chicago", "Chicago, IL"),
        ("St Paul MN", "Saint Paul, MN"),
        ("Saint Paul", "Saint Paul, MN"),
        ("St. Louis", "St. Louis, MO"),
        ("Saint Louis, Missouri", "St. Louis, MO"),
        ("Mt. Vernon", "Mount Vernon, NY"),
        ("Ft Worth", "Fort Worth, TX"),
        ("N. Las Vegas", "North Las Vegas, NV"),
        ("NYC", "New York City, NY"),
        ("N.Y.C.", "New York City, NY"),
        ("New York, NY", "New York City, NY"),
        ("new york new york", "New York City, NY"),
        ("Bronx", "The Bronx, NY"),
        ("Philly", "Philadelphia, PA"),
        ("L.A.", "Los Angeles, CA"),
        ("Washington DC", "Washington, DC"),
        ("Washington, D.C.", "Washington, DC"),
        ("D.C.", "Washington, DC"),
        ("San José", "San Jose, CA"),
        ("san jose california", "San Jose, CA"),
        ("Kapaa HI", "Kapa‘a, HI"),
        ("O'Fallon MO", "O'Fallon, MO"),
        ("O Fallon MO", "O'Fallon, MO"),
        ("coeur d alene", "Coeur d'Alene, ID"),
        ("lasvegas", "Las Vegas, NV"),
        ("Winston Salem", "Winston-Salem, NC"),
        ("Charleston West Virginia", "Charleston, WV"),
        ("Leon, IA", "Leon, IA"),
        ("Illinois", "Illinois"),
        ("il", "Illinois"),
        ("Washington State", "Washington State"),
        ("state of New York", "New York State"),
        ("Guam", "Guam"),
        ("nevada", "Nevada"),
    ],
)
def test_what_people_type_is_understood(gazetteer, typed, label):
    match = find_place(typed)
    assert match.place.label == label
    assert not match.is_approximate


def test_a_zip_without_a_point_is_approximate(gazetteer):
    match = find_place("Chicago, IL 60699")
    assert match.is_approximate
    assert match.place.label == "60699 (Chicago, IL)"


def test_a_zip_that_is_in_no_use_leaves_the_city_beside_it(gazetteer):
    match = find_place("Chicago IL 00099")
    assert (match.place.label, match.is_approximate) == ("Chicago, IL", True)


@pytest.mark.parametrize(
    "typed",
    [
        "2400 N Lake View Ave, Chicago, IL",
        "233 S Wacker Dr Chicago",
        "Lincoln Park, Chicago, IL",
        "60614 Main St, Chicago IL",
        "12345 Chicago, IL",
    ],
)
def test_of_an_address_its_city_is_found_and_that_is_approximate(gazetteer, typed):
    match = find_place(typed)
    assert (match.place.label, match.is_approximate) == ("Chicago, IL", True)


def test_springfield_asks_which_one_largest_first(gazetteer):
    match = find_place("Springfield")
    assert match.is_ambiguous
    everywhere = [match.place, *match.alternatives]
    assert {"MO", "MA", "IL", "OH", "OR"} <= {place.state for place in everywhere}
    assert [place.population for place in everywhere] == sorted(
        (place.population for place in everywhere), reverse=True
    )


@pytest.mark.parametrize("typed", ["Portland", "Kansas City", "Columbus", "Washington", "LA"])
def test_a_namesake_of_comparable_size_is_worth_a_question(gazetteer, typed):
    assert find_place(typed).is_ambiguous


@pytest.mark.parametrize("typed", ["Houston", "Saint Paul", "Reno", "Nevada", "Springfield IL", "Chicago"])
def test_much_smaller_namesakes_are_not_asked_about(gazetteer, typed):
    assert not find_place(typed).is_ambiguous


def test_smaller_namesakes_are_offered_all_the_same(gazetteer):
    assert "Houston, AK" in {place.label for place in find_place("Houston").alternatives}


@pytest.mark.parametrize(
    ("typed", "state"), [("New York", "New York State"), ("Washington", "Washington State")]
)
def test_a_large_city_comes_before_the_state_of_its_name(gazetteer, typed, state):
    match = find_place(typed)
    assert match.place.kind == "city"
    assert match.alternatives[0].label == state


@pytest.mark.parametrize("typed", ["Nevada", "Oregon", "Wyoming", "Delaware"])
def test_a_state_comes_before_small_cities_of_its_name(gazetteer, typed):
    match = find_place(typed)
    assert match.place.kind == "state"
    assert match.alternatives[0].kind == "city"


def test_the_district_of_columbia_is_not_offered_beside_washington(gazetteer):
    assert find_place("DC").alternatives == ()


def test_a_town_listed_twice_is_offered_once(gazetteer):
    match = find_place("Milford CT")
    assert (match.place.label, match.alternatives) == ("Milford, CT", ())


def test_namesakes_of_one_state_are_told_apart_and_found_by_their_labels(gazetteer):
    match = find_place("midway fl")
    labels = [match.place.label, *(place.label for place in match.alternatives)]
    assert labels == ["Midway, FL", "Midway, FL (near Tallahassee)", "Midway, FL (near Sanford)"]
    for label in labels:
        assert find_place(label).place.label == label


def typed_for(place: FoundPlace) -> str:
    """What finds this very place: 60614; Chicago, IL; Washington State."""
    return place.code if place.kind == ZIP else place.label


def test_what_is_typed_for_a_place_finds_every_place_again(gazetteer):
    places = [*gazetteer.zips.values(), *gazetteer.states.values(), *gazetteer.cities]
    missed = [place for place in places if find_place(typed_for(place)).place != place]
    # Towns that GeoNames lists twice lead to the larger entry, and the District to its only city.
    assert len(missed) < 30
    for place in missed:
        found = find_place(typed_for(place)).place
        assert found.state == place.state
        assert abs(found.latitude - place.latitude) + abs(found.longitude - place.longitude) < 0.4


@pytest.mark.parametrize(
    ("typed", "suggested"),
    [
        ("Chcago", "Chicago, IL"),
        ("chcago il", "Chicago, IL"),
        ("Tuscon", "Tucson, AZ"),
        ("Chicago, TX", "Chicago, IL"),
        ("San Juan PR", "Puerto Rico"),
        ("6061", "60610 (Chicago, IL)"),
    ],
)
def test_what_is_not_found_may_be_suggested(gazetteer, typed, suggested):
    with pytest.raises(PlaceNotFound) as caught:
        find_place(typed)
    assert caught.value.text == typed
    assert caught.value.suggestions[0].label == suggested


HOSTILE = [
    "",
    " ",
    "\x00",
    "\x00\x00chicago\x00, \x00il",
    "\ud800",
    "Chi\udfffcago",
    "\u202eogacihC",
    "%",
    "_",
    "\\",
    "%%' OR 1=1 --",
    "<script>alert(1)</script>",
    "x" * 10_240,
    "60614 " * 2_000,
    "1, " * 60,
    "{}[]()*+?|^$",
    "99999999999999999999",
    "𝕮𝖍𝖎𝖈𝖆𝖌𝖔",
]


def place_or_refusal(typed):
    try:
        return find_place(typed).place
    except PlaceNotFound as refusal:
        return refusal


@pytest.mark.parametrize("typed", HOSTILE)
def test_hostile_text_is_a_place_or_none(gazetteer, typed):
    answer = place_or_refusal(typed)
    shown = answer.text if isinstance(answer, PlaceNotFound) else answer.label
    assert shown.isprintable()
    assert len(shown) <= 80


@given(st.text(alphabet=st.characters(codec=None), max_size=250))
@example("0" * 200)
@same_gazetteer
def test_any_text_is_a_place_or_none(gazetteer, typed):
    answer = place_or_refusal(typed)
    shown = answer.text if isinstance(answer, PlaceNotFound) else answer.label
    shown.encode()


@given(
    st.sampled_from(["chicago", "st paul", "60614", "new york", "d.c."]),
    st.sampled_from(["", " ", ",", ", ", "  ,, ", "\t"]),
    st.sampled_from(["", "il", "MN", "New York", "usa", "60614", "%", "\x00", "x"]),
    st.sampled_from([str.upper, str.lower, str.title, str.swapcase]),
)
@same_gazetteer
def test_case_and_spaces_never_matter(gazetteer, name, separator, ending, case):
    text = f"{name}{separator} {ending}"
    plain, dressed = place_or_refusal(text), place_or_refusal(f"  {case(text)}  ")
    if isinstance(plain, PlaceNotFound):
        assert dressed.suggestions == plain.suggestions
    else:
        assert dressed == plain


def test_a_place_costs_no_query(gazetteer, django_assert_num_queries):
    with django_assert_num_queries(0):
        find_place("60614")
        find_place("Springfield")
        find_place("60699")


def test_a_match_can_not_be_changed(gazetteer):
    match = find_place("60614")
    with pytest.raises(FrozenInstanceError):
        match.place.label = "elsewhere"


def test_addresses_lead_to_cities_and_states(gazetteer):
    assert find_city("il", "chicago").label == "Chicago, IL"
    assert find_state("il").label == "Illinois"
    assert find_state("PR").label == "Puerto Rico"


@pytest.mark.parametrize(
    ("state", "slug"), [("il", "nowhere"), ("xx", "chicago"), ("\x00", "\ud800"), ("il", "")]
)
def test_unknown_addresses_are_no_place(gazetteer, state, slug):
    with pytest.raises(PlaceNotFound):
        find_city(state, slug)


@pytest.mark.parametrize("code", ["", "xx", "illinois", "\ud800"])
def test_unknown_states_are_no_place(gazetteer, code):
    with pytest.raises(PlaceNotFound):
        find_state(code)


def test_a_point_has_a_name_and_a_time_zone(gazetteer):
    city, miles = nearest_city(42.04, -87.69)
    assert (city.label, city.time_zone) == ("Evanston, IL", "America/Chicago")
    assert miles < 1


@pytest.mark.parametrize("text", ["MD", "Washington State", "PR", "Ponce, PR"])
@pytest.mark.django_db
def test_without_any_places_nothing_is_found_and_nothing_fails(text):
    """Before `load_places`, or while its table is empty."""
    Place.objects.all().delete()
    forget_places()
    with pytest.raises(PlaceNotFound):
        find_place(text)
