"""The pages of claims and teams: axe finds nothing, they fit a phone, and errors link to their fields."""

import json

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import served
from tests.journeys.test_axe import expect_no_violations
from tests.staff_journeys.conftest import Sites

PAGES = {
    "claim-start": "owner",
    "claim by phone": "ana",
    "claim by mail": "ben",
    "claim denied": "ana",
    "claim-proof": "ben",
    "my-claims": "ana",
    "claim-queue": "admin",
    "claim-queue of an unknown state": "admin",
    "report-queue": "admin",
    "check of rivals": "admin",
    "check of documents": "admin",
    "team": "owner",
    "invite": "owner",
    "member": "owner",
    "leave-team": "owner",
    "invitation": "ana",
}


@pytest.fixture(scope="module")
def made(sites: Sites, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    settings = served.environment(sites.database_url, tmp_path_factory.mktemp("static"))
    return json.loads(served.prepare("tests.staff_journeys.claims_people", settings))


def sign_in(page: Page, made: dict[str, str], who: str, base_url: str) -> None:
    page.context.add_cookies([{"name": "sessionid", "value": made[f"as {who}"], "url": base_url}])


def expect_clean(page: Page) -> None:
    """No violation and no sideways scrolling."""
    expect_no_violations(page)
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 780})
        wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        assert not wide, f"wider than {width} pixels"


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_it_fits_a_phone(page: Page, made: dict[str, str], base_url: str, name: str):
    sign_in(page, made, PAGES[name], base_url)
    answer = page.goto(made[name])
    assert answer.status == 200
    assert page.url.endswith(made[name])
    assert "/login/" not in page.url
    expect_clean(page)


def test_only_what_the_chosen_way_asks_for_is_shown_and_errors_are_led_to(
    page: Page, made: dict[str, str], base_url: str
):
    sign_in(page, made, "owner", base_url)
    page.goto(made["claim-start"])
    address = page.get_by_label("Your address there")
    expect(address).to_be_hidden()
    page.get_by_label("A code sent to an address").check()
    expect(address).to_be_visible()
    page.get_by_label("Your position there").fill("Owner")
    address.fill("me@gmail.com")
    page.get_by_role("button", name="Claim this practice").click()
    page.get_by_role("alert").get_by_role("link", name="Your address there").click()
    expect(address).to_be_focused()
    expect(address).to_have_value("me@gmail.com")
    expect_clean(page)
