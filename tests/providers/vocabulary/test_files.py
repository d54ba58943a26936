"""The shipped vocabularies and clearances: complete, plain, and the same as what the code knows."""

import json
import re
from collections import Counter
from datetime import date

import pytest

from providers.models import Clearance, ClearanceStatus, Credential, Delivery, Timing, Vocabulary
from providers.vocabulary.files import (
    ClearanceEntry,
    VocabularyFileError,
    read_clearances,
    read_terms,
)

TERMS = read_terms()
CLEARANCES = read_clearances()


def slugs(vocabulary: Vocabulary) -> list[str]:
    return [entry.slug for entry in TERMS if entry.vocabulary == vocabulary]


def test_every_vocabulary_has_its_terms():
    # The numbers of the domain's page, vocabulary by vocabulary.
    assert Counter(entry.vocabulary.value for entry in TERMS) == {
        "condition": 18,
        "therapy": 15,
        "protocol": 11,
        "device": 11,
        "payer": 19,
        "language": 13,
        "age_group": 5,
        "accessibility": 9,
        "payment": 7,
        "telehealth": 3,
        "schedule": 3,
        "credential": 11,
        "timing": 9,
        "delivery": 4,
    }


@pytest.mark.parametrize(
    ("vocabulary", "choices"),
    [
        (Vocabulary.CREDENTIAL, Credential),
        (Vocabulary.TIMING, Timing),
        (Vocabulary.DELIVERY, Delivery),
    ],
)
def test_the_choices_of_the_models_are_the_slugs_of_the_file(vocabulary, choices):
    assert choices.values == slugs(vocabulary)


@pytest.mark.parametrize("entry", TERMS, ids=lambda entry: f"{entry.vocabulary}/{entry.slug}")
def test_every_term_reads_well(entry):
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entry.slug)
    assert 2 <= len(entry.label) <= 60
    assert entry.label == entry.label.strip()
    assert not entry.label.endswith(".")
    assert entry.explanation.endswith(".")
    assert len(entry.explanation) <= 200
    assert entry.to_check.lower() in entry.explanation.lower()


def test_labels_of_a_vocabulary_are_different():
    for vocabulary in Vocabulary:
        labels = [entry.label.lower() for entry in TERMS if entry.vocabulary == vocabulary]
        assert len(set(labels)) == len(labels)


def test_positions_follow_the_file():
    for vocabulary in Vocabulary:
        assert [entry.position for entry in TERMS if entry.vocabulary == vocabulary] == list(
            range(len(slugs(vocabulary)))
        )


def test_conditions_without_a_clearance_say_so():
    cleared = {entry.condition for entry in CLEARANCES}
    for entry in TERMS:
        if entry.vocabulary == Vocabulary.CONDITION:
            assert ("Not FDA-cleared for this; evidence varies." in entry.explanation) == (
                entry.slug not in cleared
            )


def test_nothing_is_called_approved():
    words = " ".join([*(entry.explanation for entry in TERMS), *(entry.note for entry in CLEARANCES)])
    assert "approv" not in words.lower()


def test_clearances_name_known_devices_and_conditions():
    for entry in CLEARANCES:
        assert entry.device is None or entry.device in slugs(Vocabulary.DEVICE)
        assert entry.condition in slugs(Vocabulary.CONDITION)
        assert entry.k_number == "" or re.fullmatch(r"K\d{6}", entry.k_number)
        assert entry.checked_on == date(2026, 11, 22)
        assert len(entry.note) <= Clearance._meta.get_field("note").max_length


