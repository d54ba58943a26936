"""Setting up the second step of signing in, as people do it in the browser."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page


def set_up_codes(page: Page, password: str) -> None:
    """On the page that sets up an app for codes: read its secret, and type the code of this moment."""
    secret_or_password = page.locator("#authenticator_secret, input[type=password]")
    secret_or_password.first.wait_for()
    if page.locator("input[type=password]").count():  # what protects the account asks for it once more
        page.get_by_label("Password").fill(password)
        page.get_by_label("Password").press("Enter")
    secret = page.locator("#authenticator_secret").input_value()
    page.locator("input[name=code]").fill(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
    page.locator("input[name=code]").press("Enter")
    page.wait_for_url(lambda address: "activate" not in address)
