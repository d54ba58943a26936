"""The place field under the hood: what it asks the server, what it does not show, keys few people use."""

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.journeys.looking import place_field

# Longer than the pause after which the field asks the server.
A_WHILE = 400  # milliseconds


@pytest.fixture
def asked(page: Page) -> list[str]:
    """What was asked of the server for suggestions, in order."""
    queries: list[str] = []
    page.on(
        "request",
        lambda request: (
            queries.append(request.url.partition("?q=")[2]) if "/places/" in request.url else None
        ),
    )
    return queries


@pytest.fixture
def field(page: Page, asked: list[str]) -> Locator:
    page.goto("/")
    return place_field(page)


def options(page: Page) -> Locator:
    return page.get_by_role("listbox", name="Suggested places").get_by_role("option")


def test_too_little_to_go_by_asks_nothing(page: Page, field: Locator, asked: list[str]):
    for text in ("c", "60", "  c "):
        field.fill(text)
        page.wait_for_timeout(A_WHILE)
    assert asked == []
    expect(field).to_have_attribute("aria-expanded", "false")


def test_quick_typing_asks_once(page: Page, field: Locator, asked: list[str]):
    field.press_sequentially("chicago")
    expect(options(page).first).to_have_text("Chicago, IL")
    assert asked[-1] == "chicago"
    assert len(asked) < len("chicago")


def test_going_back_over_ones_typing_asks_nothing_twice(page: Page, field: Locator, asked: list[str]):
    field.fill("chi")
    expect(options(page)).to_have_count(8)
    field.fill("chico")
    expect(options(page).first).to_have_text("Chico, CA")
    field.fill("chi")
    expect(options(page).first).to_have_text("Chicago, IL")
    page.wait_for_timeout(A_WHILE)
    assert asked == ["chi", "chico"]


def type_and_hold_the_answer(page: Page, field: Locator, text: str) -> list[Route]:
    """The request for suggestions is on its way; the test lets it go on, by the only route in the list."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    address = f"**/places/?q={text}"
    page.route(address, hold)
    with page.expect_request(address):
        field.fill(text)
    return held


def test_a_late_answer_to_an_older_text_is_not_shown(page: Page, field: Locator):
    held = type_and_hold_the_answer(page, field, "chi")
    field.fill("chico")
    expect(options(page).first).to_have_text("Chico, CA")
    shown = options(page).all_inner_texts()
    held[0].abort()
    page.wait_for_timeout(A_WHILE)
    assert options(page).all_inner_texts() == shown


def test_an_answer_after_leaving_the_field_opens_nothing(page: Page, field: Locator):
    held = type_and_hold_the_answer(page, field, "chi")
    field.press("Tab")
    held[0].continue_()
    page.wait_for_timeout(A_WHILE)
    expect(page.get_by_role("listbox", name="Suggested places")).to_have_count(0)


def test_an_answer_after_escape_opens_nothing(page: Page, field: Locator):
    held = type_and_hold_the_answer(page, field, "chi")
    field.press("Escape")
    held[0].continue_()
    page.wait_for_timeout(A_WHILE)
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value("chi")


def test_home_and_end_go_to_the_ends_of_the_list(page: Page, field: Locator):
    field.fill("san")
    expect(options(page)).to_have_count(8)
    field.press("ArrowDown")
    field.press("End")
    expect(options(page).last).to_have_attribute("aria-selected", "true")
    field.press("Home")
    expect(options(page).first).to_have_attribute("aria-selected", "true")


def test_alt_and_the_arrows_open_and_close_the_list(page: Page, field: Locator):
    field.fill("san")
    expect(options(page)).to_have_count(8)
    field.press("Alt+ArrowUp")
    expect(field).to_have_attribute("aria-expanded", "false")
    field.press("Alt+ArrowDown")
    expect(field).to_have_attribute("aria-expanded", "true")
    assert field.get_attribute("aria-activedescendant") is None


def test_no_suggestion_is_said(page: Page, field: Locator):
    field.fill("qqqq")
    expect(page.get_by_role("status").filter(has_text="No suggestions.")).to_have_count(1)
    expect(field).to_have_attribute("aria-expanded", "false")


def test_the_list_fits_a_phone(page: Page):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto("/")
    place_field(page).fill("midway")
    expect(options(page)).to_have_count(8)
    box = page.get_by_role("listbox", name="Suggested places").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    assert options(page).first.bounding_box()["height"] >= 44
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
