"""The start page."""

import pytest

from tests.factories import make_location, make_program
from tests.page_reading import Page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary", "gazetteer")]


def test_the_form_asks_for_condition_place_and_therapy_on_site(client):
    page = Page(client.get("/").content)
    form = page.one("form", role="search")
    assert (form["action"], form["method"]) == ("/providers/", "get")
    conditions = [option.text for option in page.all("option")]
    assert conditions[0] == "Any condition"
    assert "OCD" in conditions
    assert page.one("input", name="program")["value"] == "any:any:on-site"
    assert page.one("input", name="near").get("data-place-combobox") is not None


def test_what_the_form_sends_is_understood(client):
    location = make_location(name="Harbor TMS", terms=["condition/ocd"])
    make_program(location, "erp")
    make_location(name="Without therapy", terms=["condition/ocd"])
    query = {"condition": "ocd", "near": "60614", "program": "any:any:on-site"}
    assert Page(client.get("/providers/", query).content).names == ["Harbor TMS"]


def test_an_empty_form_finds_everything(client):
    make_location(name="Harbor TMS")
    assert Page(client.get("/providers/", {"condition": "", "near": ""}).content).names == ["Harbor TMS"]


def test_use_my_location_waits_for_its_script(client):
    button = next(
        button for button in Page(client.get("/").content).all("button") if "my location" in button.text
    )
    assert "hidden" in button.attributes
    assert button["type"] == "button"


def test_every_state_and_territory_can_be_browsed(client):
    page = Page(client.get("/").content)
    assert len([link for link in page.all("a") if link["href"].startswith("/tms/")]) == 56
    assert client.get(page.link("Guam")["href"]).status_code == 200
