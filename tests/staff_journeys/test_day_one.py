"""Day one on an empty site: an operator names people, fills the site, and lets a clinic add itself.

After `createsuperuser`, everything happens in a browser. Clicks are counted and told, not limited: what a
step costs an operator should be seen when it changes.
"""

import re
import time
import urllib.request
from collections.abc import Callable, Iterator

import psycopg
import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.journeys import served
from tests.journeys.served import NewSite, Site
from tests.journeys.test_axe import expect_no_violations
from tests.staff_journeys.day_one_prepare import OPERATOR, PASSWORD
from tests.staff_journeys.second_step import set_up_codes

MANAGER = "manager@harbor-tms.example"
SECONDS_TO_WAIT = 15
PAGES = (
    *("/staff/", "/staff/people/", "/staff/people/log/", "/staff/people/invite/", "/staff/places/"),
    *("/staff/vocabulary/", "/staff/vocabulary/add/", "/staff/calls/", "/staff/new/"),
    *("/staff/practices/add/", "/add-a-clinic/", "/staff/people/1/", "/staff/vocabulary/1/"),
    *("/staff/calls/1/", "/staff/to-check/claims/1/", "/staff/places/?q=nothing"),
)


class Clicks:
    """Clicks elements and counts that."""

    def __init__(self) -> None:
        self.number = 0

    def __call__(self, element: Locator) -> None:
        element.click()
        self.number += 1


@pytest.fixture(scope="module")
def empty_site(new_site: NewSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    log = tmp_path_factory.mktemp("day_one") / "site.log"
    with served.new_database("day_one", copy_of=new_site.database_url) as database_url:
        settings = served.environment(database_url, new_site.static_root)
        served.prepare("tests.staff_journeys.day_one_prepare", settings)
        with served.serving(settings, log) as url:
            yield Site(url, database_url, new_site.static_root, log)


def test_an_operator_staffs_and_fills_an_empty_site_in_a_browser(
    browser: Browser, empty_site: Site, record_property: Callable[[str, object], None]
):
    clicks = Clicks()
    with browser.new_context(base_url=empty_site.url, viewport={"width": 360, "height": 800}) as context:
        context.set_default_timeout(1000 * SECONDS_TO_WAIT)
        expect.set_options(timeout=1000 * SECONDS_TO_WAIT)
        page = context.new_page()
        sign_in_for_the_first_time(page, clicks)
        name_a_moderator(page, clicks, empty_site)
        add_a_practice(page, clicks)
        wait_until_found(empty_site, "Lakeview TMS")
        with browser.new_context(base_url=empty_site.url) as clinic:
            clinic.set_default_timeout(1000 * SECONDS_TO_WAIT)
            add_itself(clinic, empty_site)
            approve_the_clinic(page, clinic, clicks)
        waited = wait_until_found(empty_site, "Harbor TMS")
        work_off_the_call_list(page, clicks)
        no_page_has_a_fault(page)
    record_property("says", f"day one of an operator took {clicks.number} clicks")
    record_property("says", f"an approved clinic was found {1000 * waited:.0f} ms after the click")


def sign_in_for_the_first_time(page: Page, clicks: Clicks) -> None:
    page.goto("/accounts/login/?next=/accounts/2fa/totp/activate/")
    page.get_by_label("Email").fill(OPERATOR)
    page.get_by_label("Password").fill(PASSWORD)
    clicks(page.get_by_role("button", name="Sign in", exact=True))
    page.wait_for_url(lambda address: "/login/" not in address)
    set_up_codes(page, PASSWORD)
    page.goto("/staff/")
    expect(page.get_by_role("link", name="People")).to_be_visible()


def name_a_moderator(page: Page, clicks: Clicks, site: Site) -> None:
    clicks(page.get_by_role("link", name="People", exact=True))
    clicks(page.get_by_role("link", name="Invite somebody"))
    page.get_by_label("Email address").fill("mo@example.com")
    page.get_by_label("Name").fill("Mo Moderator")
    clicks(page.get_by_label(re.compile("Moderator:")))
    clicks(page.get_by_role("button", name="Invite"))
    expect(page.get_by_text("mo@example.com gets a mail")).to_be_visible()
    assert "as moderator" in mail_to(site, "mo@example.com")


def add_a_practice(page: Page, clicks: Clicks) -> None:
    page.goto("/staff/places/")
    clicks(page.get_by_role("link", name="Add a practice"))
    describe(page, "Lakeview TMS", "(312) 555-0142", "100 West Grand Avenue")
    clicks(page.get_by_label(re.compile("I phoned them today")))
    clicks(page.get_by_role("button", name="Add this practice"))
    expect(page.get_by_text("Lakeview TMS is added.")).to_be_visible()


def describe(page: Page, name: str, phone: str, street: str) -> None:
    typed = {
        "name": name,
        "phone": phone,
        "practice_website": "https://harbor-tms.example/",
        "street": street,
        "city": "Chicago",
        "postal_code": "60614",
    }
    for field, text in typed.items():
        page.locator(f"#id_{field}").fill(text)
    page.locator("#id_state").select_option("IL")
    page.locator("[name=conditions][value=ocd]").check()


def add_itself(context: BrowserContext, site: Site) -> None:
    page = context.new_page()
    page.goto("/providers/?near=Anchorage, AK")
    page.get_by_role("link", name="Add it").click()
    describe(page, "Harbor TMS", "(312) 555-0177", "12 Harbor Street")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("one of these?")  # the same website
    page.get_by_role("link", name="None of these is ours").click()
    page.get_by_role("link", name="sign up").first.click()
    page.get_by_label("Email").fill(MANAGER)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign up").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Verify")
    page.goto(re.search(r"https?://\S+", mail_to(site, MANAGER))[0])
    page.get_by_role("button", name="Confirm").click()
    page.goto("/add-a-clinic/prove/")
    page.get_by_label("Your position there").fill("Office manager")
    page.get_by_label(re.compile("read out at the listed phone number")).check()
    page.get_by_role("button", name="Add this clinic").click()
    expect(page.get_by_label("The code")).to_be_visible()


