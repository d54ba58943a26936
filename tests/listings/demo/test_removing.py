"""Removing the demo directory: all of it, nothing else, and the search hears of it."""

import pytest
from django.db import connection

from listings.demo import removing
from listings.demo.removing import reclaim_space, remove_demo
from providers.demo.loading import load_demo
from providers.demo.tables import TABLES
from providers.models import Clinician, Location, LocationClinician, Practice, RemovedLocation
from tests.demo_fixture import SILENT, TODAY
from tests.factories import (
    make_clinician,
    make_hours,
    make_location,
    make_payer_network,
    make_practice,
    make_program,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("few_places")]


def rows_of(table: str) -> int:
    model = next(model for model in Practice._meta.apps.get_models() if model._meta.db_table == table)
    return model.objects.count()


def test_all_demo_rows_go(monkeypatch):
    monkeypatch.setattr(removing, "PRACTICES_AT_A_TIME", 50)
    monkeypatch.setattr(removing, "CLINICIANS_AT_A_TIME", 70)
    load_demo(locations=300, seed=1, today=TODAY, progress=SILENT)
    ids = set(Location.objects.values_list("pk", flat=True))
    assert remove_demo(SILENT) == 300
    assert {table: rows_of(table) for table in TABLES} == dict.fromkeys(TABLES, 0)
    assert set(RemovedLocation.objects.values_list("location_id", flat=True)) == ids


def test_rows_that_are_not_demo_rows_stay_as_they_are():
    location = make_location(terms=["condition/ocd"])
    make_hours(location, 0)
    make_program(location)
    make_payer_network(location)
    clinician = make_clinician(location)
    load_demo(locations=50, seed=1, today=TODAY, progress=SILENT)
    before = Location.objects.values().get(pk=location.pk)
    remove_demo(SILENT)
    assert Location.objects.values().get() == before
    assert location.hours.count() == location.programs.count() == location.payer_networks.count() == 1
    assert list(location.clinicians.all()) == [clinician]


def test_a_real_location_loses_a_demo_clinician_and_is_stamped():
    location = make_location()
    make_clinician(location, is_demo=True)
    before = Location.objects.get(pk=location.pk).changed_in
    remove_demo(SILENT)
    assert not Clinician.objects.exists()
    assert not LocationClinician.objects.exists()
    assert Location.objects.get(pk=location.pk).changed_in > before


def test_a_demo_practice_without_locations_goes_too():
    make_practice(is_demo=True)
    assert remove_demo(SILENT) == 0
    assert not Practice.objects.exists()


def test_with_nothing_to_remove_it_does_nothing():
    assert remove_demo(SILENT) == 0


def test_a_removal_that_was_interrupted_goes_on(monkeypatch):
    load_demo(locations=200, seed=1, today=TODAY, progress=SILENT)
    monkeypatch.setattr(removing, "PRACTICES_AT_A_TIME", 20)
    removing._remove_practices(removing._demo_tables_of(Location))
    left = Location.objects.count()
    assert 0 < left < 200
    assert remove_demo(SILENT) == left
    assert not Practice.objects.exists()


def test_space_is_given_back_afterwards():
    before = vacuums()
    reclaim_space()
    assert [name for name, number in vacuums().items() if number == before[name]] == []


def vacuums() -> dict[str, int]:
    """How often each of the demo's tables was vacuumed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, vacuum_count FROM pg_stat_user_tables WHERE relname = ANY(%s)", [TABLES]
        )
        return dict(cursor.fetchall())
