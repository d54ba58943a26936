"""A listing as plain data, and as it would be with other data."""

from datetime import timedelta

import pytest
from django.utils import timezone

from providers.fields.field import ListingSection
from providers.fields.sections import SECTIONS
from providers.listing.changed import with_values
from providers.listing.reading import read_listing
from providers.listing.values import values_of
from providers.models import Source, Term
from providers.vocabulary.catalog import Catalog
from tests.factories import make_clearance, make_term
from tests.listings.editor.listing import full_location

pytestmark = pytest.mark.django_db


@pytest.fixture
def listing():
    return read_listing(full_location(confirmed_days_ago=30).pk)


@pytest.fixture
def catalog():
    return Catalog.from_rows(Term.objects.all())


def changed(listing, catalog, section, **values):
    own = {**values_of(listing)[section], **values}
    return with_values(listing, section, own, catalog, today=timezone.localdate())


def test_every_section_has_the_values_that_it_holds(listing):
    values = values_of(listing)
    assert list(values) == list(ListingSection)
    assert {section: set(own) for section, own in values.items()} == {
        section: set(spec.fields) for section, spec in SECTIONS.items()
    }


@pytest.mark.parametrize("section", ListingSection)
def test_a_listing_with_its_own_values_is_the_same_listing(
    listing, catalog, section, django_assert_num_queries
):
    with django_assert_num_queries(0):
        same = changed(listing, catalog, section)
    assert values_of(same) == values_of(listing)
    assert same.clearances == listing.clearances
    assert same.fingerprint == ""


def test_other_values_change_the_copy_and_not_the_listing(listing, catalog):
    before = values_of(listing)
    typed = changed(listing, catalog, ListingSection.CONTACT, name="New name", npi="1234567893")
    assert (typed.location.name, typed.practice.npi) == ("New name", "1234567893")
    assert values_of(listing) == before


def test_saving_dates_what_the_section_confirms_and_its_rows(listing, catalog):
    today = timezone.localdate()
    typed = changed(listing, catalog, ListingSection.INSURANCE)
    assert typed.days_since(SECTIONS[ListingSection.INSURANCE].confirms, today) == 0
    assert {(row.confirmed_on, row.confirmed_by) for row in typed.networks} == {(today, Source.CLINIC)}
    assert typed.programs == listing.programs
    assert typed.days_since(SECTIONS[ListingSection.SERVICES].confirms, today) == 30


def test_a_row_that_is_new_has_no_date_before_it_is_saved(listing, catalog):
    rows = [*values_of(listing)[ListingSection.INSURANCE]["networks"]]
    rows.append({**rows[0], "service": "therapy"})
    typed = with_values(
        listing, ListingSection.SERVICES, {"networks": rows}, catalog, today=timezone.localdate()
    )
    assert [row.confirmed_on for row in typed.networks] == [listing.networks[0].confirmed_on, None]


def test_other_conditions_bring_their_clearances(listing, django_assert_num_queries):
    make_term("condition/mdd")
    make_clearance("neurostar", "mdd", decision_date="1990")
    catalog = Catalog.from_rows(Term.objects.all())
    with django_assert_num_queries(1):
        typed = changed(listing, catalog, ListingSection.SERVICES, condition=["mdd"])
    assert "1990" in [found.decision_date for found in typed.clearances]
    assert {found.condition_id for found in typed.clearances} == {catalog.get("condition", "mdd").id}


def test_a_term_that_came_after_the_vocabulary_was_read_has_its_slug_for_a_label(listing, catalog):
    typed = changed(listing, catalog, ListingSection.ACCESS, language=["xx"])
    assert [term.label for term in typed.terms_of("language")] == ["xx"]


def test_days_since_a_confirmation_are_none_for_never(listing):
    never = read_listing(full_location(confirmed_days_ago=None).pk)
    section = SECTIONS[ListingSection.CONTACT].confirms
    assert never.days_since(section, timezone.localdate()) is None
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert listing.days_since(section, tomorrow) == 31
