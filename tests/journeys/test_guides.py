"""Guides in a browser: nothing for axe to find, light, explained by keyboard, readable without styles."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.test_axe import expect_no_violations
from tests.journeys.test_weight import MOST_BYTES, keep_requests

FLAGSHIP = "/guides/combining-tms-with-therapy/"


@pytest.mark.parametrize(
    "address",
    [
        FLAGSHIP,
        f"{FLAGSHIP}print/",
        "/guides/what-is-tms/",  # two of the figures
        "/guides/tms-for-depression/",  # a hundred people, and a list of clearances
        "/guides/?q=exposre",
        "/guides/evidence-grades/",
        "/guides/sheets/questions-for-a-clinic/",
        "/guides/sheets/letter-to-your-therapist/",
        "/conditions/mdd/",
    ],
)
def test_axe_finds_nothing_in_the_guides(page: Page, address: str):
    page.goto(address)
    expect_no_violations(page)


def test_the_longest_guide_is_light(page: Page):
    requests = keep_requests(page)
    page.goto(FLAGSHIP, wait_until="networkidle")
    sizes = [request.sizes() for request in requests if request.resource_type not in ("font", "image")]
    assert sum(size["responseHeadersSize"] + size["responseBodySize"] for size in sizes) <= MOST_BYTES


def test_a_word_is_explained_by_keyboard_alone(page: Page):
    page.goto(FLAGSHIP)
    word = page.locator("button.term").first
    note = page.locator(f"#{word.get_attribute('popovertarget')}")
    expect(note).to_be_hidden()
    word.focus()
    page.keyboard.press("Enter")
    expect(note).to_be_visible()
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    expect(word).to_be_focused()


def test_a_guide_is_readable_without_styles(page: Page):
    page.route("**/*.css", lambda route: route.fulfill(body="", content_type="text/css"))
    page.goto(FLAGSHIP)
    for name in ("Combining TMS with therapy", "On this page", "References"):
        expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Evidence: conflicting").first).to_be_visible()
    note = page.get_by_role("link", name="Reference 1", exact=True).first
    note.click()
    expect(page.locator("#ref-1")).to_be_in_viewport()


def test_an_answer_is_given_with_one_press_and_leaves_no_cookie(page: Page):
    page.goto("/guides/what-is-tms/")
    page.get_by_role("button", name="Yes, it was").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    assert page.context.cookies() == []
