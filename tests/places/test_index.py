"""Places in memory: ZIPs without a point, nearest cities, and when the table is read."""

import pytest
from geopy.distance import great_circle
from hypothesis import example, given
from hypothesis import strategies as st

from places import gazetteer as reading
from places.gazetteer import Named
from places.index import PlaceIndex, place_index, read_index
from places.sphere import centroid, miles_between, unit_vectors


def test_an_exact_zip_is_not_approximate(gazetteer):
    place, is_approximate = gazetteer.zip_or_prefix("60614")
    assert (place.label, is_approximate) == ("60614 (Chicago, IL)", False)
    assert (place.latitude, place.longitude) == (41.9227, -87.6472)


def test_a_po_box_zip_is_in_its_town_and_approximate(gazetteer):
    place, is_approximate = gazetteer.zip_or_prefix("60699")
    assert is_approximate
    assert (place.code, place.slug, place.label) == ("60699", "60699", "60699 (Chicago, IL)")


@pytest.mark.parametrize(
    ("zip_code", "city", "state"),
    [
        ("19255", "Philadelphia", "PA"),
        ("33299", "Miami", "FL"),
        ("73301", "Austin", "TX"),
        ("94203", "Sacramento", "CA"),
        ("55550", "Young America", "MN"),
        ("05544", "Andover", "MA"),
    ],
)
def test_the_zip_of_a_large_recipient_is_in_its_town(gazetteer, zip_code, city, state):
    place, is_approximate = gazetteer.zip_or_prefix(zip_code)
    assert is_approximate
    assert (place.near_city, place.state) == (city, state)


def test_a_zip_that_is_not_listed_is_in_the_middle_of_its_neighbors(gazetteer):
    assert gazetteer.zip("60698") is None
    place, is_approximate = gazetteer.zip_or_prefix("60698")
    assert is_approximate
    assert place.label == "60698 (Chicago, IL)"
    others = gazetteer.zips_beginning_with("6069", 20)
    assert min(other.latitude for other in others) <= place.latitude <= max(o.latitude for o in others)


def test_zips_come_in_order_of_their_digits(gazetteer):
    assert [place.code for place in gazetteer.zips_beginning_with("6060", 3)] == ["60601", "60602", "60603"]
    assert gazetteer.zips_beginning_with("000", 3) == []


@pytest.mark.parametrize("zip_code", ["00000", "99999", "09001", "34099", "96940", "96960", "57901"])
def test_a_zip_without_neighbors_is_nowhere(gazetteer, zip_code):
    assert gazetteer.zip_or_prefix(zip_code) is None


@pytest.mark.parametrize(
    ("latitude", "longitude", "label"),
    [
        (42.04, -87.69, "Evanston, IL"),
        (13.4746, 144.7493, "Agana Heights Village, GU"),
        (18.4663, -66.1057, "San Juan, PR"),
        (53.89, -166.54, "Dutch Harbor, AK"),
    ],
)
def test_the_nearest_city_names_a_point(gazetteer, latitude, longitude, label):
    city, miles = gazetteer.nearest_city(latitude, longitude)
    assert city.label == label
    assert miles < 10


@given(
    st.floats(-90, 90, allow_nan=False),
    st.floats(-180, 180, allow_nan=False),
)
@example(90.0, 0.0)
@example(-90.0, 180.0)
@example(52.0, 179.99)
@example(52.0, -179.99)
def test_the_nearest_city_is_as_near_as_a_plain_search_says(committed_gazetteer, latitude, longitude):
    cities = [city for city in committed_gazetteer.cities[::50] if not city.is_area]
    sample = PlaceIndex(
        [Named(city, [], []) for city in cities], [], committed_gazetteer.zip_columns, reading.read_counties()
    )
    _, miles = sample.nearest_city(latitude, longitude)
    plain = min(great_circle((latitude, longitude), (city.latitude, city.longitude)).miles for city in cities)
    # Single precision may take a city for the nearest that is a few yards farther.
    assert miles == pytest.approx(plain, rel=1e-3, abs=0.5)


def test_an_address_leads_to_its_place(gazetteer):
    assert gazetteer.at("IL", "chicago").label == "Chicago, IL"
    assert gazetteer.at("IL", "cook-county").label == "Cook County, IL"
    assert gazetteer.at("NY", "brooklyn").label == "Brooklyn, NY"
    assert gazetteer.at("FL", "midway-gadsden-county").label == "Midway, FL (Gadsden County)"
    assert gazetteer.at("IL", "nowhere") is None
    assert gazetteer.at("XX", "chicago") is None


@pytest.mark.parametrize(
    ("state", "slug", "label"),
    [
        ("NY", "new-york-city", "New York, NY"),
        ("NY", "the-bronx", "Bronx, NY"),
        ("NY", "kings-county", "Brooklyn, NY"),
        ("LA", "orleans-county", "Orleans Parish, LA"),
        ("FL", "midway-2", "Midway, FL (Gadsden County)"),
        ("MD", "pg-county", "Prince George's County, MD"),
    ],
)
def test_an_earlier_or_another_address_leads_to_the_place_of_today(gazetteer, state, slug, label):
    assert gazetteer.at(state, slug) is None
    assert gazetteer.moved(state, slug).label == label


def test_every_address_that_moved_leads_somewhere(gazetteer):
    moved = reading.read_moved()
    assert len(moved) > 300
    for (state, _), slug in moved.items():
        assert gazetteer.at(state, slug) is not None, (state, slug)


def test_an_area_knows_its_counties(gazetteer):
    def counties(label):
        place = next(place for place in gazetteer.areas if place.label == label)
        return [gazetteer.county_label(number) for number in gazetteer.counties_of(place)]

    assert counties("Cook County, IL") == ["Cook County, IL"]
    assert counties("Long Island, NY") == ["Nassau County, NY", "Suffolk County, NY"]
    assert len(counties("San Francisco Bay Area, CA")) == 9
    assert "Kings County, NY" not in counties("Upstate New York, NY")
    assert gazetteer.counties_of(gazetteer.states["IL"]) == ()


def test_every_place_is_found_by_its_row(gazetteer):
    assert gazetteer.place_of("zip", "60614").name == "60614"
    assert gazetteer.place_of("state", "IL").name == "Illinois"
    assert gazetteer.place_of("city", "4887398").name == "Chicago"
    assert gazetteer.place_of("city", "none") is None


def test_the_files_are_read_once(gazetteer, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert place_index() is place_index()


def test_reading_the_files_needs_no_database():
    assert read_index().zip("60614").label == "60614 (Chicago, IL)"


def test_distances_are_great_circle_miles():
    chicago, guam = (41.85, -87.65), (13.44, 144.79)
    miles = miles_between(unit_vectors(*zip(chicago, guam, strict=True)), unit_vectors(*chicago))
    assert miles[0] == 0
    assert miles[1] == pytest.approx(great_circle(chicago, guam).miles, rel=1e-9)


def test_the_middle_of_points_on_both_sides_of_the_antimeridian_is_between_them():
    latitude, longitude = centroid(unit_vectors([52, 52], [179, -179]))
    assert latitude == pytest.approx(52, abs=0.1)
    assert abs(longitude) == pytest.approx(180)
