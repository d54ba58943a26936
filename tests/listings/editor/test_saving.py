"""Every edit of a listing goes through save_section: what it writes, leaves alone and refuses."""

from datetime import timedelta

import pytest
from django.utils import timezone

from listings.editor.errors import ChangedMeanwhile, NotSaved, UnknownFields
from listings.editor.saving import save_section
from listings.models import HeldChange
from providers.fields.facts import version_of
from providers.fields.sections import SECTIONS
from providers.listing.reading import read_listings
from providers.listing.values import read_section, read_values, values_of
from providers.models import Clinician, Confirmation, Location, OpeningHours, PayerNetwork
from tests.cast import make_user
from tests.factories import (
    make_clinician,
    make_hours,
    make_location,
    make_payer_network,
    make_practice,
    make_program,
    make_term,
)
from tests.listings.editor.listing import full_location, old_hand

pytestmark = pytest.mark.django_db
PERSON = {"id": None, "first_name": "Ana", "last_name": "Ruiz", "credential": "phd", "npi": "", "role": ""}


def test_saving_what_is_there_already_changes_nothing_but_the_confirmation():
    location = full_location(confirmed_days_ago=30)
    user = old_hand(location)
    before = read_values(location.pk)
    for section, values in before.items():
        saved = save_section(location=location, section=section, values=values, user=user)
        assert saved.changes == ()
        assert saved.is_confirmed == (SECTIONS[section].confirms is not None)
    assert read_values(location.pk) == before
    location.refresh_from_db()
    assert location.confirmed_on == timezone.localdate()


def test_any_number_of_listings_is_read_in_one_statement(django_assert_num_queries):
    locations = [full_location(), make_location()]
    with django_assert_num_queries(1):
        listings = read_listings([location.pk for location in locations])
    assert values_of(listings[locations[0].pk])["hours"]["hours"][0]["opens"] == "08:00"
    assert values_of(listings[locations[1].pk])["clinicians"] == {"clinicians": []}


def test_a_part_of_a_section_changes_that_part_and_confirms_nothing():
    location = full_location(confirmed_days_ago=30)
    make_term("therapy/cbt")
    saved = save_section(
        location=location, section="services", values={"therapy": ["cbt"]}, user=old_hand(location)
    )
    assert not saved.is_confirmed
    assert read_section(location.pk, "services")["therapy"] == ["cbt"]
    assert read_section(location.pk, "services")["condition"] == ["ocd"]
    assert Confirmation.objects.get(location=location, section="services").confirmed_on < timezone.localdate()


def test_only_the_hours_that_differ_are_written_anew():
    location = make_location()
    monday, tuesday = make_hours(location, 0), make_hours(location, 1)
    hours = [
        {"weekday": 0, "opens": "09:00", "closes": "17:00"},
        {"weekday": 1, "opens": "09:00", "closes": "12:00"},
        {"weekday": 1, "opens": "13:00", "closes": "17:00"},
    ]
    save_section(location=location, section="hours", values={"hours": hours}, user=make_user())
    assert OpeningHours.objects.filter(pk=monday.pk).exists()
    assert not OpeningHours.objects.filter(pk=tuesday.pk).exists()
    assert read_section(location.pk, "hours")["hours"] == hours


def test_saving_insurance_dates_every_row_and_a_payer_left_out_is_not_known():
    location = make_location()
    long_ago = timezone.localdate() - timedelta(days=100)
    make_payer_network(location, "aetna", confirmed_on=long_ago, confirmed_by="directory")
    make_payer_network(location, "humana", confirmed_on=long_ago)
    values = {"networks": [{"payer": "aetna", "service": "tms", "status": "in-network"}], "payment": []}
    save_section(location=location, section="insurance", values=values, user=make_user())
    row = PayerNetwork.objects.get(location=location)
    assert (row.payer.slug, row.confirmed_on, row.confirmed_by) == ("aetna", timezone.localdate(), "clinic")


def test_a_program_is_attested_by_the_clinic_today():
    location = make_location()
    program = make_program(location, "erp", attested_by="directory", attested_on="2026-01-01")
    values = read_section(location.pk, "programs")
    save_section(location=location, section="programs", values=values, user=make_user())
    program.refresh_from_db()
    assert (program.attested_on, program.attested_by) == (timezone.localdate(), "clinic")


def test_an_admin_speaks_for_the_directory():
    location = make_location()
    admin = make_user(is_superuser=True)
    save_section(
        location=location, section="services", values=read_section(location.pk, "services"), user=admin
    )
    assert Confirmation.objects.get(location=location, section="services").confirmed_by == "directory"


def test_a_person_of_the_practice_is_not_entered_twice():
    practice = make_practice()
    here, there = make_location(practice=practice), make_location(practice=practice)
    person = make_clinician(there, last_name="Ruiz")
    save_section(
        location=here,
        section="clinicians",
        values={"clinicians": [{**PERSON, "npi": "1234567893", "role": "Therapist"}]},
        user=make_user(),
    )
    person.refresh_from_db()
    assert Clinician.objects.count() == 1
    assert person.npi == "1234567893"
    assert set(person.locations.all()) == {here, there}


