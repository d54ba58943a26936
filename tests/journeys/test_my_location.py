""" "Use my location": nothing finer than two decimals, about half a mile, ever leaves the browser."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.looking import another_page, cards, summary

HERE = {"latitude": 41.923456, "longitude": -87.654321}
granted = pytest.mark.browser_context_args(geolocation=HERE, permissions=["geolocation"])


@pytest.fixture
def requested(page: Page) -> list[str]:
    """All that the browser asks the site for."""
    addresses: list[str] = []
    page.on("request", lambda request: addresses.append(request.url + (request.post_data or "")))
    return addresses


def use_my_location(page: Page) -> None:
    page.get_by_role("button", name="Use my location").click()


@granted
def test_from_the_start_page(page: Page, requested: list[str]):
    page.goto("/")
    use_my_location(page)
    expect(summary(page)).to_contain_text("within 25 miles of this location, nearest first.")
    assert parse_qs(urlsplit(page.url).query) == {"lat": ["41.92"], "lng": ["-87.65"]}
    assert not [address for address in requested if "41.923" in address or "87.654" in address]
    expect(cards(page).first).to_have_text(re.compile("^Lakeview"))


@granted
def test_from_the_results_it_replaces_the_place_and_keeps_the_filters(page: Page, requested: list[str]):
    page.goto("/providers/?near=Springfield, MO&condition=mdd")
    use_my_location(page)
    expect(summary(page)).to_contain_text("of this location offering depression treatment")
    assert parse_qs(urlsplit(page.url).query) == {
        "lat": ["41.92"],
        "lng": ["-87.65"],
        "condition": ["mdd"],
    }
    assert not [address for address in requested if "41.923" in address or "87.654" in address]


@granted
def test_a_place_that_is_typed_afterwards_is_what_counts(page: Page):
    page.goto("/")
    with another_page(page):
        use_my_location(page)
    expect(summary(page)).to_contain_text("this location")
    page.get_by_label("ZIP, city, or state").fill("Springfield, MO")
    page.get_by_role("button", name="Update").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("TMS near Springfield, MO")
    assert "lat=" not in page.url


def test_when_permission_is_denied_the_page_says_what_to_do(page: Page):
    page.goto("/")
    use_my_location(page)
    message = page.get_by_text("Your browser did not share your location. Type a ZIP code or city instead.")
    expect(message).to_have_role("status")
    expect(message).to_be_visible()
    expect(page.get_by_role("button", name="Use my location")).to_be_enabled()
