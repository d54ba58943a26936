"""The admin site's pages of the directory: every list and form opens, and what is typed is tidied."""

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from providers.models import Practice
from tests.cast import make_user
from tests.factories import make_clinician, make_hours, make_location, make_payer_network, make_program

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
    assert operator.get(reverse(f"{name}_add")).status_code == 200
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
