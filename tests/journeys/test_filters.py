"""Filters: what they promise, how they come and go, and that the address is the state of the page."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.cast import LAKEVIEW, UNCONFIRMED, WITH_OCD, WITHIN_25_MILES
from tests.journeys.looking import (
    NEAR_60614,
    SUMMARY_NEAR_60614,
    another_page,
    cards,
    count_of,
    eventually,
    expect_names,
    expect_summary,
    facet,
    names,
)
from tests.journeys.watch import Watch

SUMMARY_WITH_OCD = (
    f"{WITH_OCD} places within 25 miles of Chicago, IL 60614 offering OCD treatment, nearest first."
)


@pytest.fixture
def results(page: Page) -> Page:
    page.goto(NEAR_60614)
    page.evaluate("window.isTheSamePage = true")
    return page


def test_filter_open_back_is_the_same_list(results: Page):
    facet(results, "OCD").check()
    expect_summary(results, SUMMARY_WITH_OCD)
    address, listed = results.url, names(results)
    cards(results).nth(6).scroll_into_view_if_needed()
    scrolled = results.evaluate("scrollY")
    cards(results).nth(6).click()
    expect(results.get_by_role("heading", level=1)).to_have_text(listed[6])

    results.go_back()
    expect_summary(results, SUMMARY_WITH_OCD)
    expect_names(results, listed)
    assert results.url == address
    expect(facet(results, "OCD")).to_be_checked()
    eventually(results, lambda: abs(results.evaluate("scrollY") - scrolled) < 50)


def test_a_filter_applies_itself_within_the_page(results: Page):
    facet(results, "OCD").check()
    expect_summary(results, SUMMARY_WITH_OCD)
    assert results.evaluate("window.isTheSamePage")
    assert results.url.endswith("/providers/?near=60614&condition=ocd")
    expect(facet(results, "OCD")).to_be_focused()
    # A screen reader hears it from a live region that was there before.
    expect(results.locator("#announcer[role=status]")).to_have_text(SUMMARY_WITH_OCD)


def test_two_filters_in_quick_succession_both_count(results: Page, watch: Watch):
    for event in ("htmx:sendAbort", "htmx:afterRequest"):  # htmx notes that it gave up the first request
        watch.expect_message(event)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    results.route("**/providers/?near=60614&condition=ocd", hold)
    facet(results, "OCD").check()
    eventually(results, lambda: bool(held))
    facet(results, "Taking new patients").check()
    expect_summary(results, SUMMARY_WITH_OCD.replace("treatment,", "treatment, taking new patients,"))
    expect(facet(results, "OCD")).to_be_checked()
    held[0].abort()


def test_a_filter_that_is_ticked_before_the_scripts_are_there_is_applied(page: Page):
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/js/results*.js", hold)
    page.goto(NEAR_60614, wait_until="commit")
    facet(page, "OCD").check()
    eventually(page, lambda: bool(held))
    with page.expect_response("**/providers/?near=60614&condition=ocd"):
        held[0].continue_()
    expect_summary(page, SUMMARY_WITH_OCD)
    expect(facet(page, "OCD")).to_be_checked()
    page.go_back()
    expect_summary(page, SUMMARY_NEAR_60614)
    expect(facet(page, "OCD")).not_to_be_checked()


def test_back_to_a_search_whose_filter_was_ticked_shows_it_without(results: Page):
    facet(results, "OCD").check()
    expect_summary(results, SUMMARY_WITH_OCD)
    with another_page(results):
        cards(results).first.click()
    with another_page(results):
        results.go_back()
    expect_summary(results, SUMMARY_WITH_OCD)
    with another_page(results):
        results.go_back()
    expect_summary(results, SUMMARY_NEAR_60614)
    expect(facet(results, "OCD")).not_to_be_checked()


def test_reloading_or_sharing_the_address_gives_the_same_page(results: Page):
    facet(results, "OCD").check()
    expect_summary(results, SUMMARY_WITH_OCD)
    facet(results, "Taking new patients").check()
    expect(results.get_by_role("navigation", name="Filters in force").get_by_role("link")).to_have_count(3)
    listed, heard = names(results), results.locator("[data-summary]").inner_text()
    results.reload()
    assert names(results) == listed
    expect_summary(results, heard)
    expect(facet(results, "OCD")).to_be_checked()


def test_a_filter_gives_what_its_count_promises(results: Page):
    promised = count_of(results, "OCD")
    assert promised == WITH_OCD
    facet(results, "OCD").check()
    expect_summary(results, SUMMARY_WITH_OCD)
    assert len(names(results)) == promised
    assert count_of(results, "Taking new patients") == WITH_OCD


def test_back_and_forward_lead_through_the_filters(results: Page):
    facet(results, "OCD").check()
    expect_summary(results, SUMMARY_WITH_OCD)
    results.locator("summary", has_text="Insurance").click()
    facet(results, "Aetna").check()
    expect(cards(results)).to_have_count(1)
    assert names(results) == [LAKEVIEW]

    results.go_back()
    expect_summary(results, SUMMARY_WITH_OCD)
    expect(facet(results, "OCD")).to_be_checked()
    results.go_back()
    expect_summary(results, SUMMARY_NEAR_60614)
    expect(facet(results, "OCD")).not_to_be_checked()
    results.go_forward()
    expect_summary(results, SUMMARY_WITH_OCD)
    expect(facet(results, "OCD")).to_be_checked()


def test_groups_stay_open_or_closed_as_one_left_them(results: Page):
    insurance = results.locator("details", has=results.locator("summary", has_text="Insurance"))
    conditions = results.locator("#facet-condition")
    insurance.locator("summary").click()
    conditions.locator("> summary").click()
    facet(results, "Taking new patients").check()
    expect(results.get_by_role("link", name="Remove: Taking new patients")).to_be_visible()
    expect(insurance).to_have_attribute("open", "")
    expect(conditions).not_to_have_attribute("open", "")


def test_filters_in_force_are_removed_one_by_one_or_all_at_once(page: Page):
    page.goto(f"{NEAR_60614}&condition=ocd&condition=mdd&accepting=1")
    in_force = page.get_by_role("navigation", name="Filters in force")
    assert in_force.get_by_role("link").all_inner_texts()[-1] == "Clear all"

    in_force.get_by_role("link", name="Remove: Taking new patients").click()
    expect(in_force.get_by_role("link", name="Remove: Taking new patients")).to_have_count(0)
    expect(facet(page, "Taking new patients")).not_to_be_checked()
    expect(facet(page, "OCD")).to_be_checked()
    assert "accepting" not in page.url

    in_force.get_by_role("link", name="Clear all").click()
    expect_summary(page, SUMMARY_NEAR_60614)
    expect(in_force).to_have_count(0)
    assert page.url.endswith(NEAR_60614)


def test_pages_follow_one_another_without_losing_or_repeating_a_place(page: Page):
    page.goto(NEAR_60614)
    first = names(page)
    expect(page.locator("head link[rel=next]")).to_have_attribute("href", f"{NEAR_60614}&page=2")
    page.get_by_role("link", name="Next page").click()
    expect(page.get_by_text("Page 2 of 2")).to_be_visible()
    expect(cards(page)).to_have_count(WITHIN_25_MILES - len(first))
    second = names(page)
    assert len({*first, *second}) == len(first) + len(second) == WITHIN_25_MILES
    expect(page.locator("ol.cards")).to_have_attribute("start", "21")

    page.get_by_role("link", name="Previous page").click()
    expect(page.get_by_text("Page 1 of 2")).to_be_visible()
    expect_names(page, first)


def test_another_order(results: Page):
    results.get_by_role("link", name="Most recently confirmed").click()
    expect_summary(results, SUMMARY_NEAR_60614.replace("nearest first", "most recently confirmed first"))
    expect(results.get_by_role("link", name="Most recently confirmed")).to_have_attribute(
        "aria-current", "true"
    )
    assert results.url.endswith(f"{NEAR_60614}&sort=fresh")
    # A filter keeps the order.
    facet(results, "OCD").check()
    expect_summary(results, SUMMARY_WITH_OCD.replace("nearest first", "most recently confirmed first"))


def test_a_larger_radius(results: Page):
    results.get_by_label("Within", exact=True).select_option("50 miles")
    results.get_by_role("button", name="Update").click()
    expect_summary(
        results, f"{WITHIN_25_MILES + 1} places within 50 miles of Chicago, IL 60614, nearest first."
    )


def test_unconfirmed_places_are_counted_and_can_be_included(results: Page):
    expect(
        results.get_by_text(f"{UNCONFIRMED} more places match but were not confirmed for 120 days.")
    ).to_be_visible()
    assert count_of(results, "Include places not confirmed") == WITHIN_25_MILES + UNCONFIRMED
    results.get_by_role("link", name="Include them").click()
    expect_summary(
        results,
        f"{WITHIN_25_MILES + UNCONFIRMED} places within 25 miles of Chicago, IL 60614 "
        "including those not confirmed for 120 days, nearest first.",
    )
    silent = results.locator(".card", has=results.get_by_role("link", name="Long Silence TMS 1"))
    expect(silent).to_contain_text("not confirmed for 4 months")


def test_a_name_with_a_typing_error(results: Page):
    results.get_by_label("Name of a practice or clinician").fill("lakevew")
    results.get_by_label("Name of a practice or clinician").press("Enter")
    expect(cards(results)).to_have_count(1)
    assert names(results) == [LAKEVIEW]


@pytest.mark.browser_context_args(viewport={"width": 375, "height": 700})
def test_on_a_small_screen_filters_are_a_view_of_their_own(results: Page):
    expect(facet(results, "OCD")).to_be_hidden()
    results.get_by_role("link", name="Change").click()
    expect(cards(results).first).to_be_hidden()
    facet(results, "OCD").check()
    facet(results, "Taking new patients").check()
    results.get_by_role("button", name=f"Show {WITH_OCD} places").click()
    expect(cards(results).first).to_be_visible()
    expect(cards(results)).to_have_count(WITH_OCD)
    expect(results.get_by_role("link", name="2 filters")).to_be_visible()


@pytest.mark.browser_context_args(viewport={"width": 375, "height": 700})
def test_on_a_small_screen_the_counts_follow_what_is_ticked(results: Page):
    results.get_by_role("link", name="Change").click()
    facet(results, "OCD").check()
    expect(results.get_by_role("button", name=f"Show {WITH_OCD} places")).to_be_visible()
    facet(results, "OCD").uncheck()
    expect(results.get_by_role("button", name=f"Show {WITHIN_25_MILES} places")).to_be_visible()


def test_boxes_that_are_ticked_one_right_after_another_all_count(results: Page, watch: Watch):
    for event in ("htmx:sendAbort", "htmx:afterRequest"):  # as above
        watch.expect_message(event)
    results.evaluate(
        "for (const id of ['condition-ocd', 'accepting-1', 'fresh-1']) document.getElementById(id).click()"
    )
    expect(results.get_by_role("navigation", name="Filters in force").get_by_role("link")).to_have_count(4)
    for label in ("OCD", "Taking new patients", "Confirmed within 90 days"):
        expect(facet(results, label)).to_be_checked()


def test_a_search_leaves_nothing_in_the_browser(results: Page):
    facet(results, "OCD").check()
    expect_summary(results, SUMMARY_WITH_OCD)
    results.get_by_role("link", name="Clear all").click()
    expect_summary(results, SUMMARY_NEAR_60614)
    assert results.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]") == []
