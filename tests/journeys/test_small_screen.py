"""320 pixels wide, which is 1280 at 400 %: nothing is cut off or scrolls sideways (WCAG 1.4.10)."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.addresses import ADDRESSES, NOT_FOUND
from tests.journeys.cast import LAKEVIEW
from tests.journeys.looking import cards, place_field
from tests.journeys.watch import Watch

pytestmark = pytest.mark.browser_context_args(viewport={"width": 320, "height": 640})

# What is wider than the screen, the widest thing last.
TOO_WIDE = """() => [...document.body.querySelectorAll("*")]
  .filter(element => element.getBoundingClientRect().right > innerWidth + 1
    && getComputedStyle(element).position !== "absolute")
  .map(element => `${element.localName}.${element.className}: ${element.textContent.trim().slice(0, 40)}`)"""

# Controls other than links inside a text, with their width and height. A checkbox has its row as target.
SMALL_TARGETS = """() => [...document.querySelectorAll(
    ".button, .input, .select, .check, summary, .chip, .card-name a, .pagination a, .sorts a, .site-nav a")]
  .map(element => [element, element.getBoundingClientRect()])
  .filter(([element, box]) => box.width && box.right > 0 && (box.width < 24 || box.height < 24))
  .map(([element, box]) => `${element.textContent.trim().slice(0, 40)}: ${box.width} x ${box.height}`)"""


def test_no_page_scrolls_sideways_and_targets_are_large_enough(page: Page, watch: Watch):
    watch.expect_status(404)
    problems = {}
    for name, address in (ADDRESSES | NOT_FOUND).items():
        page.goto(address)
        problems[name] = page.evaluate(TOO_WIDE) + page.evaluate(SMALL_TARGETS)
        if page.evaluate("document.scrollingElement.scrollWidth") > 320:
            problems[name].append("The page scrolls sideways.")
    assert not any(problems.values()), problems


def test_the_open_list_of_suggestions_fits(page: Page):
    page.goto("/")
    place_field(page).press_sequentially("spring")
    expect(page.get_by_role("listbox", name="Suggested places")).to_be_visible()
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320
    assert page.evaluate(TOO_WIDE) == []


def test_from_a_zip_code_to_the_call_link(page: Page):
    page.goto("/")
    place_field(page).fill("60614")
    page.get_by_role("button", name="Find providers").click()
    cards(page).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(LAKEVIEW)
    expect(page.get_by_role("link", name="Call (312) 555-0142")).to_be_visible()
