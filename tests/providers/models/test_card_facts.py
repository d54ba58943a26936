"""What a location's row holds of its parts is what they are."""

import threading
import time
from datetime import date

import psycopg
import pytest
from django.db import connection, transaction
from django.utils import timezone

from providers.models import Location, LocationTerm, Section, Term
from providers.models.card_facts import card_facts_sql
from tests.factories import (
    add_terms,
    confirm,
    make_location,
    make_payer_network,
    make_program,
    make_term,
)

TODAY = date(2026, 11, 22)


def stored(location: Location) -> str:
    return Location.objects.values_list("card_facts", flat=True).get(pk=location.pk)


def gathered(location: Location) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {card_facts_sql(str(location.pk))}")
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_they_name_source_terms_programs_networks_and_hours():
    place = make_location(terms=["therapy/erp", "condition/ocd", "device/neurostar"])
    make_program(place, therapy="erp", timing="same-day-after", delivery="on-site", shared_plan=True)
    make_payer_network(place, "aetna", service="tms")
    make_payer_network(place, "aetna", service="therapy")
    make_payer_network(place, "humana", service="tms", status="out-of-network")
    place.hours.create(weekday=0, opens="08:00", closes="12:30")
    place.closures.create(first_day=date(2026, 12, 24), last_day=date(2026, 12, 26))
    ids = {term.slug: term.pk for term in Term.objects.all()}
    terms = "".join(f" {term_id}" for term_id in sorted([ids["ocd"], ids["erp"], ids["neurostar"]]))
    program = f"{ids['erp']}:on-site:same-day-after:t"
    network = f"{ids['aetna']}:tms,therapy"
    assert stored(place) == f"clinic;{terms}; {program}; {network}; 0-0800-1230; 2026-12-24/2026-12-26"


@pytest.mark.django_db
def test_the_source_is_that_of_the_oldest_section():
    place = make_location(confirmed_days_ago=10)
    confirm(place, "insurance", days_ago=95, by="directory")
    assert stored(place).startswith("directory;")
    confirm(place, "insurance", days_ago=1, by="directory")
    assert stored(place).startswith("clinic;")


CHANGES = {
    "a term is added": lambda place: add_terms(place, "therapy/act"),
    "a term becomes another": lambda place: place.locationterm_set.filter(term__slug="ocd").update(
        term=make_term("condition/ptsd")
    ),
    "a term is taken away": lambda place: place.locationterm_set.filter(term__slug="ocd").delete(),
    "a program is added": lambda place: make_program(place, therapy="act"),
    "a program changes": lambda place: place.programs.update(delivery="partner"),
    "a program ends": lambda place: place.programs.all().delete(),
    "a payer is added": lambda place: make_payer_network(place, "humana"),
    "a payer goes out of network": lambda place: place.payer_networks.update(status="out-of-network"),
    "a payer is taken away": lambda place: place.payer_networks.all().delete(),
    "hours are added": lambda place: place.hours.create(weekday=1, opens="08:00", closes="12:00"),
    "hours change": lambda place: place.hours.update(closes="18:00"),
    "hours are removed": lambda place: place.hours.all().delete(),
    "days are closed": lambda place: place.closures.create(
        first_day=date(2026, 12, 24), last_day=date(2026, 12, 24)
    ),
    "a section is confirmed by others": lambda place: confirm(place, *Section, by="directory"),
    "no section is confirmed any more": lambda place: place.confirmations.all().delete(),
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_they_follow_every_change_of_a_part(change):
    place = make_location(terms=["condition/ocd", "therapy/erp"])
    make_program(place, therapy="erp")
    make_payer_network(place, "aetna")
    place.hours.create(weekday=0, opens="09:00", closes="17:00")
    before = stored(place)
    change(place)
    assert stored(place) == gathered(place) != before


@pytest.mark.django_db(transaction=True)
def test_they_follow_every_statement_of_one_transaction():
    with transaction.atomic():
        place = make_location()
        for write in CHANGES.values():
            write(place)
            assert stored(place) == gathered(place)


@pytest.mark.django_db(transaction=True)
def test_a_part_that_moves_leaves_one_location_and_comes_to_the_other():
    one, other = make_location(terms=["condition/ocd"]), make_location()
    before = stored(one), stored(other)
    LocationTerm.objects.filter(location=one).update(location=other)
    assert (stored(one), stored(other)) == (before[1], before[0])


@pytest.mark.django_db(transaction=True)
def test_nobody_can_write_them():
    place = make_location(terms=["condition/ocd"])
    before = stored(place)
    Location.objects.filter(pk=place.pk).update(card_facts="clinic;;;;;", confirmed_on=date(2000, 1, 1))
    place.refresh_from_db()
    assert (place.card_facts, place.confirmed_on) == (before, timezone.localdate())


@pytest.mark.django_db(transaction=True)
def test_of_two_transactions_at_once_the_second_sees_what_the_first_has_done():
    place = make_location(confirmed_days_ago=40, today=TODAY)
    confirm(place, "availability", "programs", "contact", days_ago=5, today=TODAY)
    payer, term = make_term("payer/aetna"), make_term("condition/ocd")
    confirm_now = (
        "UPDATE providers_confirmation SET confirmed_on = %s, confirmed_by = 'directory' "
        "WHERE location_id = %s AND section = %s"
    )
    with another_connection() as first, another_connection() as second:
        first.execute(confirm_now, [TODAY, place.pk, "insurance"])
        first.execute(
            "INSERT INTO providers_payernetwork (location_id, payer_id, service, status, confirmed_by) "
            "VALUES (%s, %s, 'tms', 'in-network', '')",
            [place.pk, payer.pk],
        )

        def write() -> None:
            second.execute(confirm_now, [TODAY, place.pk, "services"])  # waits for the first
            second.execute(
                "INSERT INTO providers_locationterm (location_id, term_id) VALUES (%s, %s)",
                [place.pk, term.pk],
            )
            second.commit()

        thread = threading.Thread(target=write)
        thread.start()
        wait_until_it_waits_for_a_lock(second.info.backend_pid)
        first.commit()
        thread.join(timeout=20)
        assert not thread.is_alive()
    place.refresh_from_db()
    assert (TODAY - place.confirmed_on).days == 5
    assert place.card_facts == f"clinic; {term.pk};; {payer.pk}:tms;;" == gathered(place)


def another_connection() -> psycopg.Connection:
    return psycopg.connect(**connection.get_connection_params() | {"cursor_factory": psycopg.Cursor})


def wait_until_it_waits_for_a_lock(pid: int) -> None:
    deadline = time.monotonic() + 120
    with connection.cursor() as cursor:
        while time.monotonic() < deadline:
            cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE pid = %s AND NOT granted)", [pid])
            if cursor.fetchone()[0]:
                return
            time.sleep(0.02)
    raise AssertionError("The second transaction did not wait for the first.")
