"""Each rule that the database keeps has a test that breaks it."""

from datetime import date, time
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, models

from providers.models import (
    Clinician,
    Confirmation,
    Location,
    LocationClinician,
    LocationTerm,
    OpeningHours,
    PayerNetwork,
    Practice,
    Term,
)
from tests.factories import (
    make_clearance,
    make_clinician,
    make_hours,
    make_location,
    make_payer_network,
    make_practice,
    make_program,
    make_term,
)
from tests.listings.models.test_constraints import BREAKS as BREAKS_OF_LISTINGS

pytestmark = pytest.mark.django_db

GOOD_NPI, WRONG_CHECK_DIGIT = "1234567893", "1234567890"


def change(row: models.Model, **fields) -> None:
    type(row)._default_manager.filter(pk=row.pk).update(**fields)


def change_location(**fields):
    return lambda: change(make_location(), **fields)


def overlapping_hours() -> None:
    location = make_location()
    make_hours(location, 0, "09:00", "12:00")
    make_hours(location, 0, "11:30", "17:00")


def twice(make, *arguments, **fields):
    def break_it() -> None:
        location = make_location()
        make(location, *arguments, **fields)
        make(location, *arguments, **fields)

    return break_it


BREAKS = {
    "term_is_unique": lambda: [
        Term.objects.create(vocabulary="therapy", slug="xyz", label="X", position=1) for _ in range(2)
    ],
    "term_vocabulary_is_known": lambda: Term.objects.create(
        vocabulary="colour", slug="red", label="Red", position=1
    ),
    "term_merged_is_retired": lambda: change(
        make_term("therapy/cbt"), merged_into=make_term("therapy/erp"), is_retired=False
    ),
    "clearance_ages_in_order": lambda: make_clearance(age_min=22, age_max=21),
    "clearance_status_is_known": lambda: make_clearance(status="approved"),
    "clearance_date_is_a_date": lambda: make_clearance(decision_date="2020-13"),
    "clearance_is_unique": lambda: [make_clearance() for _ in range(2)],
    "clearance_device_is_a_device": lambda: make_clearance(device_id=make_term("therapy/cbt").pk),
    "clearance_condition_is_a_condition": lambda: make_clearance(condition_id=make_term("therapy/cbt").pk),
    "practice_npi_check_digit": lambda: make_practice(npi=WRONG_CHECK_DIGIT),
    "providers_practice_npi_key": lambda: [make_practice(npi=GOOD_NPI) for _ in range(2)],
    "clinician_npi_check_digit": lambda: make_clinician(npi=WRONG_CHECK_DIGIT),
    "providers_clinician_npi_key": lambda: [make_clinician(npi=GOOD_NPI) for _ in range(2)],
    "clinician_credential_is_known": lambda: make_clinician(credential="wizard"),
    "location_published_has_point_and_phone": change_location(phone=""),
    "location_point_is_on_earth": change_location(latitude=90.1),
    "location_phone_is_e164": change_location(phone="312 555 0123"),
    "location_zip_is_5_digits": change_location(postal_code="6061"),
    "location_state_is_a_code": change_location(state="Il"),
    "location_status_is_known": change_location(status="archived"),
    "location_ages_in_order": change_location(age_min=18, age_max=17),
    "location_rating_goes_with_count": change_location(rating_average=Decimal("4.5"), rating_count=0),
    "location_term_is_unique": lambda: [
        LocationTerm.objects.create(location=location, term=make_term("therapy/cbt"))
        for location in [make_location()] * 2
    ],
    "location_clinician_is_unique": lambda: [
        LocationClinician.objects.create(location=location, clinician=clinician)
        for location, clinician in [(make_location(), make_clinician())] * 2
    ],
    "hours_weekday_is_known": lambda: make_hours(make_location(), 7),
    "hours_open_before_close": lambda: make_hours(make_location(), 0, "17:00", "09:00"),
    "hours_do_not_overlap": overlapping_hours,
    "payer_network_is_unique": twice(make_payer_network),
    "payer_network_values_are_known": lambda: make_payer_network(make_location(), status="maybe"),
    "payernetwork_payer_is_a_payer": lambda: change(
        make_payer_network(make_location()), payer=make_term("therapy/cbt")
    ),
    "program_is_unique": twice(make_program),
    "program_timing_and_delivery_are_known": lambda: make_program(make_location(), timing="at-noon"),
    "program_credentials_are_known": lambda: make_program(make_location(), therapist_credentials=["wizard"]),
    "combinedprogram_therapy_is_a_therapy": lambda: change(
        make_program(make_location()), therapy=make_term("condition/ocd")
    ),
    "combinedprogram_condition_is_a_condition": lambda: change(
        make_program(make_location()), condition=make_term("therapy/cbt")
    ),
    "confirmation_is_unique": lambda: [
        Confirmation.objects.create(
            location=location, section="contact", confirmed_on=date(2026, 11, 1), confirmed_by="clinic"
        )
        for location in [make_location(confirmed_days_ago=None)] * 2
    ],
    "confirmation_values_are_known": lambda: Confirmation.objects.create(
        location=make_location(confirmed_days_ago=None),
        section="gossip",
        confirmed_on=date(2026, 11, 1),
        confirmed_by="clinic",
    ),
}


