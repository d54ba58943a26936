"""Where is what a person typed?"""

from dataclasses import FrozenInstanceError

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bench.places import ASKS, LIST, RIGHT, WRONG, entries, verdict
from places.kinds import Kind
from places.lookup import PlaceNotFound, Reason, find_city, find_place, find_state, nearest_city

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
        ("00901 (San Juan, PR)", "00901 (San Juan, PR)"),
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
        ("NYC", "New York, NY"),
        ("N.Y.C.", "New York, NY"),
        ("New York, NY", "New York, NY"),
        ("new york new york", "New York, NY"),
        ("Bronx", "Bronx, NY"),
        ("Kings County", "Brooklyn, NY"),
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


def test_a_zip_in_which_nobody_lives_is_approximate(gazetteer):
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
        "Nowhere at all, Chicago, IL",
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


@pytest.mark.parametrize(
    "typed", ["Portland", "Kansas City", "Columbus", "Washington", "LA", "Orange", "Pasadena"]
)
def test_a_namesake_of_comparable_size_is_worth_a_question(gazetteer, typed):
    assert find_place(typed).is_ambiguous


@pytest.mark.parametrize(
    "typed",
    ["Houston", "Saint Paul", "Reno", "Nevada", "Springfield IL", "Chicago", "Los Angeles", "Cook County"],
)
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


def test_the_district_of_columbia_is_not_offered_beside_washington(gazetteer):
    assert find_place("DC").alternatives == ()


def test_a_town_listed_twice_is_offered_once(gazetteer):
    match = find_place("Milford CT")
    assert (match.place.label, match.alternatives) == ("Milford, CT", ())


def test_namesakes_of_one_state_are_told_apart_and_found_by_their_labels(gazetteer):
    match = find_place("midway fl")
    labels = [match.place.label, *(place.label for place in match.alternatives)]
    assert labels[:2] == ["Midway, FL", "Midway, FL (Gadsden County)"]
    for label in labels:
        assert find_place(label).place.label == label


def test_what_is_typed_for_a_place_finds_every_place_again(gazetteer):
    """Of 82,000 places all that are no ZIP, and every tenth ZIP."""
    zips = [place for number, place in enumerate(gazetteer.zips) if number % 10 == 0]
    places = [*zips, *gazetteer.states.values(), *gazetteer.towns, *gazetteer.areas]
    missed = [place.label for place in places if find_place(place.label).place != place]
    assert missed == ["District of Columbia"]  # the city of Washington


@pytest.mark.parametrize(
    ("typed", "label", "kind"),
    [
        ("Cook County IL", "Cook County, IL", Kind.COUNTY),
        ("cook co illinois", "Cook County, IL", Kind.COUNTY),
        ("condado de Cook", "Cook County, IL", Kind.COUNTY),
        ("Orleans County LA", "Orleans Parish, LA", Kind.COUNTY),
        ("Westchester", "Westchester County, NY", Kind.COUNTY),
        ("Nassau NY", "Nassau County, NY", Kind.COUNTY),
        ("Mendocino CA", "Mendocino, CA", Kind.CITY),
        ("Brooklyn", "Brooklyn, NY", Kind.COUNTY),
        ("the bronx new york", "Bronx, NY", Kind.COUNTY),
        ("Bay Area", "San Francisco Bay Area, CA", Kind.REGION),
        ("Cape Cod", "Cape Cod, MA", Kind.REGION),
        ("Long Island NY", "Long Island, NY", Kind.REGION),
        ("New England", "New England", Kind.REGION),
        ("greater Cincinnati", "Cincinnati area, OH", Kind.REGION),
        ("Fresno metro area", "Fresno area, CA", Kind.REGION),
        ("Wicker Park", "Wicker Park, Chicago, IL", Kind.NEIGHBORHOOD),
        ("Hyde Park Chicago", "Hyde Park, Chicago, IL", Kind.NEIGHBORHOOD),
        ("Montrose, Houston, Texas", "Montrose, Houston, TX", Kind.NEIGHBORHOOD),
        ("JFK airport", "John F. Kennedy Airport, NY", Kind.LANDMARK),
        ("Fort Cavazos", "Fort Hood, TX", Kind.CITY),
        ("Barrow AK", "Utqiagvik, AK", Kind.CITY),
        ("Nueva York", "New York, NY", Kind.CITY),
        ("Carolina del Norte", "North Carolina", Kind.STATE),
        ("Ponce, PR", "Ponce, PR", Kind.CITY),
        ("Pago Pago", "Pago Pago, AS", Kind.CITY),
        ("IL Chicago", "Chicago, IL", Kind.CITY),
        ("TMS clinics near me in Austin TX", "Austin, TX", Kind.CITY),
        ("Chicago, Cook, Illinois, United States", "Chicago, IL", Kind.CITY),
        ("Springfield, Delaware County PA", "Springfield, Delaware County, PA", Kind.CITY),
        ("Springfield, Clark County, Ohio", "Springfield, OH", Kind.CITY),
        ("8199 Front Street New York", "New York, NY", Kind.CITY),
        ("NJ07030", "07030 (Hoboken, NJ)", Kind.ZIP),
        ("zip code 33139", "33139 (Miami Beach, FL)", Kind.ZIP),
        ("926", "00926 (San Juan, PR)", Kind.ZIP),
    ],
)
def test_places_of_every_kind_are_found(typed, label, kind):
    place = find_place(typed).place
    assert (place.label, place.kind) == (label, kind)


@pytest.mark.parametrize(
    ("typed", "reason", "country"),
    [
        ("near me", Reason.HERE, ""),
        ("current location", Reason.HERE, ""),
        ("tms clinics near me", Reason.HERE, ""),
        ("cerca de mí", Reason.HERE, ""),
        ("USA", Reason.EVERYWHERE, ""),
        ("09012", Reason.MILITARY, ""),
        ("APO AE 09012", Reason.MILITARY, ""),
        ("FPO AP", Reason.MILITARY, ""),
        ("Tijuana", Reason.ABROAD, "Mexico"),
        ("Toronto, Canada", Reason.ABROAD, "Canada"),
        ("asdfghjk", Reason.UNKNOWN, ""),
        ("99999", Reason.UNKNOWN, ""),
    ],
)
def test_what_is_no_place_to_search_from_has_a_reason(typed, reason, country):
    with pytest.raises(PlaceNotFound) as caught:
        find_place(typed)
    assert (caught.value.reason, caught.value.country) == (reason, country)


def test_a_large_city_abroad_is_asked_about_unless_its_namesake_is_well_known():
    with pytest.raises(PlaceNotFound) as caught:
        find_place("Paris")
    assert caught.value.country == "France"
    assert caught.value.suggestions[0].label == "Paris, TX"
    assert find_place("Paris TX").place.label == "Paris, TX"
    assert find_place("Rome").place.label == "Rome, GA"
    assert find_place("Birmingham").place.label == "Birmingham, AL"


def test_of_the_list_of_things_that_people_type_96_percent_are_right(record_property):
    verdicts = [verdict(entry)[0] for entry in entries(LIST)]
    right, asked, wrong = (verdicts.count(how) / len(verdicts) for how in (RIGHT, ASKS, WRONG))
    record_property("says", f"Places typed: {right:.1%} right, {asked:.1%} asked, {wrong:.1%} wrong.")
    assert right >= 0.96
    assert wrong < 0.01


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
        match.place = None
    with pytest.raises(AttributeError):
        match.place.name = "elsewhere"


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
