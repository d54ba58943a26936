"""Everything by keyboard alone, and one always sees where one is."""

from playwright.sync_api import Locator, Page, expect

from tests.journeys.cast import LAKEVIEW, LAKEVIEW_PHONE, WITH_OCD
from tests.journeys.looking import (
    NEAR_60614,
    another_page,
    cards,
    eventually,
    expect_summary,
    facet,
    place_field,
    summary,
)

# What shows the focus: an outline of the element itself, or for a checkbox perhaps of its row.
SHOWS_FOCUS = """() => {
  const style = getComputedStyle(document.activeElement);
  const box = document.activeElement.getBoundingClientRect();
  return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
    && box.width > 0 && box.height > 0 && box.right > 0 && box.bottom > 0;
}"""
SOMETHING_HAS_FOCUS = "document.activeElement !== document.body"
IS_FOCUSED = "element => element === document.activeElement"


def tab_to(page: Page, target: Locator, key: str = "Tab", most: int = 150) -> None:
    """Press Tab until `target` has the focus; at each stop on the way the focus can be seen."""
    for _ in range(most):
        page.keyboard.press(key)
        # Just after a page has come, a busy browser may take a moment.
        eventually(page, lambda: page.evaluate(SOMETHING_HAS_FOCUS))
        assert page.evaluate(SHOWS_FOCUS), page.evaluate("document.activeElement.outerHTML")
        if target.evaluate(IS_FOCUSED):
            return
    raise AssertionError(f"{most} times {key} did not lead to {target}.")


def test_the_first_stop_skips_to_the_main_content(page: Page):
    page.goto(NEAR_60614)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the main content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(place_field(page)).to_be_focused()


def test_from_the_start_page_to_the_call_link(page: Page):
    page.goto("/")
    tab_to(page, place_field(page))
    page.keyboard.type("60614")
    tab_to(page, page.get_by_role("button", name="Find providers"))
    with another_page(page):
        page.keyboard.press("Enter")

    tab_to(page, facet(page, "OCD"))
    page.keyboard.press("Space")
    expect_summary(
        page, f"{WITH_OCD} places within 25 miles of Chicago, IL 60614 offering OCD treatment, nearest first."
    )
    expect(facet(page, "OCD")).to_be_focused()

    tab_to(page, cards(page).first)
    with another_page(page):
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(LAKEVIEW)
    call = page.get_by_role("link", name="Call (312) 555-0142")
    tab_to(page, call)
    expect(call).to_have_attribute("href", f"tel:{LAKEVIEW_PHONE}")


def test_the_many_filters_can_be_skipped(page: Page):
    page.goto(NEAR_60614)
    skip = page.get_by_role("link", name="Skip the filters")
    tab_to(page, skip)
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    tab_to(page, cards(page).first, most=5)


def test_a_group_of_filters_opens_and_closes(page: Page):
    page.goto(NEAR_60614)
    group = page.locator("summary", has_text="Insurance")
    tab_to(page, group)
    page.keyboard.press("Enter")
    tab_to(page, facet(page, "Medicare").first, most=2)
    page.keyboard.press("Space")
    expect(summary(page)).to_contain_text("taking Medicare")


def test_after_dropping_a_filter_one_goes_on_from_the_heading(page: Page):
    page.goto(f"{NEAR_60614}&condition=ocd&accepting=1")
    page.get_by_role("link", name="Remove: OCD").focus()
    page.keyboard.press("Enter")
    expect(summary(page)).to_contain_text("taking new patients, nearest first.")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    tab_to(page, place_field(page), most=1)


def test_backwards_too(page: Page):
    page.goto(NEAR_60614)
    cards(page).first.focus()
    tab_to(page, page.get_by_role("link", name="Nearest"), "Shift+Tab", most=5)
