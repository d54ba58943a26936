"""The shipped vocabularies: complete, plain, and the same as what the code knows."""

import json
import re
from collections import Counter

import pytest

from providers.models import Credential, Delivery, Timing, Vocabulary
from providers.vocabulary.clearance_file import read_clearances
from providers.vocabulary.files import VocabularyFileError, read_terms

TERMS = read_terms()


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
    cleared = {entry.condition for entry in read_clearances()}
    for entry in TERMS:
        if entry.vocabulary == Vocabulary.CONDITION:
            assert ("Not FDA-cleared for this; evidence varies." in entry.explanation) == (
                entry.slug not in cleared
            )


def test_nothing_is_called_approved():
    assert not any("approv" in entry.explanation.lower() for entry in TERMS)


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
