"""History, changes that wait and spreadsheets in a browser, on a phone in dark and at a desk in light.

What they write changes listings, so they are served from the test's own database, with real
transactions: so the order of history is that of the clock.
"""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from listings.editor.saving import save_section
from listings.models import HeldChange
from providers.listing.values import read_section
from providers.models import Location
from tests.cast import make_user
from tests.jobs import run_worker
from tests.journeys.conftest import PHONE
from tests.journeys.test_axe import expect_no_violations
from tests.listings.editor.listing import full_location, old_hand
from tests.listings.spreadsheet.sheet import as_file, rows_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("vocabulary")]
DESK = {"width": 1280, "height": 900}


@pytest.fixture
def location(live_server) -> Location:
    return full_location()


def expect_fits_and_is_accessible(page: Page) -> None:
    expect_no_violations(page)
    for viewport in (PHONE, DESK):
        page.set_viewport_size(viewport)
        assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"]


def test_a_change_is_found_in_history_and_taken_back(page_of, location):
    editor = old_hand(location)
    for about in ("First words", "Second words"):
        save_section(location=location, section="about", values={"about": about}, user=editor)
    page = page_of(editor)
    page.goto(f"/staff/locations/{location.pk}/history/")
    expect(page.locator(".save").first).to_contain_text("Second words")
    expect_fits_and_is_accessible(page)
    page.locator(".save").nth(1).get_by_role("link", name="Take this back").click()
    expect(page.get_by_role("heading", name="Changed again since")).to_be_visible()
    expect_fits_and_is_accessible(page)
    page.get_by_label("Overwrite these later changes").check()
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_role("status")).to_contain_text("Taken back.")
    expect(page.locator(".save").first).to_contain_text("Took back the change of")
    assert read_section(location.pk, "about")["about"] == "A quiet house by the lake."


def test_a_suspicious_change_waits_until_an_admin_applies_it(page_of, location):
    editor = old_hand(location)
    values = {"phone": "+13125550199", "website": "https://example.net/"}
    save_section(location=location, section="contact", values=values, user=editor)
    team = page_of(editor)
    team.goto(f"/staff/locations/{location.pk}/waiting/")
    expect(team.get_by_role("main")).to_contain_text("change in one go")
    expect_fits_and_is_accessible(team)
    page = page_of(make_user(is_superuser=True, second_factor=True))
    page.goto("/staff/to-check/changes/")
    expect_fits_and_is_accessible(page)
    page.locator(".row a").click()
    expect_fits_and_is_accessible(page)
    page.get_by_label("Make the change public").check()
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_role("status")).to_contain_text("The change is public.")
    assert read_section(location.pk, "contact")["phone"] == "+13125550199"
    assert HeldChange.objects.get().state == "applied"


def test_a_spreadsheet_is_checked_previewed_and_applied(page_of, location, tmp_path: Path):
    page = page_of(old_hand(location))
    page.goto(f"/staff/practices/{location.practice_id}/spreadsheet/")
    expect_fits_and_is_accessible(page)
    [row] = rows_of(location.practice)
    file = tmp_path / "locations.csv"
    for about, languages in (("From the file", "en; vi"), ("From the file", "en; es")):
        file.write_bytes(as_file([row | {"About": about, "Languages": languages}]))
        page.get_by_label("CSV file").set_input_files(file)
        page.get_by_role("button", name="Check the file").click()
        expect(page.get_by_role("heading", name="What the spreadsheet changes")).to_be_visible()
        if languages == "en; vi":
            expect_fits_and_is_accessible(page)
            page.get_by_role("link", name="Apply nothing").click()
    page.get_by_role("button", name="Apply all of this").click()
    expect(page.get_by_role("progressbar", name="Applying.")).to_be_visible()
    expect_fits_and_is_accessible(page)
    run_worker()
    expect(page.get_by_role("status")).to_contain_text("Applied: 1 location changed.")
    assert read_section(location.pk, "about")["about"] == "From the file"
    assert read_section(location.pk, "access")["language"] == ["en", "es"]
