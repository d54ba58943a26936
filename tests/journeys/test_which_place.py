"""A name that many places have, a name with a typing error, and one that no place has."""

from playwright.sync_api import Page, expect

from tests.journeys.cast import SPRINGFIELD_ILLINOIS, SPRINGFIELD_MISSOURI, WITH_OCD
from tests.journeys.looking import cards, expect_names, facet, place_field, summary


def test_springfield_asks_which_one_and_shows_the_largest_already(page: Page):
    page.goto("/")
    place_field(page).fill("Springfield")
    page.get_by_role("button", name="Find providers").click()

    asked = page.get_by_role("region", name="Which Springfield do you mean?")
    links = asked.get_by_role("link")
    expect(links.first).to_have_attribute("aria-current", "true")
    for position, name in enumerate(["Springfield, MO", "Springfield, MA", "Springfield, IL"]):
        expect(links.nth(position)).to_have_text(name)
    expect_names(page, [SPRINGFIELD_MISSOURI])

    asked.get_by_role("link", name="Springfield, IL").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("TMS near Springfield, IL")
    expect(asked).to_have_count(0)
    expect_names(page, [SPRINGFIELD_ILLINOIS])


def test_choosing_a_springfield_keeps_the_filters(page: Page):
    page.goto("/providers/?near=springfield&condition=ptsd&radius=50")
    page.get_by_role("link", name="Springfield, IL").click()
    expect(summary(page)).to_have_text("1 place within 50 miles of Springfield, IL offering PTSD treatment.")


def test_a_misspelt_city_is_corrected_at_once_said_and_keeps_the_filters(page: Page):
    page.goto("/providers/?near=Chcago&condition=ocd")
    expect(page.get_by_role("heading", level=1)).to_have_text("TMS near Chicago, IL")
    expect(page.get_by_text("Showing Chicago, IL.")).to_be_visible()
    expect(page.get_by_role("link", name="Search for “Chcago” as a clinic’s name instead?")).to_be_visible()
    expect(summary(page)).to_contain_text("of Chicago, IL offering OCD treatment")
    expect(cards(page)).to_have_count(WITH_OCD)


def test_nonsense_keeps_every_filter_and_helps(page: Page):
    page.goto("/providers/?near=Zzyzxqwrt&condition=ocd&condition=mdd&accepting=1&program=erp&radius=50")
    expect(page.get_by_text("Check the spelling, or try a ZIP code or a larger town nearby.")).to_be_visible()
    for label in ("OCD", "Depression", "Taking new patients"):
        expect(page.get_by_role("checkbox", name=label, exact=True)).to_be_checked()
    expect(page.get_by_label("Within", exact=True)).to_have_value("50")

    place_field(page).fill("60614")
    page.get_by_role("button", name="Update").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("TMS near Chicago, IL 60614")
    for label in ("OCD", "Depression", "Taking new patients"):
        expect(facet(page, label).first).to_be_checked()
    assert "program=erp" in page.url


def test_nonsense_offers_the_whole_country(page: Page):
    page.goto("/providers/?near=Zzyzxqwrt&condition=tinnitus")
    page.get_by_role("link", name="Search the whole United States").click()
    expect_names(page, [SPRINGFIELD_MISSOURI])


def test_a_zip_code_for_po_boxes_says_that_distances_are_approximate(page: Page):
    page.goto("/providers/?near=60690")
    expect(page.get_by_text("ZIP 60690 is probably for PO boxes or a single building")).to_be_visible()
    expect(cards(page).first).to_be_visible()
