"""What a location's page keeps in memory is never older than the listing."""

import re
from datetime import date, timedelta

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from providers.fields.field import ListingSection
from providers.listing.changed import with_values
from providers.listing.location import facts_key
from providers.listing.reading import read_listing
from providers.models import Clinician, Closure, Location, Photo, Practice, Term
from providers.vocabulary.catalog import Catalog
from tests.factories import (
    make_clinician,
    make_hours,
    make_location,
    make_payer_network,
    make_program,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary")]

CHANGES = {
    "the location": lambda one: Location.objects.filter(pk=one.pk).update(about="New words"),
    "the practice": lambda one: Practice.objects.filter(pk=one.practice_id).update(name="New name"),
    "a term": lambda one: one.terms.add(Term.objects.get(vocabulary="condition", slug="ptsd")),
    "the words of a term": lambda one: Term.objects.filter(slug="ocd").update(explanation="New words"),
    "a program": lambda one: make_program(one, "cbt"),
    "a plan": lambda one: make_payer_network(one, "aetna"),
    "a clinician": make_clinician,
    "a name": lambda one: Clinician.objects.update(last_name="New"),
    "hours": lambda one: make_hours(one, 1),
    "a holiday": lambda one: Closure.objects.create(
        location=one, first_day=timezone.localdate(), last_day=timezone.localdate(), label="Away"
    ),
    "a picture": lambda one: Photo.objects.create(
        location=one, key="a" * 32, alternative_text="The door", width=800, height=600, position=1
    ),
    "a confirmation": lambda one: one.confirmations.update(confirmed_on=date(2026, 1, 1)),
}


@pytest.fixture
def location() -> Location:
    made = make_location(terms=["condition/ocd", "therapy/erp"], confirmed_days_ago=3)
    make_program(made, "erp", condition="ocd")
    make_clinician(made)
    return made


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_of_a_listing_makes_another_key(location, change):
    before = read_listing(location.pk).fingerprint
    assert read_listing(location.pk).fingerprint == before
    CHANGES[change](location)
    assert read_listing(location.pk).fingerprint != before


def test_another_day_and_other_words_make_another_key(location):
    found, today = read_listing(location.pk), timezone.localdate()
    key = facts_key(found, today, Catalog.from_rows([]))
    assert key == facts_key(found, today, Catalog.from_rows([]))
    assert key != facts_key(found, today + timedelta(days=1), Catalog.from_rows([]))
    assert key != facts_key(found, today, Catalog.from_rows([], version=(1, 2)))


def test_a_page_from_memory_is_the_same_and_a_change_is_on_it_at_once(client, location):
    address = location.get_absolute_url()
    first = client.get(address).content
    assert client.get(address).content == first
    make_payer_network(location, "humana")
    changed = client.get(address).content
    assert b"Humana" in changed
    assert b"Humana" not in first


def test_a_location_that_is_only_previewed_is_not_kept(location):
    today, catalog = timezone.localdate(), Catalog.from_rows([])
    typed = with_values(
        read_listing(location.pk), ListingSection.ABOUT, {"about": "New"}, catalog, today=today
    )
    assert facts_key(typed, today, catalog) == ()
    assert shown((), "one") == "one"
    assert shown((), "two") == "two"
    assert shown(("a",), "one") == "one"
    assert shown(("a",), "two") == "one"
    assert shown(("b",), "two") == "two"


def shown(key: tuple[str, ...], about: str) -> str:
    """What a page with this key says about the place."""
    page = {"facts_key": key, "about": about}
    html = render_to_string("providers/listing/facts.html", {"page": page, "guides": ()})
    return re.search(r'<div class="location-about"><p>(.*?)</p>', html)[1]