def test_no_practice_changes_the_facts_of_a_person_whom_another_lists_too():
    here, there = make_location(), make_location()
    person = make_clinician(here, there, last_name="Ruiz")
    row = {**PERSON, "id": person.pk}
    save_section(
        location=here,
        section="clinicians",
        values={"clinicians": [{**row, "role": "Lead"}]},
        user=make_user(),
    )
    with pytest.raises(NotSaved, match="another practice"):
        save_section(
            location=here,
            section="clinicians",
            values={"clinicians": [{**row, "first_name": "Eve"}]},
            user=make_user(),
        )
    assert read_section(here.pk, "clinicians")["clinicians"][0]["role"] == "Lead"
    assert read_section(there.pk, "clinicians")["clinicians"][0]["role"] == ""


def test_an_npi_on_record_with_another_name_is_refused():
    make_clinician(make_location(), npi="1234567893", first_name="Bo", last_name="Li")
    with pytest.raises(NotSaved, match="another name"):
        save_section(
            location=make_location(),
            section="clinicians",
            values={"clinicians": [{**PERSON, "npi": "1234567893"}]},
            user=make_user(),
        )


def test_a_clinician_taken_away_stays_at_the_other_location():
    practice = make_practice()
    here, there = make_location(practice=practice), make_location(practice=practice)
    make_clinician(here, there)
    save_section(location=here, section="clinicians", values={"clinicians": []}, user=make_user())
    assert read_section(here.pk, "clinicians")["clinicians"] == []
    assert len(read_section(there.pk, "clinicians")["clinicians"]) == 1


def test_what_looks_suspicious_waits_while_the_rest_is_public_at_once():
    location = full_location(confirmed_days_ago=30)
    user = old_hand(location)
    values = {
        **read_section(location.pk, "contact"),
        "phone": "+13125550199",
        "website": "https://example.net/",
        "email": "front@example.com",
    }
    saved = save_section(location=location, section="contact", values=values, user=user)
    location.refresh_from_db()
    assert (location.phone, location.email) == ("+13125550123", "front@example.com")
    assert saved.held.after == {"phone": "+13125550199", "website": "https://example.net/"}
    assert saved.why_held
    assert not saved.is_confirmed


def test_asking_again_for_the_same_replaces_what_waited():
    location = full_location()
    user = old_hand(location)
    for phone in ("+13125550198", "+13125550199"):
        values = {"phone": phone, "website": "https://example.net/"}
        save_section(location=location, section="contact", values=values, user=user)
    assert [held.state for held in HeldChange.objects.order_by("pk")] == ["withdrawn", "waiting"]


def test_what_an_admin_has_checked_is_not_held():
    location = full_location()
    values = {"phone": "+13125550199", "website": "https://example.net/"}
    saved = save_section(
        location=location, section="contact", values=values, user=old_hand(location), is_checked=True
    )
    assert saved.held is None
    location.refresh_from_db()
    assert location.phone == "+13125550199"


def test_a_change_of_one_column_leaves_the_others_to_whoever_writes_them():
    location = make_location()
    Location.objects.filter(pk=location.pk).update(about="Written meanwhile")
    save_section(
        location=location, section="contact", values={"email": "a@example.com"}, user=old_hand(location)
    )
    location.refresh_from_db()
    assert (location.about, location.email) == ("Written meanwhile", "a@example.com")


def test_a_version_of_before_is_refused_and_nothing_is_written():
    location = full_location()
    version = version_of(read_section(location.pk, "about"))
    save_section(location=location, section="about", values={"about": "Theirs"}, user=make_user())
    with pytest.raises(ChangedMeanwhile):
        save_section(
            location=location, section="about", values={"about": "Yours"}, user=make_user(), version=version
        )
    assert read_section(location.pk, "about") == {"about": "Theirs"}


def test_a_public_listing_keeps_its_phone():
    location = make_location()
    with pytest.raises(NotSaved, match="phone"):
        save_section(location=location, section="contact", values={"phone": ""}, user=old_hand(location))


def test_the_npi_of_another_practice_is_refused():
    make_practice(npi="1234567893")
    location = make_location()
    with pytest.raises(NotSaved, match="Another practice"):
        save_section(
            location=location, section="contact", values={"npi": "1234567893"}, user=old_hand(location)
        )


def test_a_term_that_is_gone_is_refused_and_nothing_is_written():
    location = full_location()
    with pytest.raises(NotSaved):
        save_section(
            location=location, section="services", values={"therapy": [], "device": ["x"]}, user=make_user()
        )
    assert read_section(location.pk, "services")["therapy"] == ["erp"]


def test_values_of_another_section_are_an_error_of_the_caller():
    with pytest.raises(UnknownFields):
        save_section(location=make_location(), section="about", values={"phone": ""}, user=make_user())
