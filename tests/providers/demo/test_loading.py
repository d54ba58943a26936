"""Loading a demo directory: the same rows every time, beside real ones, and the schema as it was."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from django.db import connection

from listings.demo.removing import remove_demo
from listings.models import Claim, HeldChange, Invitation, Membership, ReminderSent, Report, SpreadsheetUpload
from providers.demo.loading import Loaded, OtherDemoData, load_demo
from providers.demo.tables import TABLES
from providers.demo.terms import MissingTerms
from providers.models import Closure, DailyCount, Location, Photo, Practice, Term
from tests.demo_fixture import SILENT, TODAY
from tests.factories import make_hours, make_location, make_payer_network, make_program

pytestmark = pytest.mark.django_db(transaction=True)

LOCATIONS = 150

# Rows without their ids and stamps, in the order of their ids: what must be the same every time.
CONTENTS = {
    "providers_practice": "name, npi, website, is_demo, created_at",
    "providers_clinician": "first_name, last_name, credential, npi",
    "providers_location": (
        "name, status, closed_on, street, street_detail, city, state, postal_code, latitude, longitude, "
        "is_approximate, time_zone, phone, phone_extension, website, email, about, accepting_new_patients, "
        "wait_weeks, age_min, age_max, rating_average, rating_count, confirmed_on"
    ),
    "providers_locationterm": "term_id",
    "providers_locationclinician": "role",
    "providers_openinghours": "weekday, opens, closes",
    "providers_payernetwork": "payer_id, service, status, confirmed_on, confirmed_by",
    "providers_combinedprogram": (
        "therapy_id, condition_id, timing, delivery, partner_name, therapist_credentials, shared_plan, "
        "attested_by, attested_on"
    ),
    "providers_confirmation": "section, confirmed_on, confirmed_by",
}
ORDERS = {
    "providers_locationterm": "location_id, term_id",
    "providers_locationclinician": "location_id, clinician_id",
}


SCHEMA = """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid),
        condeferrable, condeferred, convalidated
    FROM pg_constraint WHERE conrelid::regclass::text LIKE 'providers%'
    UNION ALL
    SELECT indrelid::regclass::text, indexrelid::regclass::text, pg_get_indexdef(indexrelid),
        indisvalid, indisready, indisprimary
    FROM pg_index WHERE indrelid::regclass::text LIKE 'providers%'
    UNION ALL
    SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(oid), tgenabled = 'O', true, true
    FROM pg_trigger WHERE tgrelid::regclass::text LIKE 'providers%' AND NOT tgisinternal
"""


@pytest.fixture
def load() -> Callable[..., Loaded]:
    """Makes a directory. The million-row generator of bench/ is put in its place to hold to the same."""
    return partial(load_demo, locations=LOCATIONS, seed=1, today=TODAY, progress=SILENT)


def contents() -> dict[str, list[tuple]]:
    found = {}
    with connection.cursor() as cursor:
        for table, columns in CONTENTS.items():
            cursor.execute(f"SELECT {columns} FROM {table} ORDER BY {ORDERS.get(table, 'id')}")
            found[table] = cursor.fetchall()
    return found


def schema() -> set[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(SCHEMA)
        return set(cursor.fetchall())


@pytest.mark.usefixtures("few_places")
def test_the_same_number_and_seed_make_the_same_rows(load):
    load()
    first = contents()
    remove_demo(SILENT)
    load()
    assert contents() == first


@pytest.mark.usefixtures("few_places")
def test_another_seed_makes_other_rows(load):
    load(seed=1)
    first = contents()
    remove_demo(SILENT)
    load(seed=2)
    assert contents()["providers_location"] != first["providers_location"]
    assert not set(first["providers_clinician"]) & set(contents()["providers_clinician"])


@pytest.mark.usefixtures("few_places")
def test_another_day_moves_the_dates_and_nothing_else(load):
    load(today=TODAY)
    first = contents()
    remove_demo(SILENT)
    load(today=TODAY + timedelta(days=3))
    second = contents()
    for table in ("providers_locationterm", "providers_openinghours", "providers_clinician"):
        assert second[table] == first[table]
    for before, after in zip(first["providers_confirmation"], second["providers_confirmation"], strict=True):
        assert after[1] - before[1] == timedelta(days=3)


@pytest.mark.usefixtures("few_places")
def test_loading_the_same_directory_again_changes_nothing(load):
    load()
    first, stamps = contents(), set(Location.objects.values_list("pk", "changed_in"))
    assert load().rows == {}
    assert contents() == first
    assert set(Location.objects.values_list("pk", "changed_in")) == stamps


@pytest.mark.usefixtures("few_places")
@pytest.mark.parametrize("other", [{"locations": LOCATIONS + 1}, {"seed": 2}])
def test_another_demo_directory_must_be_removed_first(load, other):
    load()
    first = contents()
    with pytest.raises(OtherDemoData, match="run remove_demo first"):
        load(**other)
    assert contents() == first


@pytest.mark.usefixtures("few_places")
def test_the_schema_is_the_same_before_and_after(load):
    before = schema()
    load()
    assert schema() == before
    assert len(before) > 100


@pytest.mark.usefixtures("few_places")
def test_a_load_that_fails_leaves_everything_as_it_was(load):
    before = schema()
    Term.objects.filter(slug="tinnitus").delete()
    with pytest.raises(MissingTerms, match=r"condition/tinnitus.*load_vocabulary"):
        load()
    assert schema() == before
    assert not Practice.objects.exists()


@pytest.mark.usefixtures("few_places")
def test_rows_that_are_not_demo_rows_are_not_touched(load):
    location = make_location(name="Real", terms=["condition/ocd"], confirmed_days_ago=95)
    make_hours(location, 0)
    make_program(location)
    make_payer_network(location)
    before = Location.objects.values().get(pk=location.pk)
    load()
    assert Location.objects.values().get(pk=location.pk) == before
    assert Location.objects.count() == LOCATIONS + 1
    assert Practice.objects.filter(is_demo=False).count() == 1


@pytest.mark.usefixtures("few_places")
def test_rows_added_afterwards_get_ids_of_their_own(load):
    load()
    highest = Location.objects.order_by("-pk").first().pk
    assert make_location().pk > highest


@pytest.mark.usefixtures("few_places")
def test_a_directory_of_one_location_can_be_made(load):
    load(locations=1)
    assert Location.objects.count() == 1


def test_every_table_of_the_directory_is_filled():
    """A new table that hangs off a location wants demo rows, or a reason to have none."""
    parts = {
        relation.related_model._meta.db_table
        for model in (Practice, Location)
        for relation in model._meta.related_objects
        if relation.related_model._meta.app_label == "providers"
    }
    kept_by_people = {
        model._meta.db_table
        for model in (
            Claim,
            Closure,
            DailyCount,
            HeldChange,
            Invitation,
            Membership,
            Photo,
            ReminderSent,
            Report,
            SpreadsheetUpload,
        )
    }
    events = {part for part in parts if part.endswith("event")}  # the history of what people change
    assert parts - kept_by_people - events <= set(TABLES)
