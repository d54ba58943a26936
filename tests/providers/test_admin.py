"""The admin site's pages of the directory: every list and form opens, and what is typed is tidied."""

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from providers.models import Location, Practice, Term
from tests.cast import make_user
from tests.factories import (
    make_clinician,
    make_hours,
    make_location,
    make_payer_network,
    make_practice,
    make_program,
    make_term,
)
from tests.page_reading import Page

MODELS = [model for model in admin.site._registry if model._meta.app_label == "providers"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator(client: Client) -> Client:
    client.force_login(make_user(second_factor=True, is_staff=True, is_superuser=True))
    return client


@pytest.fixture
def location():
    location = make_location(terms=["condition/ocd"])
    make_clinician(location)
    make_hours(location, 0)
    make_program(location)
    make_payer_network(location)
    return location


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_list_and_form_opens(operator: Client, location, model):
    name = f"admin:providers_{model._meta.model_name}"
    assert operator.get(reverse(f"{name}_changelist"), {"q": "a"}).status_code == 200
    # Terms have a better page, so here they can only be looked up.
    assert operator.get(reverse(f"{name}_add")).status_code == (403 if model is Term else 200)
    for row in model.objects.all()[:1]:
        assert operator.get(reverse(f"{name}_change", args=[row.pk])).status_code == 200


def test_a_location_is_not_deleted_but_ends_by_its_status(operator: Client, location):
    url = reverse("admin:providers_location_delete", args=[location.pk])
    assert operator.post(url, {"post": "yes"}).status_code == 403


def test_an_address_without_its_scheme_is_that_of_the_encrypted_site(operator: Client):
    form = {"name": "Harbor", "website": "harbor.example.com"}
    answer = operator.post(reverse("admin:providers_practice_add"), form)
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    assert Practice.objects.get().website == "https://harbor.example.com"


def test_a_name_stays_on_one_line(operator: Client):
    form = {"name": "Harbor\n\nhttps://evil.example/\n\nTMS", "website": ""}
    operator.post(reverse("admin:providers_practice_add"), form)
    assert Practice.objects.get().name == "Harbor https://evil.example/ TMS"


LISTS = {
    f"{prefix}-{name}": "0"
    for prefix in ("hours", "programs", "payer_networks", "confirmations")
    for name in ("TOTAL_FORMS", "INITIAL_FORMS")
}


def typed(practice, **changed):
    return {
        "practice": practice.pk,
        "name": "Harbor TMS",
        "status": "published",
        "street": "12 Harbor Street",
        "city": "Chicago",
        "state": "IL",
        "postal_code": "60614",
        "phone": "312.555.0177",
        **LISTS,
        **changed,
    }


@pytest.mark.usefixtures("gazetteer")
def test_a_phone_in_any_form_is_read_and_point_and_time_zone_come_from_the_address(operator: Client):
    answer = operator.post(reverse("admin:providers_location_add"), typed(make_practice()))
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    place = Location.objects.get()
    assert (place.phone, place.time_zone, place.is_approximate) == ("+13125550177", "America/Chicago", True)
    assert place.latitude == pytest.approx(41.92, abs=0.01)


@pytest.mark.usefixtures("gazetteer")
def test_another_address_moves_the_pin_unless_the_pin_was_moved_too(operator: Client):
    place = make_location(practice=make_practice(), is_approximate=True)
    url = reverse("admin:providers_location_change", args=[place.pk])
    pin = {"latitude": place.latitude, "longitude": place.longitude}
    boston = {"city": "Boston", "state": "MA", "postal_code": "02108"}
    operator.post(url, typed(place.practice, **pin, **boston))
    place.refresh_from_db()
    assert (round(place.longitude), place.time_zone) == (-71, "America/New_York")
    operator.post(url, typed(place.practice, **boston, latitude=42.36, longitude=-71.07))
    place.refresh_from_db()
    assert (place.latitude, place.is_approximate) == (42.36, False)


@pytest.mark.usefixtures("gazetteer")
def test_an_address_that_nobody_knows_is_refused_beside_the_field(operator: Client):
    form = typed(make_practice(), city="Nowhere at all", postal_code="00000", street="")
    page = Page(operator.post(reverse("admin:providers_location_add"), form).content)
    assert "find this address" in page.text


def test_payers_offer_payers_and_no_other_terms(operator: Client, location):
    make_term("payer/aetna")
    page = Page(operator.get(reverse("admin:providers_location_change", args=[location.pk])).content)
    offered = page.source.partition('name="payer_networks-0-payer"')[2].partition("</select>")[0]
    assert "Aetna" in offered
    assert "Ocd" not in offered


def test_the_admin_site_leads_to_the_editor_and_the_list_of_places(operator: Client, location):
    page = operator.get(reverse("admin:providers_location_change", args=[location.pk])).content.decode()
    assert reverse("listing", args=[location.pk]) in page
    assert f"{reverse('all-places')}?practice={location.practice_id}" in page
