"""History: every change of a listing, who made it, from what to what."""

import pghistory
import pytest
from django.db import connection

from listings.editor.saving import save_section
from listings.history.events import save_keys
from listings.history.keys import NoSuchSave, SaveKey
from listings.history.page import who_did
from listings.history.saves import Save, find_save, saves_of
from listings.models import ClinicianEvent, LocationClinicianEvent, LocationTermEvent
from providers.models import Location, LocationClinician, LocationTerm, OpeningHours
from providers.models.history_off import do_without_history
from tests.cast import make_user
from tests.factories import make_clinician, make_hours, make_location, make_term
from tests.listings.editor.listing import full_location, old_hand
from tests.listings.history.changing import changed_values

pytestmark = pytest.mark.django_db


def last_save(location: Location) -> Save:
    """That of the person who saved last: in a test all saves begin in the same moment."""
    return next(save for save in saves_of(location, save_keys(location)) if save.user_id)


def save(location: Location, section: str, **values: object) -> Save:
    user = old_hand(location)
    save_section(location=location, section=section, values=values, user=user)
    return next(found for found in saves_of(location, save_keys(location)) if found.user_id == user.pk)


def changes(found: Save) -> dict[str, tuple[object, object]]:
    return {change.key: (change.before, change.after) for change in found.changes}


def test_a_change_of_a_column_is_there_with_before_and_after():
    location = make_location()
    found = save(location, "about", about="By the lake.")
    assert changes(found) == {"about": ("", "By the lake.")}


def test_terms_added_and_taken_away_are_there():
    location = make_location(terms=["language/en"])
    make_term("language/es")
    found = save(location, "access", language=["es"])
    assert changes(found) == {"language/en": (True, None), "language/es": (None, True)}
    assert found.labels["language/es"] == make_term("language/es").label


def test_every_span_of_hours_is_there():
    location = make_location()
    make_hours(location, 0, "08:00", "12:00")
    found = save(location, "hours", hours=[{"weekday": 0, "opens": "09:00", "closes": "12:00"}])
    assert changes(found) == {"hours/0/08:00-12:00": (True, None), "hours/0/09:00-12:00": (None, True)}


def test_a_clinician_who_begins_changes_role_and_leaves_is_there():
    location = make_location()
    make_clinician(make_location(practice=location.practice), first_name="Ana", last_name="Ruiz", npi=None)
    person = {
        "id": None,
        "first_name": "Ana",
        "last_name": "Ruiz",
        "credential": "phd",
        "npi": "",
        "role": "",
    }
    known = {name: person[name] for name in ("first_name", "last_name", "credential", "npi")}
    begins = save(location, "clinicians", clinicians=[person])
    [key] = changes(begins)
    assert changes(begins)[key] == (None, {**known, "role": ""})
    number = int(key.partition("/")[2])
    promoted = save(location, "clinicians", clinicians=[{**person, "id": number, "role": "Lead"}])
    assert changes(promoted) == {key: ({**known, "role": ""}, {**known, "role": "Lead"})}
    renamed = save(
        location,
        "clinicians",
        clinicians=[{**person, "id": number, "role": "Lead", "last_name": "Ruiz Vega"}],
    )
    assert changes(renamed)[key][1]["last_name"] == "Ruiz Vega"
    leaves = save(location, "clinicians", clinicians=[])
    assert changes(leaves) == {key: ({**known, "last_name": "Ruiz Vega", "role": "Lead"}, None)}


def test_the_practice_s_npi_is_in_the_history_of_each_of_its_locations():
    location = make_location()
    other = make_location(practice=location.practice)
    save(location, "contact", npi="1234567893")
    assert changes(last_save(other)) == {"npi": ("", "1234567893")}


def test_every_section_s_changes_are_found_again(django_assert_num_queries):
    location = full_location()
    user = old_hand(location)
    made = {}
    for section, values in changed_values(location).items():
        saved = save_section(location=location, section=section, values=values, user=user)
        made[section] = {change.field for change in saved.changes}
    found = {}
    for one in saves_of(location, save_keys(location)):
        if one.user_id == user.pk:
            for section, own in one.sections().items():
                found[section.value] = {change.field for change in own}
    assert found == made
    keys = save_keys(location)
    with django_assert_num_queries(1):
        saves_of(location, keys)


def test_the_first_change_of_a_row_that_came_without_history_has_a_before():
    location = make_location()
    hours = make_hours(location, 2)
    with connection.cursor() as cursor:
        for table in ("locationevent", "openinghoursevent", "practiceevent"):
            cursor.execute(f"DELETE FROM listings_{table}")
    found = save(location, "contact", email="desk@example.com")
    assert changes(found) == {"email": ("", "desk@example.com")}
    assert not found.unknown
    hours.closes = "16:00"
    hours.save()
    by_nobody = [
        one for one in saves_of(location, save_keys(location)) if "hours/2/09:00-17:00" in changes(one)
    ]
    assert "hours/2/09:00-16:00" in changes(by_nobody[0])


