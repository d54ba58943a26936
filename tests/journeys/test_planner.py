"""The planner, the pages of terms and the glossary in a browser: without scripts, on a phone, and by axe."""

import re
from pathlib import Path

import pytest
from icalendar import Calendar
from playwright.sync_api import Page, expect

from tests.journeys.cast import LAKEVIEW, LAKEVIEW_ID
from tests.journeys.test_axe import expect_no_violations
from tests.journeys.test_small_screen import SMALL_TARGETS, TOO_WIDE
from tests.journeys.watch import Watch

PAGES = {
    "a condition": "/conditions/ocd/",
    "a list": "/conditions/",
    "the planner": f"/planner/?provider={LAKEVIEW_ID}&therapy=erp&protocol=itbs-left",
    "the glossary": "/glossary/",
}
ON_A_PHONE = {"width": 320, "height": 640}


def ask_for_a_plan(page: Page) -> None:
    """From the page of a provider to a plan of theta burst with ERP there."""
    page.goto(f"/providers/{LAKEVIEW_ID}/")
    page.get_by_role("link", name="Plan a course here").click()
    expect(page.get_by_role("checkbox", name=f"Plan it for {LAKEVIEW}")).to_be_checked()
    page.get_by_label("Which TMS protocol?").select_option("Theta burst")
    page.get_by_label("Which therapy?").select_option("erp")
    page.get_by_label("Your ZIP code or town").fill("60614")
    page.get_by_role("button", name="Show the plan").click()


def expect_the_plan(page: Page) -> None:
    expect(page.locator(".plan-title")).to_have_text(f"Theta burst with ERP at {LAKEVIEW}")
    expect(page.locator(".plan-appointment.plan-tms")).to_have_count(36)
    expect(page.locator(".plan-facts")).to_contain_text("0.5 miles each way, 36.0 miles in all")


def expect_to_fit(page: Page) -> None:
    page.set_viewport_size(ON_A_PHONE)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= ON_A_PHONE["width"]
    assert page.evaluate(TOO_WIDE) + page.evaluate(SMALL_TARGETS) == []


def test_from_a_provider_to_a_plan_and_its_calendar_file(page: Page, tmp_path: Path):
    ask_for_a_plan(page)
    expect_the_plan(page)
    expect(page.get_by_role("heading", name="Your plan")).to_be_focused()
    assert page.url.endswith("/planner/")  # what was asked is not in the address
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Download the calendar file").click()
    file = tmp_path / "tms.ics"
    downloading.value.save_as(file)
    calendar = Calendar.from_ical(file.read_bytes())
    assert str(calendar.walk("VTIMEZONE")[0]["tzid"]) == "America/Chicago"
    assert len([event for event in calendar.walk("VEVENT") if "TMS visit" in event["summary"]]) == 36
    expect_no_violations(page)
    expect_to_fit(page)


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_the_plan_needs_no_script(page: Page):
    ask_for_a_plan(page)
    expect_the_plan(page)
    expect(page.get_by_role("button", name="Print")).to_be_hidden()


def test_fields_of_therapy_are_asked_only_where_there_is_therapy(page: Page):
    page.goto("/planner/")
    expect(page.get_by_label("When does therapy take place?")).to_be_hidden()
    page.get_by_label("Which therapy?").select_option("cbt")
    expect(page.get_by_label("When does therapy take place?")).to_be_visible()
    # Without a provider the browser's own time zone is chosen.
    expect(page.get_by_label("Time zone")).to_have_value("America/Chicago")


def test_what_is_wrong_is_summed_up_with_links_to_the_fields(page: Page):
    page.goto("/planner/")
    page.get_by_label("Your ZIP code or town").fill("Zzyzxqwrt")
    page.get_by_role("button", name="Show the plan").click()
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect_no_violations(page)
    expect_to_fit(page)
    summary.get_by_role("link", name="Your ZIP code or town").click()
    expect(page.get_by_label("Your ZIP code or town")).to_be_focused()
    expect(page.get_by_label("Your ZIP code or town")).to_have_value("Zzyzxqwrt")


def test_from_a_condition_to_places_near_me(page: Page):
    page.goto("/conditions/ocd/")
    form = page.get_by_role("search", name="Find TMS for OCD near you")
    expect(form).to_contain_text(re.compile(r"Right now \d+ places in the United States match\."))
    form.get_by_role("combobox").fill("60614")
    form.get_by_role("button", name="Find providers").click()
    expect(page.locator("[data-summary]")).to_contain_text("offering OCD treatment")
    assert "condition=ocd" in page.url


@pytest.mark.parametrize("name", PAGES)
def test_pages_have_no_flaw_that_axe_finds_and_fit_a_phone(page: Page, name: str):
    page.goto(PAGES[name])
    expect_no_violations(page)
    expect_to_fit(page)


def test_a_term_that_there_is_not_offers_those_that_there_are(page: Page, watch: Watch):
    watch.expect_status(404)
    page.goto("/conditions/depresion/")
    expect_no_violations(page)
    expect_to_fit(page)
    page.get_by_role("link", name="Depression", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Depression")


def test_a_checklist_says_how_much_is_ticked_and_keeps_nothing(page: Page):
    page.goto("/guides/is-tms-safe-for-me/")
    checklist = page.get_by_role("region", name="Points to talk about")
    checklist.get_by_role("checkbox", name="I am pregnant").check()
    checklist.get_by_role("checkbox", name="I have had a seizure").check()
    status = checklist.get_by_role("status")
    expect(status).to_have_text("You ticked 2: tell the clinic before the first visit.")
    checklist.get_by_role("checkbox", name="hurting myself").check()
    expect(status).to_contain_text("One of them is for today: help is named on this page.")
    expect_no_violations(page)
    page.reload()
    expect(checklist.get_by_role("checkbox", checked=True)).to_have_count(0)
    kept = page.evaluate("[localStorage.length, sessionStorage.length]")
    assert kept == [0, 0]


def test_a_checklist_of_questions_says_how_many_are_left(page: Page):
    page.goto("/guides/what-tms-costs/")
    checklist = page.locator("[data-checklist]")
    checklist.get_by_role("checkbox").first.check()
    expect(checklist.get_by_role("status")).to_have_text(
        re.compile(r"You ticked 1 of \d+: \d+ left to ask\.")
    )
