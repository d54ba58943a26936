"""The whole way without a script: every step is a link or a form."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.cast import (
    LAKEVIEW,
    LAKEVIEW_PHONE,
    SPRINGFIELD_ILLINOIS,
    UNCONFIRMED,
    WITH_OCD,
    WITHIN_25_MILES,
)
from tests.journeys.looking import (
    NEAR_60614,
    SUMMARY_NEAR_60614,
    another_page,
    cards,
    expect_names,
    expect_summary,
    facet,
    names,
    place_field,
    summary,
)

pytestmark = pytest.mark.browser_context_args(java_script_enabled=False)

SHOW = re.compile(r"^Show \d+ places?$")  # the button of the filters


def test_from_a_zip_code_to_the_call_link(page: Page):
    page.goto("/")
    expect(page.get_by_role("button", name="Use my location")).to_be_hidden()
    expect(page.get_by_role("textbox", name="Where?")).to_be_visible()
    place_field(page).fill("60614")
    with another_page(page):
        page.get_by_role("button", name="Find providers").click()

    expect_summary(page, SUMMARY_NEAR_60614)
    facet(page, "OCD").check()
    facet(page, "Taking new patients").check()
    with another_page(page):
        page.get_by_role("button", name=SHOW).click()
    expect_summary(
        page,
        f"{WITH_OCD} places within 25 miles of Chicago, IL 60614 offering OCD treatment, "
        "taking new patients, nearest first.",
    )

    with another_page(page):
        page.get_by_role("link", name="Remove: Taking new patients").click()
    expect(facet(page, "Taking new patients")).not_to_be_checked()
    listed, address = names(page), page.url
    cards(page).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(LAKEVIEW)
    expect(page.get_by_role("link", name="Call (312) 555-0142")).to_have_attribute(
        "href", f"tel:{LAKEVIEW_PHONE}"
    )
    page.go_back()
    expect(page).to_have_url(address)
    expect_names(page, listed)


def test_groups_of_filters_open(page: Page):
    page.goto(NEAR_60614)
    page.locator("summary", has_text="Insurance").click()
    facet(page, "Aetna").check()
    page.get_by_role("button", name=SHOW).click()
    expect_names(page, [LAKEVIEW])
    expect(facet(page, "Aetna")).to_be_checked()


def test_pages_and_orders(page: Page):
    page.goto(NEAR_60614)
    first = names(page)
    with another_page(page):
        page.get_by_role("link", name="Next page").click()
    expect(page.get_by_text("Page 2 of 2")).to_be_visible()
    expect(cards(page)).to_have_count(WITHIN_25_MILES - len(first))
    assert len({*first, *names(page)}) == WITHIN_25_MILES
    page.get_by_role("link", name="Previous page").click()
    expect_names(page, first)
    page.get_by_role("link", name="Most recently confirmed").click()
    expect(summary(page)).to_contain_text("most recently confirmed first")


def test_an_ambiguous_city(page: Page):
    page.goto("/providers/?near=Springfield")
    expect(page.get_by_role("region", name="Which Springfield do you mean?")).to_be_visible()
    page.get_by_role("link", name="Springfield, IL").click()
    expect_names(page, [SPRINGFIELD_ILLINOIS])


def test_a_misspelt_city(page: Page):
    page.goto("/providers/?near=Chcago&condition=ocd")
    expect(page.get_by_text("Showing Chicago, IL.")).to_be_visible()
    expect(cards(page)).to_have_count(WITH_OCD)


def test_zero_results(page: Page):
    page.goto(f"{NEAR_60614}&condition=ocd&condition=ptsd")
    page.get_by_role("link", name="Without “PTSD”").click()
    expect(cards(page)).to_have_count(WITH_OCD)


def test_unconfirmed_places(page: Page):
    page.goto(NEAR_60614)
    page.get_by_role("link", name="Include them").click()
    expect(summary(page)).to_contain_text(f"{WITHIN_25_MILES + UNCONFIRMED} places")


@pytest.mark.browser_context_args(java_script_enabled=False, viewport={"width": 375, "height": 700})
def test_filters_on_a_small_screen(page: Page):
    page.goto(NEAR_60614)
    expect(facet(page, "OCD")).to_be_hidden()
    page.get_by_role("link", name="Change").click()
    facet(page, "OCD").check()
    page.get_by_role("button", name=SHOW).click()
    expect(cards(page).first).to_be_visible()
    expect(cards(page)).to_have_count(WITH_OCD)
