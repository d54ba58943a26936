"""The gazetteer as a geopy geocoder, and the choice of another one."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from geopy.geocoders import Nominatim
from geopy.geocoders.base import Geocoder
from geopy.point import Point

from places.geocoder import GazetteerGeocoder, get_geocoder


@pytest.fixture
def geocoder(gazetteer):
    return GazetteerGeocoder()


def test_it_is_a_geocoder_of_geopy(geocoder):
    assert isinstance(geocoder, Geocoder)


@pytest.mark.parametrize(
    ("query", "label", "is_approximate"),
    [
        ("60614", "60614 (Chicago, IL)", False),
        ("60614 (Chicago, IL)", "60614 (Chicago, IL)", False),
        ("Chicago, IL", "Chicago, IL", False),
        ("Illinois", "Illinois", False),
        ("60699", "60699 (Chicago, IL)", True),
        ("2400 N Lake View Ave, Chicago, IL 60614", "60614 (Chicago, IL)", True),
        ("2400 N Lake View Ave Chicago IL 60614-1234", "60614 (Chicago, IL)", True),
        ("1 Main St, Springfield, IL", "Springfield, IL", True),
        ("1 Main St Springfield Illinois", "Springfield, IL", True),
    ],
)
def test_an_address_is_found_as_far_as_its_zip_or_city(geocoder, query, label, is_approximate):
    location = geocoder.geocode(query)
    assert location.address == location.raw["label"] == label
    assert location.raw["is_approximate"] is is_approximate


def test_the_point_is_that_of_the_gazetteer(geocoder):
    location = geocoder.geocode("60614")
    assert (location.latitude, location.longitude) == (41.9227, -87.6472)
    assert location.raw["kind"] == "zip"
    assert location.raw["time_zone"] == "America/Chicago"


def test_all_matches_can_be_had(geocoder):
    found = geocoder.geocode("Springfield", exactly_one=False)
    assert len(found) > 10
    assert found[0].address == "Springfield, MO"


@pytest.mark.parametrize("query", ["", "nowhere at all", "\x00", "x" * 5_000])
def test_what_is_nowhere_is_none(geocoder, query):
    assert geocoder.geocode(query) is None
    assert geocoder.geocode(query, exactly_one=False) is None


@pytest.mark.parametrize("point", [(42.04, -87.69), "42.04, -87.69", Point(42.04, -87.69)])
def test_a_point_is_near_a_city(geocoder, point):
    location = geocoder.reverse(point)
    assert location.address == "Evanston, IL"
    assert location.raw["is_approximate"] is True
    assert location.raw["miles"] < 1
    assert geocoder.reverse(point, exactly_one=False) == [location]


def test_what_is_no_point_is_refused(geocoder):
    with pytest.warns(UserWarning, match="Latitude"), pytest.raises(ValueError, match="Latitude"):
        geocoder.reverse((999, 0))


def test_the_gazetteer_is_the_default():
    assert isinstance(get_geocoder(), GazetteerGeocoder)


def test_a_setting_chooses_another_one_with_its_options(settings):
    settings.GEOCODER = "nominatim"
    settings.GEOCODER_OPTIONS = {"user_agent": "a directory", "domain": "localhost"}
    geocoder = get_geocoder()
    assert isinstance(geocoder, Nominatim)
    assert geocoder.domain == "localhost"


@pytest.mark.parametrize(
    ("name", "options", "message"),
    [
        ("nosuchservice", {}, "names no geocoder"),
        ("bing", {}, "don't suit 'bing'"),
        ("nominatim", {}, "don't suit 'nominatim'"),
        ("gazetteer", {"nonsense": 1}, "don't suit 'gazetteer'"),
    ],
)
def test_a_wrong_choice_is_one_clear_sentence(settings, name, options, message):
    settings.GEOCODER, settings.GEOCODER_OPTIONS = name, options
    with pytest.raises(ImproperlyConfigured, match=message):
        get_geocoder()
