"""What comes in one statement is what Django's own prefetching gives."""

import pytest
from django.db.models import Prefetch

from providers.listing.location_rows import PARTS, LocationNotFound, location_with_everything
from providers.models import Clearance, CombinedProgram, Location, LocationClinician, PayerNetwork
from tests.factories import (
    make_clearance,
    make_clinician,
    make_hours,
    make_location,
    make_payer_network,
    make_program,
)

pytestmark = pytest.mark.django_db


def columns(row):
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def prefetched(location_id):
    return (
        Location.objects.select_related("practice")
        .prefetch_related(
            "terms",
            "hours",
            "confirmations",
            Prefetch("payer_networks", PayerNetwork.objects.select_related("payer")),
            Prefetch("programs", CombinedProgram.objects.select_related("therapy", "condition")),
            Prefetch("locationclinician_set", LocationClinician.objects.select_related("clinician")),
        )
        .get(pk=location_id)
    )


@pytest.fixture
def location():
    made = make_location(terms=["condition/ocd", "device/brainsway", "language/es"])
    for weekday in range(5):
        make_hours(made, weekday, opens="08:30")
    for payer in ("aetna", "medicare"):
        make_payer_network(made, payer)
    make_program(made, "erp", condition="ocd")
    make_program(made, "cbt")
    make_clinician(made, role="Psychiatrist")
    return made


def test_the_rows_are_the_same_however_they_come(location, django_assert_num_queries):
    expected = prefetched(location.pk)
    with django_assert_num_queries(1):
        found = location_with_everything(location.pk)
        rows = {part.name: list(getattr(found, part.name).all()) for part in PARTS}
    for one, other in ((found, expected), (found.practice, expected.practice)):
        assert {**columns(one), "changed_in": None} == {**columns(other), "changed_in": None}
    for part in PARTS:
        wanted = {row.pk: row for row in getattr(expected, part.name).all()}
        assert len(rows[part.name]) == len(wanted) > 0
        for row in rows[part.name]:
            assert {**columns(wanted[row.pk]), "changed_in": None} == {**columns(row), "changed_in": None}
            for name, _ in part.refers_to:
                assert getattr(row, name) == getattr(wanted[row.pk], name)


def test_the_clearances_are_those_of_its_conditions(location):
    make_clearance("brainsway", "ocd", year=1990)
    make_clearance("neurostar", "mdd", year=1990)
    wanted = Clearance.objects.filter(condition__in=location.terms.all()).select_related("device")
    found = location_with_everything(location.pk).clearances
    assert [(row.pk, row.device) for row in found] == [(row.pk, row.device) for row in wanted]


def test_a_location_without_parts_has_empty_lists():
    bare = make_location(confirmed_days_ago=None)
    found = location_with_everything(bare.pk)
    assert [list(getattr(found, part.name).all()) for part in PARTS] == [[]] * len(PARTS)


@pytest.mark.parametrize("status", ["draft", "removed"])
def test_what_has_no_page_is_not_found(status):
    with pytest.raises(LocationNotFound):
        location_with_everything(make_location(status=status).pk)
    with pytest.raises(LocationNotFound):
        location_with_everything(2**60)
