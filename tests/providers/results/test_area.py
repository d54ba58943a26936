"""The pages of states and cities."""

import json

import pytest

from tests.factories import make_location
from tests.page_reading import Page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary", "gazetteer")]


def test_a_state_lists_all_its_places_and_its_largest_cities(client):
    make_location(name="Harbor TMS")
    make_location(name="Elsewhere", state="IN", city="Gary")
    page = Page(client.get("/tms/il/").content)
    assert page.one("h1").text == "TMS in Illinois"
    assert page.names == ["Harbor TMS"]
    assert page.one("h2", id="cities-heading").text == "The largest cities and towns"
    assert page.link("Chicago")["href"] == "/tms/il/chicago/"


def test_a_city_lists_what_is_near_it(client):
    make_location(name="Harbor TMS")
    page = Page(client.get("/tms/il/chicago/").content)
    assert page.summary == "1 place within 25 miles of Chicago, IL."
    assert page.names == ["Harbor TMS"]
    assert page.one("input", id="near")["value"] == "Chicago, IL"


def test_an_area_is_for_search_engines_and_has_its_own_address(client):
    page = Page(client.get("/tms/il/chicago/").content)
    assert not page.all("meta", name="robots")
    assert page.one("link", rel="canonical")["href"] == "http://testserver/tms/il/chicago/"
    trail = json.loads(page.one("script", type="application/ld+json").text)
    assert [step["name"] for step in trail["itemListElement"]] == [
        "Home",
        "Illinois",
        "Cook County",
        "Chicago",
    ]


def test_a_county_has_a_page_with_its_towns(client):
    make_location(name="Harbor TMS", postal_code="60614")
    page = Page(client.get("/tms/il/cook-county/").content)
    assert page.one("h1").text == "TMS in Cook County, IL"
    assert page.names == ["Harbor TMS"]
    assert page.link("Chicago")["href"] == "/tms/il/chicago/"
    assert page.one("link", rel="canonical")["href"] == "http://testserver/tms/il/cook-county/"


@pytest.mark.parametrize(
    ("address", "now"),
    [
        ("/tms/ny/new-york-city/", "/tms/ny/new-york/"),
        ("/tms/ny/kings-county/", "/tms/ny/brooklyn/"),
        ("/tms/la/orleans-county/", "/tms/la/orleans-parish/"),
        ("/tms/fl/midway-2/", "/tms/fl/midway-gadsden-county/"),
    ],
)
def test_an_earlier_address_redirects_for_good(client, address, now):
    response = client.get(address)
    assert (response.status_code, response["Location"]) == (301, now)


@pytest.mark.parametrize(
    ("address", "right"), [("/tms/IL/", "/tms/il/"), ("/tms/IL/Chicago/", "/tms/il/chicago/")]
)
def test_an_address_in_capitals_leads_to_the_right_one(client, address, right):
    response = client.get(address)
    assert (response.status_code, response["Location"]) == (301, right)


@pytest.mark.parametrize("address", ["/tms/xx/", "/tms/il/atlantis/", "/tms/i/", "/tms/wi/chicago/"])
def test_an_area_that_there_is_none_of_has_no_page(client, address):
    assert client.get(address).status_code == 404


def test_an_area_does_not_ask_which_one_is_meant(client):
    assert "do you mean" not in Page(client.get("/tms/wy/").content).text


def test_the_district_of_columbia_is_the_city_of_washington(client):
    make_location(name="Capitol TMS", city="Washington", state="DC", point=(38.9, -77.03))
    page = Page(client.get("/tms/dc/").content)
    assert page.one("h1").text == "TMS near Washington, DC"
    assert page.one("input", id="near")["value"] == "Washington, DC"
    assert page.one("link", rel="canonical")["href"] == "http://testserver/tms/dc/washington/"
    assert page.names == ["Capitol TMS"]


def test_the_filters_of_an_area_lead_to_a_search(client):
    make_location()
    page = Page(client.get("/tms/il/chicago/").content)
    assert page.one("form", id="question")["action"] == "/providers/"
