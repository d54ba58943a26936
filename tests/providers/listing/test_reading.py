"""What comes in one statement is what Django's own prefetching gives."""

from dataclasses import fields

import pytest
from django.db.models import Prefetch
from django.utils import timezone

from providers.listing.reading import ListingNotFound, read_clearances, read_listing, read_listings
from providers.models import (
    Clearance,
    Closure,
    CombinedProgram,
    Location,
    LocationClinician,
    PayerNetwork,
    Photo,
)
from providers.vocabulary.catalog import CatalogTerm
from tests.factories import (
    make_clearance,
    make_clinician,
    make_hours,
    make_location,
    make_payer_network,
    make_program,
)

pytestmark = pytest.mark.django_db
PARTS = [
    "terms",
    "networks",
    "programs",
    "hours",
    "closures",
    "clinicians",
    "photos",
    "confirmations",
]


def columns(row):
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def prefetched(location_id):
    """Location with its parts as Django gives them, and the parts by their names in a Listing."""
    location = (
        Location.objects.select_related("practice")
        .prefetch_related(
            "terms",
            "hours",
            "confirmations",
            "closures",
            "photos",
            Prefetch("payer_networks", PayerNetwork.objects.select_related("payer")),
            Prefetch("programs", CombinedProgram.objects.select_related("therapy", "condition")),
            Prefetch("locationclinician_set", LocationClinician.objects.select_related("clinician")),
        )
        .get(pk=location_id)
    )
    return location, {
        "terms": [CatalogTerm.from_row(term) for term in location.terms.all()],
        "networks": list(location.payer_networks.all()),
        "programs": list(location.programs.all()),
        "hours": list(location.hours.all()),
        "closures": list(location.closures.all()),
        "clinicians": [(row.clinician, row.role) for row in location.locationclinician_set.all()],
        "photos": list(location.photos.all()),
        "confirmations": list(location.confirmations.all()),
    }


def plain(value):
    """A row of either kind, or a value of one, as what can be compared."""
    if isinstance(value, tuple) and value and hasattr(value[0], "full_name"):
        clinician, role = value
        own = {
            name: getattr(clinician, name) or "" for name in ("first_name", "last_name", "credential", "npi")
        }
        return {"id": clinician.pk, **own, "role": role}
    return value


def facts(row, like):
    """The values of a row under the names that a part of a listing has them."""
    row = plain(row)
    if isinstance(row, dict):
        return row
    found = {field.name: getattr(row, field.name) for field in fields(like)}
    for name, value in found.items():
        if hasattr(value, "_meta"):
            found[name] = CatalogTerm.from_row(value)
        elif isinstance(value, list):
            found[name] = tuple(value)
    return found


@pytest.fixture
def location():
    made = make_location(terms=["condition/ocd", "device/brainsway", "language/es"])
    for weekday in range(5):
        make_hours(made, weekday, opens="08:30")
    for payer in ("aetna", "medicare"):
        make_payer_network(made, payer)
    make_program(made, "erp", condition="ocd", therapist_credentials=["phd", "lcsw"])
    make_program(made, "cbt")
    make_clinician(made, role="Psychiatrist")
    today = timezone.localdate()
    Closure.objects.create(location=made, first_day=today, last_day=today, label="Inventory")
    Photo.objects.create(location=made, key="a" * 32, alternative_text="Door", width=900, height=600)
    return made


def test_the_rows_are_the_same_however_they_come(location, django_assert_num_queries):
    expected, parts = prefetched(location.pk)
    with django_assert_num_queries(1):
        found = read_listing(location.pk)
        assert found.location.practice is found.practice
    for one, other in ((found.location, expected), (found.practice, expected.practice)):
        assert {**columns(one), "changed_in": None} == {**columns(other), "changed_in": None}
    for name in PARTS:
        rows = getattr(found, name)
        assert len(rows) == len(parts[name]) > 0
        wanted = [facts(row, rows[0]) for row in parts[name]]
        for row in rows:
            assert facts(row, row) in wanted


def test_the_clearances_are_the_first_of_each_device_for_its_conditions(location):
    make_clearance("nexstim", "ocd", decision_date="1990", is_verified=False)
    first = make_clearance("nexstim", "ocd", decision_date="1992")
    make_clearance("nexstim", "ocd", decision_date="1993")
    make_clearance("neurostar", "mdd", decision_date="1990")
    ocd = Clearance.objects.filter(condition__in=location.terms.all())
    found = read_listing(location.pk).clearances
    assert len({row.device.slug for row in found}) == len(found)
    assert {row.device.id for row in found} == set(ocd.values_list("device", flat=True))
    [of_nexstim] = [row for row in found if row.device.slug == "nexstim"]
    assert facts(first, of_nexstim) == facts(of_nexstim, of_nexstim)
    assert read_clearances(read_listing(location.pk).terms_of("condition")) == found


def test_a_location_without_parts_has_empty_lists():
    found = read_listing(make_location(confirmed_days_ago=None).pk)
    assert [getattr(found, name) for name in (*PARTS, "clearances")] == [()] * 9


def test_any_number_of_listings_is_read_in_one_statement(location, django_assert_num_queries):
    other = make_location()
    with django_assert_num_queries(1):
        found = read_listings([other.pk, location.pk, 2**60])
    assert list(found) == sorted([location.pk, other.pk])
    assert [len(found[pk].hours) for pk in (location.pk, other.pk)] == [5, 0]


@pytest.mark.parametrize("status", ["draft", "removed"])
def test_what_has_no_page_is_not_found(client, status):
    location = make_location(status=status)
    assert not read_listing(location.pk).location.has_page
    assert client.get(location.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("number", [0, 2**60, 2**70])
def test_what_is_not_there_is_not_found(number):
    with pytest.raises(ListingNotFound):
        read_listing(number)


def test_the_server_may_keep_the_plan_from_run_to_run():
    locations = [make_location(name=str(number)) for number in range(12)]
    assert [read_listing(location.pk).location.name for location in locations] == [
        str(number) for number in range(12)
    ]
