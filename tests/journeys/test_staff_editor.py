"""The editor in a browser: what is typed is previewed, saved and public; the pin moves by keyboard.

What it writes changes listings, so it is served from the test's own database.
"""

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from listings.editor.photo_actions import add_photo
from listings.editor.pictures import read_picture
from providers.fields.sections import SECTIONS
from providers.listing.values import read_section
from tests.cast import make_user
from tests.journeys.test_axe import expect_no_violations
from tests.journeys.watch import Watch
from tests.listings.editor.listing import full_location, old_hand

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("vocabulary")]
PHONE = {"width": 360, "height": 780}
DESK = {"width": 1280, "height": 900}


@pytest.fixture
def location(live_server, settings, tmp_path):
    """A listing whose picture has its files."""
    settings.MEDIA_ROOT = tmp_path
    location = full_location()
    location.photos.all().delete()
    drawn = BytesIO()
    Image.radial_gradient("L").resize((800, 600)).convert("RGB").save(drawn, "PNG")
    picture = read_picture(drawn, len(drawn.getvalue()))
    add_photo(location=location, picture=picture, alternative_text="The front door", user=make_user())
    return location


@pytest.fixture
def editor(browser: Browser, live_server, location) -> Iterator[Page]:
    """A page of somebody in the team, signed in."""
    client = Client()
    client.force_login(old_hand(location))
    context = browser.new_context(base_url=live_server.url, viewport=DESK)
    watch = Watch(context, live_server.url)
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    yield context.new_page()
    context.clear_cookies()  # staff have cookies; the rest of what is watched holds for them too
    watch.check()
    context.close()


def test_what_is_typed_is_previewed_and_only_saved_when_asked(editor: Page, location):
    editor.goto(f"/staff/locations/{location.pk}/about/")
    preview = editor.get_by_role("region", name="Preview of the public page")
    expect(preview).to_contain_text("A quiet house by the lake.")
    editor.get_by_label("About this place").fill("Ring twice at the blue door.")
    expect(preview).to_contain_text("Ring twice at the blue door.")
    assert read_section(location.pk, "about")["about"] == "A quiet house by the lake."
    editor.locator(".form-actions").get_by_role("button", name="Save").click()
    expect(editor.get_by_role("status")).to_contain_text("saved, and public now")
    expect_no_violations(editor)
    editor.goto(location.get_absolute_url())
    expect(editor.get_by_role("main")).to_contain_text("Ring twice at the blue door.")


def test_sections_fit_a_phone_and_an_empty_row_is_no_obstacle(editor: Page, location):
    for section in [*SECTIONS, "hours"]:
        editor.set_viewport_size(PHONE)
        editor.goto(f"/staff/locations/{location.pk}/{section}/")
        assert editor.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
        expect_no_violations(editor)
    editor.get_by_label("First day").last.fill((timezone.localdate() + timedelta(days=5)).isoformat())
    editor.get_by_label("Reason").last.fill("Spring cleaning")
    expect(editor.get_by_role("region", name="Preview of the public page")).to_contain_text("Spring cleaning")
    editor.locator(".form-actions").get_by_role("button", name="Save").click()
    expect(editor.get_by_role("status")).to_contain_text("saved, and public now")


def test_the_pin_is_moved_with_the_keyboard(editor: Page, location):
    editor.goto(f"/staff/locations/{location.pk}/contact/")
    latitude = editor.get_by_label("Latitude")
    before = float(latitude.input_value())
    editor.get_by_role("button", name="Show the map").click()
    pin = editor.get_by_role("button", name="Pin of your address")
    pin.focus()
    pin.press("ArrowUp")
    assert float(latitude.input_value()) > before
    expect(editor.get_by_text("Pin at")).to_be_visible()
    expect_no_violations(editor)