def approve_the_clinic(page: Page, clinic: BrowserContext, clicks: Clicks) -> None:
    page.goto("/staff/to-check/claims/")
    clicks(page.get_by_role("link", name="Harbor TMS"))
    expect(page.get_by_text("This practice is new here.")).to_be_visible()
    expect(page.get_by_text("the same website")).to_be_visible()
    code = re.search(r"\b\d{4} \d{4}\b", page.locator(".claim-code").inner_text())[0]
    [theirs] = clinic.pages
    theirs.get_by_label("The code").fill(code)
    theirs.get_by_role("button", name="Check the code").click()
    expect(theirs.get_by_text("Thank you, the code was right.").first).to_be_visible()
    page.reload()
    clicks(page.get_by_role("button", name="Approve this claim"))
    expect(page.get_by_text("is an owner of Harbor TMS now")).to_be_visible()


def work_off_the_call_list(page: Page, clicks: Clicks) -> None:
    """A practice without confirmations is added; one call confirms everything, with one press."""
    page.goto("/staff/practices/add/")
    describe(page, "Elm Street Psychiatry", "(312) 555-0188", "7 Elm Street")
    clicks(page.get_by_role("button", name="Add this practice"))
    clicks(page.get_by_role("button", name="None of these: add it anyway"))
    expect(page.get_by_text("Elm Street Psychiatry is added.")).to_be_visible()
    page.goto("/staff/calls/")
    clicks(page.get_by_role("link", name="Start with the first"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Elm Street Psychiatry")
    clicks(page.get_by_role("button", name="Everything is right"))
    expect(page.get_by_text("Nobody has to be called now.")).to_be_visible()


def no_page_has_a_fault(page: Page) -> None:
    """axe finds nothing, and nothing is wider than a phone."""
    for address in PAGES:
        page.set_viewport_size({"width": 360, "height": 800})
        page.goto(address)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 360, f"{address} is {width} px wide"
        expect_no_violations(page)  # in both themes and at other widths


def mail_to(site: Site, address: str) -> str:
    """The newest mail to this address; the demo keeps what it would send."""
    with psycopg.connect(site.database_url) as connection:
        row = connection.execute(
            'SELECT text FROM mail_message WHERE "to" = %s ORDER BY id DESC LIMIT 1', [address]
        ).fetchone()
    assert row is not None, f"no mail to {address}"
    return row[0]


def wait_until_found(site: Site, name: str) -> float:
    """Seconds until a search finds the place."""
    asked = time.monotonic()
    address = f"{site.url}/api/v1/locations/?near=60614&condition=ocd"
    while True:
        with urllib.request.urlopen(address) as response:
            if name in response.read().decode():
                return time.monotonic() - asked
        assert time.monotonic() < asked + SECONDS_TO_WAIT, f"{name} was never found"
        time.sleep(0.02)
