"""What a demo directory is like: everything goes together, and nothing could be mistaken for a real place."""

from collections import Counter
from datetime import timedelta

import numpy as np
import phonenumbers
import pytest
from django.db import connection
from django.db.models import Count, F, Q
from geopy.distance import great_circle

from places.index import place_index
from providers.models import (
    Clinician,
    CombinedProgram,
    Confirmation,
    Delivery,
    Freshness,
    Location,
    LocationTerm,
    OpeningHours,
    PayerNetwork,
    Practice,
    Timing,
    freshness,
)
from providers.models.card_facts import card_facts_sql
from providers.npi import is_valid_npi
from tests.demo_fixture import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_directory")]

ALL = 2_000


def having(*names: str) -> set[int]:
    """The ids of locations that have one of the terms "vocabulary/slug"."""
    wanted = Q()
    for name in names:
        vocabulary, slug = name.split("/")
        wanted |= Q(term__vocabulary=vocabulary, term__slug=slug)
    return set(LocationTerm.objects.filter(wanted).values_list("location_id", flat=True))


def test_the_load_says_how_many_rows_each_table_got(demo_directory):
    assert demo_directory.rows["providers_location"] == ALL == Location.objects.count()
    for model in (
        Practice,
        Clinician,
        LocationTerm,
        OpeningHours,
        PayerNetwork,
        CombinedProgram,
        Confirmation,
    ):
        assert demo_directory.rows[model._meta.db_table] == model.objects.count() > 0


def test_everything_is_marked_as_demo():
    assert not Practice.objects.filter(is_demo=False).exists()
    assert not Clinician.objects.filter(is_demo=False).exists()


def test_a_practice_has_one_to_eight_locations_and_each_one_to_six_clinicians():
    locations = Counter(Location.objects.values_list("practice_id", flat=True))
    clinicians = Location.objects.annotate(people=Count("clinicians")).values_list("people", flat=True)
    assert (min(locations.values()), max(locations.values())) == (1, 8)
    assert (min(clinicians), max(clinicians)) >= (1, 3)
    assert max(clinicians) <= 6


def test_npis_are_valid_unlike_any_given_out_and_all_different():
    npis = [
        *Practice.objects.exclude(npi=None).values_list("npi", flat=True),
        *Clinician.objects.exclude(npi=None).values_list("npi", flat=True),
    ]
    assert len(npis) > ALL
    assert all(is_valid_npi(npi) and npi.startswith("2") for npi in npis)
    assert len(set(npis)) == len(npis)


def test_phones_are_possible_numbers_kept_for_invented_ones():
    for phone in Location.objects.values_list("phone", flat=True):
        assert phone[5:10] == "55501"
        assert phonenumbers.is_possible_number(phonenumbers.parse(phone))


def test_sites_and_mailboxes_are_under_example_com():
    sites = [
        *Practice.objects.exclude(website="").values_list("website", flat=True),
        *Location.objects.exclude(website="").values_list("website", flat=True),
    ]
    assert sites
    assert all(site.startswith("https://") and ".example.com" in site for site in sites)
    mailboxes = Location.objects.exclude(email="").values_list("email", flat=True)
    assert mailboxes
    assert all(mailbox.endswith(".example.com") for mailbox in mailboxes)


def test_what_a_place_says_about_itself_begins_with_being_invented():
    abouts = Location.objects.exclude(about="").values_list("about", flat=True)
    assert all(any(word in text for word in ("invented", "made-up", "does not exist")) for text in abouts)
    assert 0.3 * ALL < len(abouts) < 0.8 * ALL


def test_locations_lie_around_the_point_of_their_zip():
    zips = {place.code: place for place in place_index().zips}
    for location in Location.objects.all():
        place = zips[location.postal_code]
        miles = great_circle((location.latitude, location.longitude), (place.latitude, place.longitude)).miles
        assert miles == 0 if location.is_approximate else miles < 2.1
        assert (location.state, location.city, location.time_zone) == (
            place.state,
            place.near_city,
            place.time_zone,
        )
    assert 0 < Location.objects.filter(is_approximate=True).count() < 0.1 * ALL


def test_there_are_more_locations_where_more_people_live():
    people, locations = Counter(), Counter(Location.objects.values_list("state", flat=True))
    for place in place_index().zips:
        people[place.state] += place.population
    states = list(people)
    found = np.corrcoef([people[state] for state in states], [locations[state] for state in states])
    assert found[0, 1] > 0.9


