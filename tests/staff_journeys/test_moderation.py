"""Moderating by keyboard alone: publish, decline, reply, appeal; and the pages for axe, on a phone."""

import json
import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys import served
from tests.staff_journeys.conftest import Sites, let_ten_minutes_pass
from tests.staff_journeys.test_claims_and_teams import expect_clean, sign_in

PAGES = [
    "queue",
    "log",
    "review",
    "approved review",
    "review with a code that came twice",
    "decided appeal",
    "one report",
    "one notice",
    "one reply",
    "one appeal",
    "policy",
    "ledger",
    "report a review",
    "send a notice",
]


@pytest.fixture(scope="module")
def made(sites: Sites, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    settings = served.environment(sites.database_url, tmp_path_factory.mktemp("static"))
    return json.loads(served.prepare("tests.staff_journeys.moderation_people", settings))


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def press_button(page: Page, name: str) -> None:
    """As somebody without a mouse: from field to field until the button has the focus, then Enter."""
    button = page.get_by_role("button", name=name)
    expect(button).to_be_visible()
    for _ in range(60):
        if button.evaluate("element => element === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(button).to_be_focused()
    page.keyboard.press("Enter")


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_it_fits_a_phone(page: Page, made: dict[str, str], base_url: str, name: str):
    sign_in(page, made, "moderator", base_url)
    assert page.goto(made[name]).status == 200
    expect_clean(page)


def test_moderate_by_keyboard_only_publish_reply_and_appeal(
    page: Page, browser: Browser, made: dict[str, str], sites: Sites, base_url: str
):
    sign_in(page, made, "moderator", base_url)
    page.goto(made["review"])
    expect(page.get_by_text("Looks like a phone number: 312-555-0123")).to_be_visible()
    expect(page.get_by_role("heading", name="Reasons to decline")).to_be_visible()
    press(page, "a")
    expect(page.get_by_text("is approved. It becomes public at")).to_be_visible()
    expect(page).to_have_url(re.compile(rf"/moderation/reviews/{made['declined']}/$"))
    press(page, "u")
    expect(page.get_by_text("is taken back. Nothing was public.")).to_be_visible()
    expect(page).to_have_url(re.compile(rf"{made['review']}$"))
    press(page, "a")
    expect(page).to_have_url(re.compile(rf"/moderation/reviews/{made['declined']}/$"))
    press(page, "d", "5", "Enter")
    expect(page.get_by_text("is declined: Suspected fake")).to_be_visible()
    let_ten_minutes_pass(sites)
    with browser.new_context(base_url=base_url) as context:
        reply(context.new_page(), made, base_url)
    with browser.new_context(base_url=base_url) as context:
        appeal(context.new_page(), sites)
    with browser.new_context(base_url=base_url) as context:
        decide(context.new_page(), made, base_url)
    page.goto(made["reviews"])
    expect(page.get_by_text("All went well.")).to_be_visible()
    expect(page.get_by_text("Everybody on our team reads")).to_be_visible()
    expect(page.get_by_text("They never called me back")).to_be_visible()


def reply(page: Page, made: dict[str, str], base_url: str) -> None:
    sign_in(page, made, "owner", base_url)
    page.goto(made["reply"])
    page.get_by_label("Thank you for taking the time to write.").focus()
    press(page, "Space", "Enter")
    expect(page.get_by_role("status").first).to_be_visible()


def appeal(page: Page, sites: Sites) -> None:
    mail = sites.mail_to("ben@example.com", "Your review of Birch TMS was not published")
    assert "Suspected fake" in mail
    page.goto(re.search(r"https?://[^/\s]+(/reviews/appeal/\S+)", mail)[1])
    page.get_by_label("Why is the decision wrong?").focus()
    page.keyboard.type("I was there in March.")
    press_button(page, "Send the appeal")
    expect(page.get_by_role("heading", level=1)).to_contain_text("We have your appeal")


def decide(page: Page, made: dict[str, str], base_url: str) -> None:
    """The other moderator grants the appeal and publishes the reply."""
    sign_in(page, made, "other", base_url)
    page.goto(made["appeals"])
    page.get_by_role("heading", name="Birch TMS").get_by_role("link").focus()
    press(page, "Enter")
    expect(page.get_by_role("heading", name="Keys")).to_be_visible()
    press(page, "g")
    expect(page.get_by_label("What to tell the author")).to_be_focused()
    press_button(page, "Grant the appeal and publish")
    expect(page.get_by_text("The appeal is granted")).to_be_visible()
    page.goto(made["replies"])
    page.get_by_role("heading", name="Birch TMS").get_by_role("link").focus()
    press(page, "Enter")
    expect(page.get_by_role("heading", name="Keys")).to_be_visible()
    press(page, "a")
    expect(page.get_by_role("button", name="Publish the reply")).to_be_focused()
    press(page, "Enter")
    expect(page.get_by_text("The reply is published")).to_be_visible()


def test_the_keys_can_be_turned_off_and_stay_off(page: Page, made: dict[str, str], base_url: str):
    sign_in(page, made, "moderator", base_url)
    page.goto(made["third"])
    page.get_by_role("button", name="Turn the keys off").click()
    press(page, "d")
    expect(page.get_by_role("button", name="Decline", exact=True)).to_be_hidden()
    page.reload()
    page.get_by_role("button", name="Turn the keys on").click()
    press(page, "d")
    expect(page.get_by_role("radio", name="Personal data of somebody").first).to_be_focused()


def test_publish_decline_and_reply_without_javascript(
    browser: Browser, made: dict[str, str], sites: Sites, base_url: str
):
    with browser.new_context(base_url=base_url, java_script_enabled=False) as context:
        page = context.new_page()
        sign_in(page, made, "moderator", base_url)
        page.goto(made["fourth"])
        page.get_by_role("button", name="Approve").click()
        expect(page.get_by_text("is approved. It becomes public at")).to_be_visible()
        page.goto(made["queue"])
        # Others that were approved may wait in the queue too.
        page.get_by_role(
            "button", name=f"Take back review {made['fourth'].rstrip('/').rpartition('/')[2]}"
        ).click()
        expect(page.get_by_text("is taken back. Nothing was public.")).to_be_visible()
        page.goto(made["fourth"])
        page.get_by_role("button", name="Approve").click()
        let_ten_minutes_pass(sites)
        page.goto(made["fifth"])
        page.get_by_text("Decline, with a reason").click()
        page.get_by_role("radio", name="Suspected fake").check()
        page.get_by_role("button", name="Decline").click()
        expect(page.get_by_text("is declined: Suspected fake")).to_be_visible()
    with browser.new_context(base_url=base_url, java_script_enabled=False) as context:
        page = context.new_page()
        sign_in(page, made, "owner", base_url)
        page.goto(made["fourth-reply"])
        page.get_by_label("Thank you for taking the time to write.").check()
        page.get_by_role("button", name=re.compile("Send|Reply")).first.click()
        expect(page.get_by_role("status").first).to_be_visible()