@pytest.mark.parametrize(("constraint", "break_it"), BREAKS.items(), ids=BREAKS.keys())
def test_the_database_refuses_what_breaks_a_rule(constraint, break_it):
    with pytest.raises(IntegrityError) as refusal:
        break_it()
    broken = refusal.value.__cause__.diag.constraint_name
    assert broken == constraint or broken.startswith(f"{constraint.removesuffix('_key')}_")


def test_every_constraint_of_the_models_is_broken_by_some_test():
    """Unique columns and the keys to (term, vocabulary) stand in migrations; these stand in the models."""
    named = {
        constraint.name
        for model in (*_models(), Practice, Clinician)
        for constraint in model._meta.constraints
    }
    # Only a target for foreign keys: an id is unique by itself.
    assert named - {"term_id_with_vocabulary"} <= BREAKS.keys() | BREAKS_OF_LISTINGS.keys()


def _models() -> list[type[models.Model]]:
    return list(Practice._meta.apps.get_app_config("providers").get_models())


@pytest.mark.parametrize("missing", ["latitude", "longitude"])
def test_a_published_location_has_a_point(missing):
    with pytest.raises(IntegrityError, match=r"location_(published_has_point|point_is_on_earth)"):
        change_location(**{missing: None})()


def test_a_draft_may_lack_point_and_phone():
    assert make_location(point=None, phone="", status=Location.Status.DRAFT).pk


def test_hours_that_touch_and_hours_of_another_place_do_not_overlap():
    one, other = make_location(), make_location()
    make_hours(one, 0, "09:00", "12:00")
    make_hours(one, 0, "12:00", "17:00")
    make_hours(one, 1, "09:00", "12:00")
    make_hours(other, 0, "09:00", "12:00")
    assert OpeningHours.objects.filter(opens=time(9)).count() == 3


@pytest.mark.parametrize(
    ("npi", "is_valid"),
    [
        ("1234567893", True),
        ("1558598797", True),
        ("2000000002", True),
        ("1234567890", False),
        ("1999999985", False),
        ("3234567893", False),
        ("123456789", False),
        ("12345678931", False),
        ("１２３４５６７８９３", False),
        ("", False),
    ],
)
def test_the_database_knows_the_check_digit(npi, is_valid):
    with connection.cursor() as cursor:
        cursor.execute("SELECT npi_is_valid(%s)", [npi])
        assert cursor.fetchone() == (is_valid,)


def test_a_term_in_use_cannot_change_its_vocabulary():
    program = make_program(make_location(), therapy="erp")
    with pytest.raises(IntegrityError, match="combinedprogram_therapy_is_a_therapy"):
        Term.objects.filter(pk=program.therapy_id).update(vocabulary="condition")


def test_a_payer_out_of_network_for_one_service_may_be_in_network_for_the_other():
    location = make_location()
    make_payer_network(location, service="tms", status="out-of-network")
    make_payer_network(location, service="therapy")
    assert PayerNetwork.objects.filter(location=location).count() == 2