def test_locations_of_one_practice_are_near_each_other():
    practice = Practice.objects.annotate(size=Count("locations")).filter(size__gt=2)
    assert practice.exists()
    for one in practice:
        states = set(one.locations.values_list("state", flat=True))
        assert len(states) == 1


def test_names_of_one_practices_locations_tell_them_apart():
    names = Location.objects.values("practice_id", "name").annotate(same=Count("id")).filter(same__gt=1)
    assert not names.exists()
    lengths = [len(name) for name in Location.objects.values_list("name", flat=True)]
    assert max(lengths) <= 200
    assert max(lengths) > 120


def test_protocols_fit_the_devices():
    deep = having("protocol/deep-h1", "protocol/deep-h7-ocd", "protocol/deep-h4-smoking")
    brainsway = having("device/brainsway")
    assert deep
    assert deep <= brainsway
    assert having("protocol/saint") == having("device/saint-magnus")
    one_device = Location.objects.filter(terms__vocabulary="device").annotate(devices=Count("terms"))
    only_deep = set(one_device.filter(devices=1).values_list("pk", flat=True)) & brainsway
    assert only_deep
    assert not only_deep & having("protocol/rtms-10hz-left", "protocol/itbs-left")


def test_conditions_fit_protocols_and_ages():
    assert having("protocol/deep-h7-ocd") <= having("condition/ocd")
    assert having("protocol/deep-h4-smoking") == having("condition/smoking")
    assert having("condition/mdd-15-21") <= having("age_group/15-17") & having("age_group/18-21")
    assert having("age_group/12-14") <= having("age_group/15-17")


def test_ages_fit_the_age_groups():
    for location in Location.objects.filter(age_min__isnull=False).prefetch_related("terms"):
        groups = {term.slug for term in location.terms.all() if term.vocabulary == "age_group"}
        assert location.age_min == min(int(slug[:2]) for slug in groups)
        assert (location.age_max is None) == ("65-plus" in groups)
    assert Location.objects.filter(age_min=None, age_max=None).exists()


def test_schedule_terms_follow_from_the_hours():
    weekdays = OpeningHours.objects.filter(weekday__lt=5)

    def at(**condition):
        return set(weekdays.filter(**condition).values_list("location_id", flat=True))

    assert having("schedule/early-morning") == at(opens__lt="08:00")
    assert having("schedule/evening") == at(closes__gt="18:00")
    weekend = OpeningHours.objects.filter(weekday__gte=5).values_list("location_id", flat=True)
    assert having("schedule/weekend") == set(weekend)


def test_hours_go_by_the_quarter_some_with_a_break_and_some_not_known():
    hours = list(OpeningHours.objects.all())
    assert all(time.minute % 15 == time.second == 0 for span in hours for time in (span.opens, span.closes))
    days = Counter((span.location_id, span.weekday) for span in hours)
    assert set(days.values()) == {1, 2}
    assert 0.05 * ALL < Location.objects.filter(hours=None).count() < 0.3 * ALL


def test_most_listings_are_fresh_and_some_are_not():
    states = Counter(
        freshness(day, TODAY) for day in Location.objects.published().values_list("confirmed_on", flat=True)
    )
    assert states[Freshness.FRESH] > 0.7 * ALL
    assert states[Freshness.UNCONFIRMED] > 0.02 * ALL
    assert states[Freshness.HIDDEN] > 0.05 * ALL
    assert Location.objects.filter(confirmations=None).exists()


def test_confirmed_on_is_what_the_trigger_would_make_of_the_confirmations():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM providers_location AS location WHERE confirmed_on IS DISTINCT FROM ("
            "    SELECT CASE WHEN count(*) = 5 THEN min(confirmation.confirmed_on) END"
            "    FROM providers_confirmation AS confirmation WHERE location_id = location.id)"
        )
        assert cursor.fetchone() == (0,)


def test_card_facts_are_what_the_trigger_would_gather():
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id, card_facts, {card_facts_sql('providers_location.id')} FROM providers_location"
        )
        rows = cursor.fetchall()
    assert [(pk, gathered) for pk, _, gathered in rows] == [(pk, drawn) for pk, drawn, _ in rows]
    assert len({drawn for _, drawn, _ in rows}) > ALL / 2


def test_all_rows_are_stamped_with_the_transaction_that_made_them():
    assert Location.objects.values("changed_in").distinct().count() == 1


