""" "Still right": one tap on the dashboard or the listing's own page, and who may."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from listings.models.history import ConfirmationEvent
from providers.models import Confirmation, Section
from tests.cast import make_cast
from tests.factories import make_location, make_payer_network, make_program
from tests.page_reading import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return make_cast(make_location(name="Lakeview TMS", confirmed_days_ago=70))


def tap(client, cast, *sections, **more):
    address = reverse("confirm-section", args=[cast.location.pk])
    return client.post(address, {"section": list(sections), **more})


def confirmation(cast, section):
    return Confirmation.objects.get(location=cast.location, section=section)


def test_one_tap_confirms_one_section_for_the_clinic_and_no_other(client, cast):
    client.force_login(cast.editor)
    response = tap(client, cast, "contact")
    assert response.url == reverse("confirmations", args=[cast.location.pk])
    contact = confirmation(cast, "contact")
    assert (contact.confirmed_on, contact.confirmed_by) == (timezone.localdate(), "clinic")
    assert confirmation(cast, "services").confirmed_on == timezone.localdate() - timedelta(days=70)


def test_a_section_that_was_never_confirmed_gets_its_first_row_and_later_taps_none(client, cast):
    Confirmation.objects.filter(location=cast.location, section="programs").delete()
    client.force_login(cast.owner)
    tap(client, cast, "programs")
    tap(client, cast, "programs")
    assert Confirmation.objects.filter(location=cast.location).count() == len(Section)


def test_an_admin_s_tap_says_that_we_asked(client, cast):
    client.force_login(cast.admin)
    tap(client, cast, "contact")
    assert confirmation(cast, "contact").confirmed_by == "directory"


@pytest.mark.parametrize("person", ["viewer", "outsider", "patient", "moderator"])
def test_nobody_else_can_confirm(client, cast, person):
    client.force_login(getattr(cast, person))
    assert tap(client, cast, "contact").status_code == 403
    assert confirmation(cast, "contact").confirmed_on < timezone.localdate()


def test_history_says_who_confirmed(client, cast):
    client.force_login(cast.editor)
    tap(client, cast, "contact")
    event = ConfirmationEvent.objects.filter(pgh_obj__section="contact").latest("pgh_id")
    assert event.pgh_context.metadata["user"] == cast.editor.pk


def test_what_is_no_section_confirms_nothing_and_is_told(client, cast):
    client.force_login(cast.editor)
    response = client.post(
        reverse("confirm-section", args=[cast.location.pk]), {"section": ["contact", "x"]}, follow=True
    )
    assert "Nothing was confirmed" in response.content.decode()
    assert confirmation(cast, "contact").confirmed_on < timezone.localdate()


def test_a_tap_leads_back_to_the_page_it_was_on_and_to_no_other_site(client, cast):
    client.force_login(cast.editor)
    assert tap(client, cast, "contact", next="/staff/?page=2").url == "/staff/?page=2"
    ours = reverse("confirmations", args=[cast.location.pk])
    for elsewhere in ("https://evil.example.com/", "//evil.example.com/", "javascript:alert(1)", ""):
        assert tap(client, cast, "contact", next=elsewhere).url == ours


def test_the_page_shows_every_section_with_what_it_says_and_its_date(
    client, cast, django_assert_max_num_queries
):
    make_payer_network(cast.location, "aetna")
    make_program(cast.location, "erp", "ocd")
    client.force_login(cast.editor)
    with django_assert_max_num_queries(8):
        page = client.get(reverse("confirmations", args=[cast.location.pk])).content.decode()
    assert page.count("Confirmed 70 days ago by the clinic") == len(Section)
    for fact in (
        "(312) 555-0123",
        "1 Main Street, Chicago, IL 60602",
        "Aetna",
        "on site, the same day after",
    ):
        assert fact in page
    assert page.count("Still right<") == len(Section)


def test_the_listing_s_own_page_confirms_with_one_tap_too(client, cast):
    client.force_login(cast.editor)
    listing = reverse("listing", args=[cast.location.pk])
    page = Page(client.get(listing).content)
    buttons = [button["value"] for button in page.elements if button.get("name") == "section"]
    assert sorted(buttons) == sorted(Section.values)
    assert tap(client, cast, "contact", next=listing).url == listing


def test_a_viewer_sees_it_all_without_buttons(client, cast):
    client.force_login(cast.viewer)
    page = client.get(reverse("confirmations", args=[cast.location.pk])).content.decode()
    assert "Confirmed 70 days ago" in page
    assert "Still right<" not in page
