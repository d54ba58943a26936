"""What a place treats, and with what standing."""

from datetime import date

import pytest

from providers.listing import treatments
from providers.listing.listing import DeviceClearance
from providers.listing.treatments import Standing
from providers.models import Vocabulary
from providers.vocabulary.catalog import CatalogTerm

OCD = CatalogTerm(1, Vocabulary.CONDITION, "ocd", "OCD", "Unwanted thoughts and rituals.")
PTSD = CatalogTerm(
    2, Vocabulary.CONDITION, "ptsd", "PTSD", "After trauma. Not FDA-cleared for this; evidence varies."
)
BRAINSWAY = CatalogTerm(11, Vocabulary.DEVICE, "brainsway", "BrainsWay", "")
NEUROSTAR = CatalogTerm(12, Vocabulary.DEVICE, "neurostar", "NeuroStar", "")
UNKNOWN = CatalogTerm(13, Vocabulary.DEVICE, "unknown", "Device not known", "")


def clearance(device: CatalogTerm = BRAINSWAY, condition: CatalogTerm = OCD, **fields) -> DeviceClearance:
    defaults = {
        "age_min": None,
        "age_max": None,
        "for_adults": True,
        "is_adjunct": False,
        "use": "",
        "status": "cleared",
        "decision_date": "2018-08-17",
        "number": "",
        "protocol": "",
        "source_url": "",
        "is_verified": True,
        "checked_on": date(2026, 11, 30),
    }
    return DeviceClearance(device=device, condition_id=condition.id, **{**defaults, **fields})


def only(conditions, devices, clearances) -> treatments.Treatment:
    (treatment,) = treatments.treatments_of(conditions, devices, clearances)
    return treatment


def test_a_device_here_that_is_cleared_is_named():
    treatment = only([OCD], [BRAINSWAY], [clearance(is_adjunct=True)])
    assert treatment.standing == Standing.CLEARED
    assert treatment.headline == "FDA-cleared for this with BrainsWay, used here."
    [fact] = treatment.facts
    assert fact.device == "BrainsWay"
    assert fact.text == "Cleared in August 2018 for adults, alongside other treatment."
    assert fact.checked == "Nov\xa030, 2026"


def test_a_clearance_leads_to_the_fda_and_to_its_source():
    found = clearance(number="K222171", source_url="https://example.com/k222171")
    fact = only([OCD], [BRAINSWAY], [found]).facts[0]
    assert fact.fda_url.endswith("pmn.cfm?ID=K222171")
    assert fact.source_url == "https://example.com/k222171"


def test_what_was_not_found_in_a_source_is_not_stated_as_a_fact():
    treatment = only([OCD], [BRAINSWAY], [clearance(is_verified=False)])
    assert treatment.standing == Standing.REPORTED
    assert treatment.headline.startswith("Reported, not verified by us: ")
    assert treatment.facts[0].text.startswith("Reported, not verified by us: cleared in August 2018")


def test_a_verified_device_is_named_and_not_the_one_beside_it_that_is_only_reported():
    found = [clearance(), clearance(NEUROSTAR, is_verified=False)]
    treatment = only([OCD], [BRAINSWAY, NEUROSTAR], found)
    assert treatment.headline == "FDA-cleared for this with BrainsWay, used here."
    assert len(treatment.facts) == 2


def test_a_condition_without_any_clearance_is_off_label():
    treatment = only([PTSD], [BRAINSWAY], [])
    assert treatment.standing == Standing.OFF_LABEL
    assert treatment.headline == "Off-label: not FDA-cleared for this; evidence varies."
    assert treatment.explanation == "After trauma."


def test_a_device_here_that_is_not_the_cleared_one_is_off_label_here():
    treatment = only([OCD], [NEUROSTAR], [clearance()])
    assert treatment.standing == Standing.OTHER_DEVICE
    assert "no FDA clearance for this with NeuroStar" in treatment.headline
    assert not treatment.is_about_device_here


@pytest.mark.parametrize("devices", [[], [UNKNOWN]])
def test_where_the_device_is_not_known_nothing_is_claimed_for_the_place(devices):
    treatment = only([OCD], devices, [clearance()])
    assert treatment.standing == Standing.DEVICE_UNKNOWN
    assert "Ask which device is used here." in treatment.headline


def test_a_clearance_for_another_condition_does_not_count():
    assert only([PTSD], [BRAINSWAY], [clearance(condition=OCD)]).standing == Standing.OFF_LABEL


def test_no_page_ever_says_approved():
    every = [
        only([OCD], [BRAINSWAY], [clearance()]),
        only([PTSD], [], []),
        only([OCD], [NEUROSTAR], [clearance()]),
    ]
    assert not any("approved" in treatment.headline for treatment in every)
