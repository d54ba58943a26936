"""Writing a review in a browser: what is typed survives, the link in the mail confirms, and later deletes."""

from playwright.sync_api import Browser, Page, expect

from tests.journeys import served
from tests.journeys.cast import LAKEVIEW, QUIET_STREET_ID
from tests.journeys.served import Site
from tests.journeys.test_axe import expect_no_violations
from tests.journeys.watch import Watch

WRITE = f"/reviews/write/{QUIET_STREET_ID}/"
TEXT = "They called back the same day and explained every step before the first session began."


def fill_in(page: Page, email: str) -> None:
    page.get_by_label("I was or am a patient there").check()
    page.get_by_role("radio", name="TMS", exact=True).check()
    page.get_by_label("Month of your care").select_option("March")
    page.get_by_label("Year of your care").select_option("2026")
    page.get_by_role("group", name="Were you treated with respect?").get_by_label("Always").check()
    page.get_by_label("4 – good").check()
    page.get_by_label("In your own words").fill(TEXT)
    page.get_by_label("I am 18 or older").check()
    page.get_by_label("Your email address").fill(email)


def open_link_in_mail(page: Page, subject: str) -> None:
    """The demo shows its mails; the newest is first."""
    page.goto("/demo/mail/")
    page.get_by_role("link", name=subject).first.click()
    link = page.locator("a[href*='/reviews/']").first.get_attribute("href")
    page.goto(link)


def test_a_draft_survives_a_closed_tab_and_goes_when_it_is_sent(page: Page):
    page.goto(WRITE)
    fill_in(page, "draft@example.com")
    expect(page.get_by_text("Your draft is kept in this browser only.")).to_be_visible()
    page.close()
    again = page.context.new_page()
    again.goto(WRITE)
    expect(again.get_by_text("This is the draft that you began")).to_be_visible()
    expect(again.get_by_label("In your own words")).to_have_value(TEXT)
    expect(again.get_by_label("4 – good")).to_be_checked()
    expect(again.get_by_label("I am 18 or older")).not_to_be_checked()  # consent is given anew
    again.get_by_label("I am 18 or older").check()
    again.get_by_role("button", name="Send the review").click()
    expect(again.get_by_role("heading", level=1)).to_have_text("One more step: look into your mail")
    assert again.evaluate("localStorage.length") == 0


def test_the_draft_can_be_deleted(page: Page):
    page.goto(WRITE)
    page.get_by_label("In your own words").fill(TEXT)
    page.get_by_role("button", name="Delete the draft").click()
    expect(page.get_by_label("In your own words")).to_have_value("")
    assert page.evaluate("localStorage.length") == 0


def test_a_connection_that_is_lost_while_sending_loses_nothing(page: Page, watch: Watch):
    page.goto(WRITE)
    fill_in(page, "lost@example.com")
    expect(page.get_by_text("Your draft is kept in this browser only.")).to_be_visible()
    page.route("**/reviews/write/**", lambda route: route.abort("internetdisconnected"))
    watch.expect_message("Failed to load resource: net::ERR_INTERNET_DISCONNECTED")
    page.get_by_role("button", name="Send the review").click()
    page.wait_for_url("chrome-error://**")
    page.unroute("**/reviews/write/**")
    page.goto(WRITE)
    expect(page.get_by_label("In your own words")).to_have_value(TEXT)


def test_without_a_script_one_writes_confirms_edits_and_deletes(browser: Browser, site: Site):
    context = browser.new_context(base_url=site.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(WRITE)
    fill_in(page, "pat@example.com")
    page.get_by_label("In your own words").fill("Too short.")
    page.get_by_role("button", name="Send the review").click()
    page.get_by_role("link", name="In your own words").click()
    expect(page.get_by_label("In your own words")).to_have_value("Too short.")
    expect(page.get_by_label("4 – good")).to_be_checked()
    page.get_by_label("In your own words").fill(TEXT)
    page.get_by_role("button", name="Send the review").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("One more step: look into your mail")
    open_link_in_mail(page, "Please confirm your review")
    page.get_by_role("button", name="Confirm my review").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you. A moderator reads it next")
    page.get_by_role("link", name="edit or delete it").click()
    page.get_by_label("The email address that you wrote the review with").fill("pat@example.com")
    page.get_by_role("button", name="Send me a link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look into your mail")
    served.work(site)
    open_link_in_mail(page, "Your link to edit or delete")
    expect(page.get_by_label("In your own words")).to_have_value(TEXT)
    page.get_by_role("button", name="Delete my review").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your review is deleted")
    assert not context.cookies()
    context.close()


def test_axe_finds_nothing_in_a_form_with_errors_and_after_being_turned_away(page: Page, watch: Watch):
    watch.expect_status(400)
    page.goto(WRITE)
    page.get_by_role("button", name="Send the review").click()
    expect(page.get_by_role("heading", name="Please check what you entered")).to_be_visible()
    expect_no_violations(page)
    page.get_by_label("I work there, worked there, or own it").check()
    page.get_by_role("button", name="Send the review").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you for saying so")
    expect_no_violations(page)


def test_a_reader_finds_reviews_from_the_page_of_the_place(page: Page):
    page.goto("/providers/?near=60614")
    page.get_by_role("link", name=LAKEVIEW).first.click()
    page.get_by_role("link", name="Read and search all 12 reviews").click()
    page.get_by_label("Order").select_option("Lowest first")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("article").first).to_contain_text("1 of 5")
    page.get_by_role("button", name="This was helpful").first.click()
    expect(page.get_by_text("We have counted that this review was helpful.")).to_be_visible()