def test_what_does_without_history_leaves_no_baseline_either():
    location = make_location()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM listings_locationevent")
        do_without_history(cursor)
    Location.objects.filter(pk=location.pk).update(about="Moved.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM listings_locationevent")
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT set_config('pgtrigger.ignore', '{}', true)")


def test_what_does_without_history_is_tracked_for_search_all_the_same():
    location, term = make_location(), make_term("language/ko")
    with connection.cursor() as cursor:
        do_without_history(cursor)
        LocationTerm.objects.create(location=location, term=term)
        cursor.execute("SELECT set_config('pgtrigger.ignore', '{}', true)")
    location.refresh_from_db()
    assert str(term.pk) in location.card_facts.split(";")[1].split()
    assert not LocationTermEvent.objects.filter(location=location).exists()


def test_a_role_that_is_changed_in_place_has_a_before_even_if_nothing_was_known():
    location = make_location()
    clinician = make_clinician(location)
    LocationClinicianEvent.objects.all().delete()
    ClinicianEvent.objects.all().delete()
    with pghistory.context(user=make_user().pk):
        LocationClinician.objects.filter(location=location).update(role="Lead")
    found = last_save(location)
    [(before, after)] = changes(found).values()
    assert (before["role"], after["role"]) == ("", "Lead")
    assert before["last_name"] == after["last_name"] == clinician.last_name


def test_a_term_that_becomes_another_is_one_gone_and_one_added():
    location = make_location(terms=["language/en"])
    with pghistory.context(user=make_user().pk):
        LocationTerm.objects.filter(location=location).update(term=make_term("language/es"))
    assert changes(last_save(location)) == {"language/en": (True, None), "language/es": (None, True)}


def test_many_terms_are_written_with_one_statement_s_events():
    location = make_location()
    LocationTerm.objects.bulk_create(
        LocationTerm(location=location, term=make_term(f"language/{slug}")) for slug in ("en", "es", "ko")
    )
    assert LocationTermEvent.objects.filter(location=location, pgh_label="insert").count() == 3


def test_a_bulk_update_of_what_triggers_keep_writes_no_history():
    location = make_location()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM listings_locationevent")
        cursor.execute("UPDATE providers_location SET confirmed_on = current_date - 5")
        cursor.execute("SELECT count(*) FROM listings_locationevent WHERE pgh_obj_id = %s", [location.pk])
        assert cursor.fetchone() == (0,)


def test_a_change_without_a_person_is_said_to_be_the_system_s():
    location = make_location()
    [beginning] = saves_of(location, save_keys(location))
    assert beginning.is_first
    assert "system" in who_did(beginning.metadata, {}, make_user())


def test_admins_are_named_to_admins_alone():
    admin = make_user("root@example.com", is_superuser=True, name="Rosa")
    member = make_user()
    people = {admin.pk: admin}
    assert who_did({"user": admin.pk}, people, member) == "An admin"
    assert who_did({"user": admin.pk}, people, admin) == "Rosa"
    assert who_did({"user": 999_999}, people, admin) == "Somebody whose account was deleted"
    assert who_did({"user": None}, people, admin) == "Somebody who was not signed in"


def test_another_listing_s_changes_are_not_in_it():
    location, other = make_location(), make_location()
    save(location, "about", about="Here.")
    save(other, "about", about="Elsewhere.")
    found = [changes(one) for one in saves_of(location, save_keys(location))]
    assert {one["about"][1] for one in found if "about" in one} == {"", "Here."}
    foreign = next(key for key in save_keys(other) if key not in save_keys(location))
    with pytest.raises(NoSuchSave):
        find_save(location, str(foreign))


def test_a_row_written_twice_in_one_save_is_one_change():
    location = make_location()
    hours = make_hours(location, 1)
    OpeningHours.objects.filter(pk=hours.pk).update(closes="16:00")
    OpeningHours.objects.filter(pk=hours.pk).update(closes="15:00")
    LocationTerm.objects.create(location=location, term=make_term("language/ko"))
    LocationTerm.objects.filter(location=location, term__slug="ko").delete()
    [only] = saves_of(location, save_keys(location))
    assert "hours/1/09:00-15:00" in changes(only)
    assert "hours/1/09:00-16:00" not in changes(only)
    assert "language/ko" not in changes(only)


@pytest.mark.parametrize(
    "text", ["", "1", "x-0", "1-1", "1-0-0", "99999999999999999-0", "9" * 40 + "-0", "1-" + "G" * 32]
)
def test_an_address_that_names_no_save_is_refused(text):
    with pytest.raises(NoSuchSave):
        find_save(make_location(), text)


def test_a_key_is_read_as_it_was_written():
    [key] = save_keys(make_location())
    assert SaveKey.parse(str(key)) == key
