"""Change tracking: what changed, in which transaction, and since when all is confirmed."""

from datetime import date, timedelta

import pytest
from django.db import connection, models, transaction

from providers.models import (
    Clinician,
    CombinedProgram,
    Confirmation,
    Location,
    LocationClinician,
    LocationTerm,
    OpeningHours,
    PayerNetwork,
    Practice,
    RemovedLocation,
    Section,
    Term,
)
from tests.factories import (
    add_terms,
    confirm,
    make_clinician,
    make_hours,
    make_location,
    make_payer_network,
    make_program,
    make_term,
)

TODAY = date(2026, 11, 22)


def changed_in(location: Location) -> int:
    return Location.objects.values_list("changed_in", flat=True).get(pk=location.pk)


WRITES = {
    "the location itself": lambda place: Location.objects.filter(pk=place.pk).update(about="New"),
    "a term": lambda place: add_terms(place, "condition/ocd"),
    "a clinician's place": make_clinician,
    "hours": lambda place: make_hours(place, 0),
    "a payer": make_payer_network,
    "a program": make_program,
    "a confirmation": lambda place: confirm(place, "contact", days_ago=3),
    "the practice's name": lambda place: Practice.objects.filter(pk=place.practice_id).update(name="New"),
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES.keys())
def test_a_write_stamps_the_location_and_no_other(write):
    place, other = make_location(), make_location()
    before, other_before = changed_in(place), changed_in(other)
    write(place)
    assert changed_in(place) > before
    assert changed_in(other) == other_before


@pytest.mark.django_db(transaction=True)
def test_a_clinicians_new_name_stamps_every_location_where_they_work():
    one, two, other = make_location(), make_location(), make_location()
    clinician = make_clinician(one, two)
    before = [changed_in(place) for place in (one, two, other)]
    Clinician.objects.filter(pk=clinician.pk).update(last_name="New")
    assert changed_in(one) > before[0]
    assert changed_in(two) > before[1]
    assert changed_in(other) == before[2]


PARTS = {
    "term": lambda place: add_terms(place, "condition/ocd"),
    "clinician": make_clinician,
    "hours": lambda place: make_hours(place, 0),
    "payer": make_payer_network,
    "program": make_program,
    "confirmation": lambda place: None,  # the location comes with five
}
ROWS = {
    "term": LocationTerm,
    "clinician": LocationClinician,
    "hours": OpeningHours,
    "payer": PayerNetwork,
    "program": CombinedProgram,
    "confirmation": Confirmation,
}


def write_rows(model: type[models.Model], place: Location) -> int:
    """Write all parts of a location as they are; how many there were."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {model._meta.db_table} SET location_id = location_id WHERE location_id = %s", [place.pk]
        )
        return cursor.rowcount


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("part", PARTS)
def test_a_part_that_is_written_or_deleted_stamps_its_location(part):
    place, other = make_location(), make_location()
    PARTS[part](place)
    before, other_before = changed_in(place), changed_in(other)
    assert write_rows(ROWS[part], place) > 0
    written = changed_in(place)
    assert written > before
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {ROWS[part]._meta.db_table} WHERE location_id = %s", [place.pk])
    assert changed_in(place) > written
    assert changed_in(other) == other_before


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("part", PARTS)
def test_a_statement_that_finds_no_part_stamps_nothing(part):
    place = make_location(confirmed_days_ago=None)
    before = changed_in(place)
    assert write_rows(ROWS[part], place) == 0
    ROWS[part].objects.filter(location=place).delete()
    assert changed_in(place) == before


@pytest.mark.django_db(transaction=True)
def test_the_stamp_is_the_number_of_the_writing_transaction():
    place = make_location()
    with transaction.atomic(), connection.cursor() as cursor:
        make_hours(place, 0)
        cursor.execute("SELECT pg_current_xact_id()::text")
        assert changed_in(place) == int(cursor.fetchone()[0])


@pytest.mark.django_db(transaction=True)
def test_a_part_that_moves_to_another_location_stamps_both():
    old, new = make_location(), make_location()
    hours = make_hours(old, 0)
    before = changed_in(old), changed_in(new)
    OpeningHours.objects.filter(pk=hours.pk).update(location=new)
    assert changed_in(old) > before[0]
    assert changed_in(new) > before[1]


@pytest.mark.django_db(transaction=True)
def test_a_part_that_is_deleted_stamps_the_location():
    place = make_location()
    make_hours(place, 0)
    before = changed_in(place)
    OpeningHours.objects.all().delete()
    assert changed_in(place) > before


@pytest.mark.django_db(transaction=True)
def test_a_write_to_a_term_stamps_the_term():
    term = make_term("condition/ocd")
    Term.objects.filter(pk=term.pk).update(label="New")
    assert Term.objects.get(pk=term.pk).changed_in > term.changed_in


@pytest.mark.django_db
def test_nobody_can_write_the_stamp():
    place = make_location()
    Location.objects.filter(pk=place.pk).update(changed_in=1)
    assert changed_in(place) > 1


@pytest.mark.django_db
def test_a_listing_is_confirmed_since_its_least_recently_confirmed_section():
    place = make_location(confirmed_days_ago=10, today=TODAY)
    confirm(place, "insurance", days_ago=95, today=TODAY)
    place.refresh_from_db()
    assert place.confirmed_on == TODAY - timedelta(days=95)
    confirm(place, "insurance", days_ago=0, today=TODAY)
    place.refresh_from_db()
    assert place.confirmed_on == TODAY - timedelta(days=10)


@pytest.mark.django_db
@pytest.mark.parametrize("missing", Section)
def test_a_listing_with_a_section_that_was_never_confirmed_is_unconfirmed(missing):
    place = make_location(confirmed_days_ago=None)
    confirm(place, *[section for section in Section if section != missing])
    place.refresh_from_db()
    assert place.confirmed_on is None
    confirm(place, missing)
    place.refresh_from_db()
    assert place.confirmed_on is not None
    place.confirmations.filter(section=missing).delete()
    place.refresh_from_db()
    assert place.confirmed_on is None


@pytest.mark.django_db
def test_a_deleted_location_leaves_its_id_for_a_week():
    place = make_location()
    id = place.pk
    place.delete()
    assert RemovedLocation.objects.filter(location_id=id).exists()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE providers_removedlocation SET removed_at = now() - interval '8 days'")
    make_location().delete()
    assert not RemovedLocation.objects.filter(location_id=id).exists()
