"""The journey that the site is for: from a ZIP code to the phone."""

from playwright.sync_api import Page, expect

from tests.journeys.cast import LAKEVIEW, LAKEVIEW_PHONE, WITH_OCD
from tests.journeys.looking import SUMMARY_NEAR_60614, cards, expect_names, expect_summary, place_field


def test_from_a_zip_code_to_the_call_link(page: Page):
    page.goto("/")
    place_field(page).fill("60614")
    page.get_by_role("button", name="Find providers").click()

    expect_summary(page, SUMMARY_NEAR_60614)
    expect(cards(page)).to_have_count(20)
    cards(page).first.click()

    expect(page.get_by_role("heading", level=1)).to_have_text(LAKEVIEW)
    call = page.get_by_role("link", name="Call (312) 555-0142")
    expect(call).to_have_attribute("href", f"tel:{LAKEVIEW_PHONE}")


def test_with_a_condition_and_therapy_on_site(page: Page):
    page.goto("/")
    page.get_by_label("What do you need help with?").select_option("OCD")
    place_field(page).fill("60614")
    page.get_by_label("Only places with talk therapy on site").check()
    page.get_by_role("button", name="Find providers").click()

    expect_summary(
        page,
        "1 place within 25 miles of Chicago, IL 60614 offering OCD treatment, with talk therapy on site.",
    )
    expect_names(page, [LAKEVIEW])


def test_the_search_in_the_header_of_a_page_about_the_site(page: Page):
    page.goto("/privacy/")
    page.get_by_role("searchbox", name="What are you looking for?").fill("60614")
    page.get_by_role("button", name="Search").click()
    expect_summary(page, SUMMARY_NEAR_60614)


def test_a_results_page_says_that_its_data_is_a_demo(page: Page):
    page.goto("/providers/?near=60614&condition=ocd")
    expect(page.get_by_text("This site shows demo data")).to_be_visible()
    expect(cards(page)).to_have_count(WITH_OCD)