def test_some_locations_closed_and_were_not_confirmed_after_that():
    closed = Location.objects.filter(status=Location.Status.CLOSED)
    assert 0 < closed.count() < 0.06 * ALL
    assert not closed.filter(closed_on=None).exists()
    assert not closed.filter(closed_on__gte=TODAY).exists()
    assert not Location.objects.published().exclude(closed_on=None).exists()
    assert not Confirmation.objects.filter(confirmed_on__gt=F("location__closed_on")).exists()


def test_unknown_is_among_the_answers():
    for unknown in ("accepting_new_patients", "wait_weeks", "age_min"):
        assert 0 < Location.objects.filter(**{unknown: None}).count() < ALL
    for empty in ("website", "email", "about", "street", "street_detail", "phone_extension"):
        assert 0 < Location.objects.filter(**{empty: ""}).count() < ALL


def test_availability_that_was_never_confirmed_is_unknown():
    silent = Location.objects.exclude(confirmations__section="availability")
    assert silent.exists()
    assert not silent.exclude(accepting_new_patients=None, wait_weeks=None).exists()


def test_payers_carry_the_date_and_the_source_of_the_insurance_section():
    sections = {row.location_id: row for row in Confirmation.objects.filter(section="insurance")}
    for network in PayerNetwork.objects.all():
        section = sections.get(network.location_id)
        expected = (section.confirmed_on, section.confirmed_by) if section else (None, "")
        assert (network.confirmed_on, network.confirmed_by) == expected
    assert set(PayerNetwork.objects.values_list("status", flat=True)) == {"in-network", "out-of-network"}
    assert set(PayerNetwork.objects.values_list("service", flat=True)) == {"tms", "therapy"}


def test_who_can_pay_for_themselves_is_found_under_that_payer():
    payers = PayerNetwork.objects.filter(payer__slug="self-pay")
    assert set(payers.values_list("location_id", flat=True)) == having("payment/self-pay")
    assert set(payers.values_list("service", "status")) == {("tms", "in-network")}


def test_plans_that_exist_in_some_states_only_are_only_there():
    kaiser = Location.objects.filter(payer_networks__payer__slug="kaiser")
    assert kaiser.exists()
    assert not kaiser.filter(state__in=["TX", "NY", "FL"]).exists()
    assert not Location.objects.filter(state="CA", payer_networks__payer__slug="tricare-east").exists()


def test_programs_combine_what_the_location_offers_with_a_fitting_time():
    counts = Counter(CombinedProgram.objects.values_list("location_id", flat=True))
    assert 1 <= max(counts.values()) <= 3
    offered = {
        (location_id, term_id)
        for location_id, term_id in LocationTerm.objects.values_list("location_id", "term_id")
    }
    with_operators = CombinedProgram.objects.filter(therapist_credentials__contains=["tms-operator"])
    assert not with_operators.exclude(timing=Timing.DURING_SESSION, therapy__slug="ba").exists()
    for program in CombinedProgram.objects.all():
        ours = program.delivery in (Delivery.ON_SITE, Delivery.PARTNER)
        assert not ours or (program.location_id, program.therapy_id) in offered
        assert ours or program.therapist_credentials == []
        assert bool(program.partner_name) == (program.delivery == Delivery.PARTNER)
        assert program.condition_id is None or (program.location_id, program.condition_id) in offered
        assert program.attested_on <= TODAY
    on_site_only = [Timing.DURING_SESSION, Timing.SAME_DAY_BEFORE]
    assert not (
        CombinedProgram.objects.filter(timing__in=on_site_only).exclude(delivery=Delivery.ON_SITE).exists()
    )
    assert set(CombinedProgram.objects.values_list("shared_plan", flat=True)) == {True, False, None}


def test_dates_count_back_from_the_day_given():
    newest = Confirmation.objects.order_by("-confirmed_on").first().confirmed_on
    assert TODAY - timedelta(days=3) <= newest <= TODAY


def test_every_term_of_the_listings_vocabularies_is_used():
    """So that no filter of the demo stays empty."""
    used = set(LocationTerm.objects.values_list("term__vocabulary", flat=True).distinct())
    assert used == {
        *("condition", "therapy", "protocol", "device", "age_group"),
        *("language", "accessibility", "telehealth", "payment", "schedule"),
    }
    from_payers = set(PayerNetwork.objects.values_list("payer__vocabulary", flat=True).distinct())
    assert from_payers == {"payer"}
