"""A clinic from start to end: sign up, confirm, claim, be approved, edit, and appear in search."""

import re
import time
import urllib.request
from collections.abc import Callable

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser, Page, expect

from tests.staff_journeys.conftest import Sites
from tests.staff_journeys.prepare import ADMIN_SECRET, PASSWORD
from tests.staff_journeys.second_step import set_up_codes

MANAGER = "manager@harbor-tms.example"
SECONDS_TO_WAIT = 15


def test_a_clinic_claims_its_listing_and_its_edit_is_found_through_another_process(
    page: Page, browser: Browser, sites: Sites, record_property: Callable[[str, object], None]
):
    search = f"{sites.search}/api/v1/locations/?near=Chicago, IL&accepting=1".replace(" ", "%20")
    assert '"total":0' in read(search)

    sign_up_and_confirm(page, sites)
    claim(page, sites)
    approve(browser, sites)
    set_up_the_second_step(page)
    say_that_new_patients_are_welcome(page)

    saved = time.monotonic()
    while '"total":1' not in read(search):
        assert time.monotonic() < saved + SECONDS_TO_WAIT, "the edit never reached the other process"
        time.sleep(0.02)
    waited = 1000 * (time.monotonic() - saved)
    record_property("says", f"an edit was found by another process {waited:.0f} ms after it was saved")


def sign_up_and_confirm(page: Page, sites: Sites) -> None:
    page.goto("/providers/?near=Chicago, IL")
    page.get_by_role("link", name="Harbor TMS").first.click()
    page.get_by_role("link", name="Is this your practice?").click()
    page.get_by_role("link", name="sign up").click()
    page.get_by_label("Email").fill(MANAGER)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign Up").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Verify")
    page.goto(link_in(sites.mail_to(MANAGER, "Confirm your address")))
    page.get_by_role("button", name="Confirm").click()


def claim(page: Page, sites: Sites) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text("Harbor TMS your practice?")
    page.get_by_label("Your position there").fill("Office manager")
    page.get_by_label(re.compile("A code sent to an address")).check()
    page.get_by_label("Your address there").fill(MANAGER)
    page.get_by_role("button", name="Claim this practice").click()
    expect(page.get_by_label("The code")).to_be_visible()
    code = re.search(r"\b\d{4} ?\d{4}\b", sites.mail_to(MANAGER, "The code"))[0]
    page.get_by_label("The code").fill(code)
    page.get_by_role("button", name="Check the code").click()
    expect(page.get_by_text("Proven").first).to_be_visible()


def approve(browser: Browser, sites: Sites) -> None:
    with browser.new_context(base_url=sites.staff) as context:
        page = context.new_page()
        sign_in(page, "admin@example.com")
        expect(page).to_have_url(re.compile("/2fa/"))
        page.get_by_label("Authenticator code").or_(page.get_by_label("Code")).first.fill(
            format_hotp_value(hotp_value(ADMIN_SECRET, int(time.time()) // 30))
        )
        page.get_by_role("button", name="Sign In").click()
        expect(page).to_have_url(re.compile("/staff/"))
        page.goto("/staff/to-check/claims/")
        page.get_by_role("link", name=re.compile("Harbor TMS")).first.click()
        page.get_by_role("button", name=re.compile("Approve")).click()
        expect(page.get_by_text("Approved").first).to_be_visible()


def set_up_the_second_step(page: Page) -> None:
    """Whoever may publish needs one: the first page for staff asks for it."""
    page.goto("/staff/")
    expect(page).to_have_url(re.compile("/accounts/second-step/"))
    page.goto("/accounts/2fa/totp/activate/")
    set_up_codes(page, PASSWORD)


def say_that_new_patients_are_welcome(page: Page) -> None:
    page.goto("/staff/")
    page.get_by_role("link", name="Complete it").first.click()
    page.get_by_role("link", name="New patients and ages", exact=True).first.click()
    page.get_by_label("Yes", exact=True).first.check()
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.get_by_role("status").first).to_be_visible()


def sign_in(page: Page, address: str) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill(address)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def link_in(mail: str) -> str:
    return re.search(r"https?://\S+", mail)[0]


def read(address: str) -> str:
    with urllib.request.urlopen(address) as response:
        return response.read().decode().replace(" ", "")
