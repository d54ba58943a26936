"""A passkey: added to an account, and then enough to sign in with.

The browser's own virtual authenticator stands for the finger on the sensor. Passkeys belong to a host name,
not to an address of four numbers, so this journey goes to `localhost`.
"""

import re

from playwright.sync_api import Browser, Page, expect

from tests.staff_journeys.conftest import Sites
from tests.staff_journeys.prepare import PASSWORD


def test_a_passkey_is_added_and_signs_in_without_a_password(browser: Browser, sites: Sites):
    site = sites.staff.replace("127.0.0.1", "localhost")
    with browser.new_context(base_url=site) as context:
        page = context.new_page()
        put_in_authenticator(page)
        sign_in(page)
        add_passkey(page)

        page.get_by_role("button", name="Sign out").click()
        expect(page).to_have_url(f"{site}/")
        page.goto("/accounts/login/")
        page.get_by_role("button", name="Sign in with a passkey").click()
        expect(page).to_have_url(re.compile("/staff/"))


def put_in_authenticator(page: Page) -> None:
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def sign_in(page: Page) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill("staff@example.com")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page).to_have_url(re.compile("/staff/"))


def add_passkey(page: Page) -> None:
    page.goto("/accounts/2fa/webauthn/add/")
    page.get_by_label("Password").fill(PASSWORD)  # once more: this changes the safety of the account
    page.get_by_role("button", name="Confirm").click()
    page.get_by_label("Name").fill("My phone")
    page.get_by_label("Passwordless").check()
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_text("My phone").or_(page.get_by_text("recovery codes")).first).to_be_visible()
