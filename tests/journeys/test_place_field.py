"""Suggestions while a place is typed: by keyboard, by mouse, and as a screen reader hears it."""

from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.journeys.watch import Watch


def suggested(page: Page, **options: Any) -> Locator:
    return page.get_by_role("listbox", name="Suggested places").get_by_role("option", **options)


def start_typing(page: Page, text: str) -> Locator:
    """All of the text in one go: letter by letter, suggestions to its beginning may come in between, and then
    those to all of it take away what an arrow chose."""
    page.goto("/")
    field = page.get_by_role("combobox", name="Where?")
    with page.expect_response(f"**/places/?q={text}"):
        field.fill(text)
    expect(page.get_by_role("listbox", name="Suggested places")).to_be_visible()
    return field


def test_a_suggestion_is_chosen_with_arrows_and_enter_and_then_sent(page: Page):
    field = start_typing(page, "springf")
    expect(suggested(page).first).to_have_text("Springfield, MO")
    field.press("ArrowDown")
    field.press("ArrowDown")
    field.press("Enter")
    expect(field).to_have_value("Springfield, MA")
    expect(page.get_by_role("listbox")).to_be_hidden()
    assert page.url.endswith("/")
    field.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("TMS near Springfield, MA")


def test_a_suggestion_is_chosen_with_the_mouse(page: Page):
    field = start_typing(page, "chica")
    suggested(page, name="Chicago, IL", exact=True).click()
    expect(field).to_have_value("Chicago, IL")
    expect(field).to_be_focused()
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_escape_closes_the_list_and_keeps_what_was_typed(page: Page):
    field = start_typing(page, "chica")
    field.press("ArrowDown")
    field.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_value("chica")
    expect(field).to_be_focused()


def test_arrows_lead_around_the_list_and_back_to_ones_own_words(page: Page):
    field = start_typing(page, "chica")
    options = suggested(page)
    field.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    field.press("ArrowDown")
    expect(suggested(page, selected=True)).to_have_count(0)
    field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")


def test_leaving_the_field_closes_the_list(page: Page):
    field = start_typing(page, "chica")
    field.press("Tab")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_value("chica")


def test_a_screen_reader_knows_the_list_and_the_option_in_it(page: Page):
    page.goto("/")
    field = page.get_by_role("combobox", name="Where?")
    expect(field).to_have_attribute("aria-autocomplete", "list")
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_accessible_description("ZIP code, city, county, or state")

    with page.expect_response("**/places/?q=springf"):
        field.fill("springf")
    expect(field).to_have_attribute("aria-expanded", "true")
    listbox = page.get_by_role("listbox", name="Suggested places")
    expect(field).to_have_attribute("aria-controls", listbox.get_attribute("id"))
    expect(page.get_by_role("status").first).to_have_text("8 suggestions. Use the arrow keys.")
    assert field.get_attribute("aria-activedescendant") is None

    field.press("ArrowDown")
    option = suggested(page, selected=True)
    expect(field).to_have_attribute("aria-activedescendant", option.get_attribute("id"))


def test_digits_suggest_zip_codes(page: Page):
    field = start_typing(page, "6061")
    suggested(page, name="60614 (Chicago, IL)").click()
    expect(field).to_have_value("60614")


def test_suggestions_come_in_the_form_of_the_results_too(page: Page):
    page.goto("/providers/?near=60614")
    field = page.get_by_role("combobox", name="ZIP, city, or state")
    field.fill("")
    field.press_sequentially("spring")
    suggested(page, name="Springfield, IL").click()
    page.get_by_role("button", name="Update").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("TMS near Springfield, IL")
    expect(page).to_have_title("TMS near Springfield, IL – Tandem")
    # The form is a new one now.
    field.fill("")
    field.press_sequentially("chica")
    expect(suggested(page, name="Chicago, IL", exact=True)).to_be_visible()


def test_the_field_works_on_when_suggestions_fail(page: Page, watch: Watch):
    watch.expect_status(503)
    page.route("**/places/?q=*", lambda route: route.fulfill(status=503))
    page.goto("/")
    field = page.get_by_role("combobox", name="Where?")
    with page.expect_response("**/places/?q=*"):
        field.press_sequentially("chicago")
    expect(page.get_by_role("listbox")).to_be_hidden()
    field.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("TMS near Chicago, IL")
