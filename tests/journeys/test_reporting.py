"""Reporting wrong information in a browser, and what a press on a phone number tells the site."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.cast import LAKEVIEW_ID, QUIET_STREET, QUIET_STREET_ID
from tests.journeys.test_axe import expect_no_violations
from tests.journeys.watch import Watch


def test_a_report_takes_one_press_and_words_can_follow(page: Page, watch: Watch):
    watch.expect_status(400)  # of an address that is no address
    page.goto(f"/providers/{QUIET_STREET_ID}/")
    page.get_by_role("button", name="The insurance is wrong").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    expect_no_violations(page)
    page.get_by_label("Your email address").fill("pat@")
    page.get_by_label("In your own words").fill("They no longer take Aetna.")
    page.get_by_role("button", name="Add this").click()
    expect(page.get_by_role("link", name="Your email address")).to_be_visible()
    expect(page.get_by_label("In your own words")).to_have_value("They no longer take Aetna.")
    page.get_by_label("Your email address").fill("pat@example.com")
    page.get_by_role("button", name="Add this").click()
    expect(page.get_by_text("We have added what you wrote.")).to_be_visible()
    page.get_by_role("link", name=f"Back to {QUIET_STREET}").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(QUIET_STREET)


def test_it_works_without_a_script(browser: Browser, base_url: str):
    context = browser.new_context(base_url=base_url, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"/providers/{QUIET_STREET_ID}/report/")
    page.get_by_role("button", name="Something else").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    assert not context.cookies()
    context.close()


def test_axe_finds_nothing_where_one_chooses_what_is_wrong(page: Page):
    page.goto(f"/providers/{QUIET_STREET_ID}/report/")
    expect_no_violations(page)


@pytest.mark.parametrize(("link", "kind"), [("Call (312) 555-0142", "call"), ("Website", "website")])
def test_a_press_on_phone_or_website_is_told_and_the_link_is_what_it_says(
    page: Page, watch: Watch, link: str, kind: str
):
    page.goto(f"/providers/{LAKEVIEW_ID}/")
    # Where the links lead is nothing for a test: the press is what counts.
    page.evaluate("addEventListener('click', event => event.preventDefault())")
    with page.expect_response(f"**/providers/{LAKEVIEW_ID}/{kind}/") as told:
        page.get_by_role("link", name=link).click()
    assert told.value.status == 204
