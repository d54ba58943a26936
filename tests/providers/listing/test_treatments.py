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


def clearance(
    device: CatalogTerm | None = BRAINSWAY, condition: CatalogTerm = OCD, **fields
) -> DeviceClearance:
    defaults = {
        "status": "cleared",
        "year": 2018,
        "age_min": None,
        "age_max": None,
        "k_number": "",
        "note": "",
        "source_url": "",
        "is_verified": True,
        "checked_on": date(2026, 11, 22),
    }
    return DeviceClearance(device=device, condition_id=condition.id, **{**defaults, **fields})


def only(conditions, devices, clearances) -> treatments.Treatment:
    (treatment,) = treatments.treatments_of(conditions, devices, clearances)
    return treatment


def test_a_device_here_that_is_cleared_is_named():
    treatment = only([OCD], [BRAINSWAY], [clearance(status="de-novo", note="Adults")])
    assert treatment.standing == Standing.CLEARED
    assert treatment.headline == "FDA-cleared for this with BrainsWay, used here."
    assert treatment.facts[0].text == "BrainsWay: 2018, De Novo; Adults."
    assert treatment.facts[0].checked == "Checked Nov\xa022, 2026"


def test_the_number_and_the_ages_of_a_clearance_are_told():
    found = clearance(k_number="K222171", age_min=15, age_max=21, source_url="https://example.com/k222171")
    fact = only([OCD], [BRAINSWAY], [found]).facts[0]
    assert fact.text == "BrainsWay: 2018, FDA number K222171; ages 15 to 21."
    assert fact.source_url == "https://example.com/k222171"


def test_a_clearance_that_was_not_found_in_a_source_says_so():
    fact = only([OCD], [BRAINSWAY], [clearance(is_verified=False)]).facts[0]
    assert fact.text.endswith("Widely reported, but we have not found it in a source ourselves.")


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
    assert "Which device is used here is not known." in treatment.headline


def test_a_record_without_a_maker_says_so():
    treatment = only([OCD], [NEUROSTAR], [clearance(device=None, year=2008)])
    assert treatment.standing == Standing.CLEARED_KIND
    assert treatment.headline == "FDA-cleared for this since 2008; the record we have names no maker."


def test_a_clearance_for_another_condition_does_not_count():
    assert only([PTSD], [BRAINSWAY], [clearance(condition=OCD)]).standing == Standing.OFF_LABEL


def test_no_page_ever_says_approved():
    every = [
        only([OCD], [BRAINSWAY], [clearance()]),
        only([PTSD], [], []),
        only([OCD], [NEUROSTAR], [clearance()]),
    ]
    assert not any("approved" in treatment.headline for treatment in every)


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(15, 21, "ages 15 to 21"), (12, None, "from age 12"), (None, 68, "up to age 68"), (None, None, "")],
)
def test_ages_of_a_clearance(low, high, expected):
    assert treatments.ages(clearance(age_min=low, age_max=high)) == expected