def test_the_clearances_are_those_of_the_domains_page():
    found = {(entry.device, entry.condition, entry.k_number or entry.year) for entry in CLEARANCES}
    assert found == {
        (None, "mdd", 2008),
        ("brainsway", "mdd", "K122288"),
        ("saint-magnus", "mdd", "K220177"),
        ("neuroqore", "mdd", "K232688"),
        ("apollo", "mdd", "K232639"),
        ("neurostar", "mdd-15-21", "K231926"),
        ("magstim-horizon", "mdd-15-21", "K243869"),
        ("magventure", "mdd-15-21", "K251125"),
        ("apollo", "mdd-15-21", 2025),
        ("brainsway", "anxious-depression", 2021),
        ("neurostar", "anxious-depression", "K220127"),
        ("magstim-horizon", "anxious-depression", "K223154"),
        ("magventure", "anxious-depression", "K251119"),
        ("brainsway", "ocd", 2018),
        ("neurostar", "ocd", 2022),
        ("magstim-horizon", "ocd", "K222171"),
        ("cloudtms", "ocd", "K221129"),
        ("magventure", "ocd", "K251119"),
        ("brainsway", "smoking", 2020),
        (None, "migraine", 2013),
        (None, "migraine", "K230358"),
    }


def test_what_is_only_widely_known_is_not_called_verified():
    unverified = {(entry.device, entry.condition) for entry in CLEARANCES if not entry.is_verified}
    assert unverified == {("brainsway", "anxious-depression"), ("brainsway", "smoking")}


def test_ages_are_given_only_where_the_page_gives_them():
    ages = {(entry.condition, entry.age_min, entry.age_max) for entry in CLEARANCES if entry.age_min}
    assert ages == {("mdd-15-21", 15, 21), ("migraine", 12, None)}


def test_only_ocd_with_brainsway_went_the_de_novo_way():
    de_novo = [entry for entry in CLEARANCES if entry.status == ClearanceStatus.DE_NOVO]
    assert [(entry.device, entry.condition, entry.year) for entry in de_novo] == [("brainsway", "ocd", 2018)]


def test_a_number_leads_to_the_page_of_the_fda():
    by_number = {entry.k_number: entry.source_url for entry in CLEARANCES}
    assert by_number["K122288"] == (
        "https://www.accessdata.fda.gov/scripts/cdrh/cfdocs/cfpmn/pmn.cfm?ID=K122288"
    )
    assert by_number[""] == ""


ENTRY = {"slug": "ocd", "label": "OCD", "explanation": "Thoughts."}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "cannot be read"),
        ("[]", "must hold one object"),
        (json.dumps({"colour": [ENTRY]}), "colour number 0"),
        (json.dumps({"condition": [{**ENTRY, "extra": 1}]}), "extra"),
        (json.dumps({"condition": [{"slug": "ocd"}]}), "condition number 0"),
        (json.dumps({"condition": [ENTRY, ENTRY]}), "condition/ocd is there twice"),
    ],
)
def test_a_file_of_terms_that_is_wrong_is_explained(tmp_path, content, message):
    path = tmp_path / "terms.json"
    path.write_text(content)
    with pytest.raises(VocabularyFileError, match=message):
        read_terms(path)


def test_a_file_that_is_not_there_is_explained(tmp_path):
    with pytest.raises(VocabularyFileError, match=r"terms\.json cannot be read"):
        read_terms(tmp_path / "terms.json")


FACT = {
    "device": None,
    "condition": "ocd",
    "age_min": None,
    "age_max": None,
    "status": "cleared",
    "year": 2018,
    "k_number": "",
    "is_verified": True,
    "note": "",
}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ({"clearances": []}, "checked_on"),
        ({"checked_on": "soon", "clearances": []}, "checked_on"),
        ({"checked_on": "2026-11-22", "clearances": [{**FACT, "status": "approved"}]}, "clearance number 0"),
        ({"checked_on": "2026-11-22", "clearances": [{"device": None}]}, "clearance number 0"),
        ({"checked_on": "2026-11-22", "clearances": [FACT, FACT]}, "is there twice"),
    ],
)
def test_a_file_of_clearances_that_is_wrong_is_explained(tmp_path, content, message):
    path = tmp_path / "clearances.json"
    path.write_text(json.dumps(content))
    with pytest.raises(VocabularyFileError, match=message):
        read_clearances(path)


def test_a_corrected_year_is_the_same_fact_where_there_is_a_number():
    entry = CLEARANCES[1]
    assert isinstance(entry, ClearanceEntry)
    assert entry.k_number
    assert "2013" not in str(entry.identity)
