"""The page of a location."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.cast import (
    ELM_STREET_ID,
    FORMER,
    FORMER_ID,
    LAKEVIEW,
    LAKEVIEW_ID,
    LAKEVIEW_PHONE,
    QUIET_STREET_ID,
)

LAKEVIEW_PATH = f"/providers/{LAKEVIEW_ID}-lakeview-tms-and-therapy-chicago/"


def section(page: Page, name: str):
    return page.get_by_role("region", name=name)


def test_the_links_to_get_in_touch(page: Page):
    page.goto(LAKEVIEW_PATH)
    head = page.locator(".location-head")
    expect(head.get_by_role("link", name="Call")).to_have_attribute("href", f"tel:{LAKEVIEW_PHONE}")
    expect(head.get_by_role("link", name="Website")).to_have_attribute(
        "href", "https://lakeview.example.com/"
    )
    directions = head.get_by_role("link", name="Directions")
    expect(directions).to_have_attribute(
        "href", re.compile(r"^https://www\.openstreetmap\.org/directions\?route=")
    )
    # The watch has seen that showing them asks nobody for anything; following them tells nobody where from.
    for name in ("Website", "Directions"):
        expect(head.get_by_role("link", name=name)).to_have_attribute("rel", re.compile("noreferrer"))


def test_open_now_is_said_in_the_time_of_the_place(page: Page):
    page.goto(LAKEVIEW_PATH)
    contact = section(page, "Contact and hours")
    expect(contact.get_by_text("Central time").first).to_have_text(
        re.compile(r"^(Open now until|Closed now\. Opens) .+ \(Central time\)$")
    )
    hours = contact.get_by_role("table", name="Opening hours, Central time")
    expect(hours.get_by_role("rowheader")).to_have_count(7)
    expect(hours.get_by_text("(today)")).to_have_count(1)


def test_what_it_offers_and_how_well_that_is_known(page: Page):
    page.goto(LAKEVIEW_PATH)
    expect(section(page, "TMS together with therapy")).to_contain_text(
        "TMS first, ERP later the same day, on site, one shared plan."
    )
    expect(section(page, "What it treats")).to_contain_text("Off-label: not FDA-cleared for this")
    plan = section(page, "Insurance").get_by_role("row", name="Aetna")
    expect(plan).to_contain_text("In network")
    expect(plan).to_contain_text("Out of network")
    expect(section(page, "Clinicians")).to_contain_text("OCD therapist")
    expect(section(page, "How fresh this listing is")).to_contain_text("by the clinic")


def test_what_is_not_known_is_said_so(page: Page):
    page.goto(f"/providers/{QUIET_STREET_ID}/")
    for name in ("What it treats", "Insurance", "Clinicians", "Accessibility, languages, and paying"):
        expect(section(page, name)).to_contain_text("Not known")
    expect(section(page, "Contact and hours")).to_contain_text("Opening hours are not known.")


def test_an_approximate_point_is_said_to_be_one(page: Page):
    page.goto(f"/providers/{ELM_STREET_ID}/")
    expect(page.get_by_text("Distances are approximate: we have the point of the ZIP code")).to_be_visible()


def test_a_closed_place_says_so_and_offers_no_call(page: Page):
    page.goto(f"/providers/{FORMER_ID}/")
    expect(page.get_by_role("heading", level=1)).to_have_text(FORMER)
    expect(page.get_by_text("This place closed on Mar 31, 2026. It takes no patients.")).to_be_visible()
    expect(page.locator("main a[href^='tel:+']")).to_have_count(0)


@pytest.mark.parametrize("address", [f"/providers/{LAKEVIEW_ID}/", f"/providers/{LAKEVIEW_ID}-an-old-name/"])
def test_an_outdated_name_in_the_address_leads_to_the_right_one(page: Page, base_url: str, address: str):
    answer = page.goto(address)
    assert page.url == f"{base_url}{LAKEVIEW_PATH}"
    assert answer.request.redirected_from.response().status == 301


def test_breadcrumbs_lead_to_the_city(page: Page):
    page.goto(LAKEVIEW_PATH)
    page.get_by_role("navigation", name="Breadcrumbs").get_by_role("link", name="Chicago").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("TMS near Chicago, IL")
    page.get_by_role("navigation", name="Breadcrumbs").get_by_role("link", name="Illinois").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("TMS in Illinois")


def test_on_paper_there_is_what_one_needs_and_no_more(page: Page):
    page.goto(LAKEVIEW_PATH)
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="Breadcrumbs")).to_be_hidden()
    expect(page.locator("header form")).to_be_hidden()
    expect(page.locator(".site-nav")).to_be_hidden()
    expect(page.locator(".location-visit").get_by_text("(312) 555-0142")).to_be_visible()
    expect(page.get_by_role("heading", name=LAKEVIEW)).to_be_visible()
    expect(page.get_by_text("2500 North Clark Street, Suite 210")).to_be_visible()
