"""Nothing matches: the page says what would."""

from geopy.distance import great_circle
from playwright.sync_api import Page, expect

from tests.journeys.cast import SPRINGFIELD_MISSOURI, SPRINGFIELDS, WITH_OCD, ZIP_60614
from tests.journeys.looking import cards, expect_names, summary


def test_the_nearest_match_and_how_far_it_is(page: Page):
    page.goto("/providers/?near=60614&condition=tinnitus")
    expect(summary(page)).to_have_text(
        "No places within 25 miles of Chicago, IL 60614 offering tinnitus treatment."
    )
    miles = great_circle(ZIP_60614, SPRINGFIELDS[SPRINGFIELD_MISSOURI][0]).miles
    expect(page.get_by_role("heading", name=f"The nearest match is {miles:.0f} miles away")).to_be_visible()
    expect(page.get_by_role("link", name=SPRINGFIELD_MISSOURI)).to_be_visible()

    page.get_by_role("link", name="Search at any distance").click()
    expect_names(page, [SPRINGFIELD_MISSOURI])
    expect(page.locator(".card-distance")).to_have_text(f"{miles:.0f} miles")


def test_dropping_a_filter_gives_what_its_count_promises(page: Page):
    page.goto("/providers/?near=60614&condition=ocd&condition=ptsd")
    drop = page.get_by_role("listitem").filter(has=page.get_by_role("link", name="Without “PTSD”"))
    expect(drop).to_contain_text(f"{WITH_OCD} places")
    drop.get_by_role("link").click()
    expect(summary(page)).to_contain_text(f"{WITH_OCD} places within 25 miles")
    expect(cards(page)).to_have_count(WITH_OCD)


def test_the_filters_stay_as_they_were(page: Page):
    page.goto("/providers/?near=60614&condition=tinnitus&accepting=1")
    expect(page.get_by_role("checkbox", name="Tinnitus")).to_be_checked()
    expect(page.get_by_role("checkbox", name="Taking new patients")).to_be_checked()
    page.get_by_role("checkbox", name="Tinnitus").uncheck()
    expect(cards(page).first).to_be_visible()
