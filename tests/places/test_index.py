"""Places in memory: ZIPs without a point, nearest cities, and when the table is read."""

import pytest
from geopy.distance import great_circle
from hypothesis import example, given
from hypothesis import strategies as st

from places import index
from places.index import PlaceIndex, forget_places, place_index
from places.models import Place
from places.sphere import centroid, miles_between, unit_vectors


def test_an_exact_zip_is_not_approximate(gazetteer):
    place, is_approximate = gazetteer.zip_or_prefix("60614")
    assert (place.label, is_approximate) == ("60614 (Chicago, IL)", False)
    assert (place.latitude, place.longitude) == (41.92275, -87.64715)


def test_a_po_box_zip_falls_back_to_its_prefix(gazetteer):
    place, is_approximate = gazetteer.zip_or_prefix("60699")
    assert is_approximate
    assert (place.code, place.slug, place.label) == ("60699", "60699", "60699 (Chicago, IL)")
    others = [zip_place for code, zip_place in gazetteer.zips.items() if code.startswith("606")]
    assert min(other.latitude for other in others) < place.latitude < max(other.latitude for other in others)


@pytest.mark.parametrize(
    ("zip_code", "city", "state"),
    [
        ("19255", "Philadelphia", "PA"),
        ("33299", "Miami", "FL"),
        ("73301", "Austin", "TX"),
        ("94203", "Sacramento", "CA"),
        ("55550", "Minneapolis", "MN"),
        ("05544", "Andover", "MA"),
    ],
)
def test_a_prefix_of_po_boxes_alone_borrows_the_points_of_its_city(gazetteer, zip_code, city, state):
    place, is_approximate = gazetteer.zip_or_prefix(zip_code)
    assert is_approximate
    assert place.state == state
    near = next(one for one in gazetteer.cities_named(city.lower()) if one.state == state)
    assert great_circle((place.latitude, place.longitude), (near.latitude, near.longitude)).miles < 12


@pytest.mark.parametrize("zip_code", ["00000", "09001", "34099", "96940", "96960", "57901"])
def test_a_zip_of_an_unknown_prefix_is_nowhere(gazetteer, zip_code):
    assert gazetteer.zip_or_prefix(zip_code) is None


def test_american_samoa_does_not_pull_hawaiis_prefix_across_the_ocean(gazetteer):
    place, is_approximate = gazetteer.zip_or_prefix("96798")
    assert is_approximate
    assert place.state == "HI"
    assert 18 < place.latitude < 23


@pytest.mark.parametrize(
    ("latitude", "longitude", "label"),
    [
        (42.04, -87.69, "Evanston, IL"),
        (13.44, 144.79, "Guam"),
        (18.47, -66.12, "Puerto Rico"),
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
    cities = committed_gazetteer.cities[::50]
    sample = PlaceIndex(
        (*(getattr(city, name) for name in index._FIELDS), city.name.lower(), []) for city in cities
    )
    _, miles = sample.nearest_city(latitude, longitude)
    plain = min(great_circle((latitude, longitude), (city.latitude, city.longitude)).miles for city in cities)
    # Single precision may take a city for the nearest that is a few yards farther.
    assert miles == pytest.approx(plain, rel=1e-3, abs=0.5)


def test_an_address_leads_to_its_city(gazetteer):
    assert gazetteer.city_at("IL", "chicago").label == "Chicago, IL"
    assert gazetteer.city_at("FL", "midway-2").label == "Midway, FL (near Tallahassee)"
    assert gazetteer.city_at("IL", "nowhere") is None


def test_every_place_is_found_by_its_row(gazetteer):
    assert gazetteer.place_of("zip", "60614").name == "60614"
    assert gazetteer.place_of("state", "IL").name == "Illinois"
    assert gazetteer.place_of("city", "4887398").name == "Chicago"
    assert gazetteer.place_of("city", "none") is None


def test_an_empty_table_is_read_again(db):
    Place.objects.all().delete()
    forget_places()
    assert place_index().zips == {}
    Place.objects.create(
        kind="zip",
        code="60614",
        name="60614",
        label="60614 (Chicago, IL)",
        folded="60614",
        state="IL",
        slug="60614",
        latitude=41.9,
        longitude=-87.6,
        time_zone="America/Chicago",
        near_city="Chicago",
    )
    assert list(place_index().zips) == ["60614"]
    assert place_index().nearest_city(41, -87) is None


def test_the_table_is_read_once(gazetteer, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert place_index() is place_index()
    forget_places()
    with django_assert_num_queries(1):
        assert place_index() is place_index()


def test_distances_are_great_circle_miles():
    chicago, guam = (41.85, -87.65), (13.44, 144.79)
    miles = miles_between(unit_vectors(*zip(chicago, guam, strict=True)), unit_vectors(*chicago))
    assert miles[0] == 0
    assert miles[1] == pytest.approx(great_circle(chicago, guam).miles, rel=1e-9)


def test_the_middle_of_points_on_both_sides_of_the_antimeridian_is_between_them():
    latitude, longitude = centroid(unit_vectors([52, 52], [179, -179]))
    assert latitude == pytest.approx(52, abs=0.1)
    assert abs(longitude) == pytest.approx(180)
