"""An address gets its point and time zone; a pin set by hand is kept, or asked about if it seems wrong."""

import pytest

from tests.listings.editor.filling import open_form, save
from tests.listings.editor.listing import full_location, old_hand

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary", "gazetteer")]
LOOP = (41.8858, -87.6229)  # the middle of ZIP 60601


@pytest.fixture
def place():
    """A draft, so that no change of address looks suspicious."""
    return full_location(point=LOOP, postal_code="60601", status="draft")


@pytest.fixture
def editor(client, place):
    client.force_login(old_hand(place))
    return client


def test_the_pin_follows_another_address_and_is_marked_approximate(editor, place):
    moved = {"street": "5 Oak Street", "city": "Denver", "state": "CO", "postal_code": "80203"}
    response = save(editor, place, "contact", open_form(editor, place, "contact"), **moved)
    assert response.status_code == 302
    place.refresh_from_db()
    assert round(place.latitude) == 40
    assert place.is_approximate
    assert place.time_zone == "America/Denver"


def test_a_pin_set_by_hand_is_exact(editor, place):
    fields = open_form(editor, place, "contact")
    save(editor, place, "contact", fields, latitude="41.88", longitude="-87.63")
    place.refresh_from_db()
    assert (place.latitude, place.longitude, place.is_approximate) == (41.88, -87.63, False)


def test_a_pin_far_from_its_zip_is_asked_about_and_then_kept(editor, place):
    fields = open_form(editor, place, "contact")
    far = {"latitude": "42.05", "longitude": "-87.68"}
    html = save(editor, place, "contact", fields, **far).content.decode()
    assert "miles from the middle of ZIP 60601" in html
    assert 'name="confirm_point"' in html
    place.refresh_from_db()
    assert place.latitude == LOOP[0]
    save(editor, place, "contact", fields, **far, confirm_point="on")
    place.refresh_from_db()
    assert place.latitude == 42.05


def test_a_pin_that_stays_where_it_was_is_not_asked_about_again(client):
    place = full_location(point=(42.05, -87.68), postal_code="60601")
    client.force_login(old_hand(place))
    response = save(client, place, "contact", open_form(client, place, "contact"), email="a@example.com")
    assert response.status_code == 302


def test_empty_coordinates_look_the_address_up_again(editor, place):
    fields = open_form(editor, place, "contact")
    save(editor, place, "contact", fields, latitude="", longitude="")
    place.refresh_from_db()
    assert place.is_approximate
    assert round(place.latitude, 1) == 41.9


@pytest.mark.parametrize(
    ("latitude", "longitude", "sentence"),
    [
        ("91", "-87", "less than or equal to 90"),
        ("41", "", "A pin needs both coordinates"),
        ("here", "-87", "Enter a number."),
        ("nan", "-87", "Enter a number."),
    ],
)
def test_coordinates_that_are_none_are_named(editor, place, latitude, longitude, sentence):
    fields = open_form(editor, place, "contact")
    html = save(editor, place, "contact", fields, latitude=latitude, longitude=longitude).content.decode()
    assert sentence in html


def test_an_address_that_nobody_knows_is_said_beside_the_street(editor, place):
    fields = open_form(editor, place, "contact")
    nowhere = {"city": "Xyzzyville", "postal_code": "00000", "state": "IL", "street": "Qwq"}
    html = save(editor, place, "contact", fields, **nowhere).content.decode()
    assert "We can&#x27;t find this address." in html
    assert 'value="Xyzzyville"' in html


def test_a_geocoder_that_is_away_loses_nothing(editor, place, settings):
    settings.GEOCODER = "nominatim"
    settings.GEOCODER_OPTIONS = {
        "domain": "127.0.0.1:1",
        "scheme": "http",
        "user_agent": "test",
        "timeout": 1,
    }
    fields = open_form(editor, place, "contact")
    html = save(editor, place, "contact", fields, street="5 Oak Street").content.decode()
    assert "be looked up right now" in html
    assert 'value="5 Oak Street"' in html
