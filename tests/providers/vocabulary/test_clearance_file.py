"""The shipped clearances: complete, with sources, and with nothing stated as a fact that was not found."""

import csv
import re
from collections import Counter

import pytest

from providers.models import Clearance, ClearanceStatus, Vocabulary
from providers.vocabulary.clearance_file import CLEARANCES_FILE, read_clearances
from providers.vocabulary.files import VocabularyFileError, read_terms

CLEARANCES = read_clearances()
ROWS = list(csv.DictReader(CLEARANCES_FILE.open(encoding="utf-8")))


def slugs(vocabulary: Vocabulary) -> set[str]:
    return {entry.slug for entry in read_terms() if entry.vocabulary == vocabulary}


def test_every_row_names_a_known_device_and_condition_and_fits_the_table():
    assert len(CLEARANCES) == len(ROWS)
    for entry in CLEARANCES:
        assert entry.device in slugs(Vocabulary.DEVICE)
        assert entry.condition in slugs(Vocabulary.CONDITION)
        assert re.fullmatch(r"((K|DEN)\d{6})?", entry.number)
        assert entry.source_url.startswith("https://")
        for name in ("note", "protocol", "use", "number", "source_url"):
            assert len(getattr(entry, name)) <= (Clearance._meta.get_field(name).max_length or 0)


def test_the_best_known_devices_are_cleared_for_depression():
    assert {entry.device for entry in CLEARANCES if entry.condition == "mdd" and entry.is_verified} == {
        "neurostar",
        "brainsway",
        "magventure",
        "magstim-horizon",
        "cloudtms",
        "apollo",
        "nexstim",
        "saint-magnus",
        "neuroqore",
    }


def test_magventure_has_been_cleared_for_ocd_since_2020():
    dates = [e.decision_date for e in CLEARANCES if (e.device, e.condition) == ("magventure", "ocd")]
    assert min(dates) == "2020-08"


def test_what_is_only_widely_known_is_not_called_verified():
    assert Counter(entry.is_verified for entry in CLEARANCES) == Counter(
        row["confidence"] == "V" for row in ROWS
    )
    assert not any(entry.is_verified for entry in CLEARANCES if entry.note.startswith("reason:"))


def test_whom_and_what_a_clearance_is_for_is_read_from_its_note():
    by_number = {(entry.number, entry.condition): entry for entry in CLEARANCES}
    magstim = by_number["K222171", "ocd"]
    assert (magstim.for_adults, magstim.is_adjunct) == (True, True)
    teens = by_number["K231926", "mdd-15-21"]
    assert (teens.age_min, teens.age_max, teens.for_adults, teens.is_adjunct) == (15, 21, False, True)
    assert by_number["K200957", "smoking"].use == "as a short-term aid"
    # No sentence about adults is lost to a phrase that the reader doesn't know.
    for row, entry in zip(ROWS, CLEARANCES, strict=True):
        if row["note"].startswith("adults") and not row["age_min"]:
            assert entry.for_adults
        assert entry.is_adjunct == ("added to other care" in row["note"])


def test_a_first_device_of_its_kind_went_the_de_novo_way():
    de_novo = {entry.number for entry in CLEARANCES if entry.status == ClearanceStatus.DE_NOVO}
    assert de_novo == {"DEN070003", "DEN170078", "K130556"}


HEAD = ",".join(ROWS[0])
ROW = "neurostar,ocd,,,cleared,2022,K212289,,https://example.com,2026-11-30,M,adults"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("device,condition\nneurostar,ocd\n", "row 2"),
        (f"{HEAD}\n{ROW.replace('cleared', 'approved')}\n", "approved"),
        (f"{HEAD}\n{ROW.replace(',2022,', ',2022-13,')}\n", "2022-13 is no date"),
        (f"{HEAD}\n{ROW.replace(',M,', ',X,')}\n", "X"),
        (f"{HEAD}\n{ROW}\n{ROW}\n", "is there twice"),
        (f"{HEAD}\nneurostar\n", "row 2"),
    ],
)
def test_a_file_that_is_wrong_is_explained(tmp_path, text, message):
    path = tmp_path / "clearances.csv"
    path.write_text(text)
    with pytest.raises(VocabularyFileError, match=message):
        read_clearances(path)


def test_a_file_that_is_not_there_is_explained(tmp_path):
    with pytest.raises(VocabularyFileError, match=r"clearances\.csv cannot be read"):
        read_clearances(tmp_path / "clearances.csv")
