"""A clearance as a sentence."""

from types import SimpleNamespace

import pytest

from providers.vocabulary import clearance_words
from providers.vocabulary.clearance_file import read_clearances


def facts(**fields):
    defaults = {
        "age_min": None,
        "age_max": None,
        "for_adults": True,
        "is_adjunct": False,
        "use": "",
        "status": "cleared",
        "decision_date": "2023-01-13",
        "is_verified": True,
    }
    return SimpleNamespace(**{**defaults, **fields})


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"is_adjunct": True}, "Cleared in January 2023 for adults, alongside other treatment."),
        ({"decision_date": "2015"}, "Cleared in 2015 for adults."),
        ({"decision_date": "2020-08"}, "Cleared in August 2020 for adults."),
        ({"decision_date": ""}, "Cleared for adults."),
        (
            {"status": "de-novo"},
            "Cleared in January 2023 as a new kind of device (De Novo) for adults.",
        ),
        (
            {"age_min": 15, "age_max": 21, "is_adjunct": True},
            "Cleared in January 2023 for ages 15 to 21, alongside other treatment.",
        ),
        ({"age_min": 12}, "Cleared in January 2023 for ages 12 and older."),
        ({"age_max": 68}, "Cleared in January 2023 for ages up to 68."),
        ({"for_adults": False, "use": "to quit"}, "Cleared in January 2023 to quit."),
        ({"is_verified": False}, "Reported, not verified by us: cleared in January 2023 for adults."),
    ],
)
def test_a_clearance_reads_well(fields, expected):
    assert clearance_words.sentence(facts(**fields)) == expected


def test_every_shipped_clearance_is_told_without_our_research_notes():
    for entry in read_clearances():
        text = clearance_words.sentence(entry)
        assert len(text) < 140
        assert ";" not in text
        assert "approv" not in text.lower()
        assert text.startswith("Cleared" if entry.is_verified else "Reported, not verified by us: cleared")


@pytest.mark.parametrize(
    ("number", "address"),
    [
        ("K122288", "https://www.accessdata.fda.gov/scripts/cdrh/cfdocs/cfpmn/pmn.cfm?ID=K122288"),
        ("DEN170078", "https://www.accessdata.fda.gov/scripts/cdrh/cfdocs/cfpmn/denovo.cfm?id=DEN170078"),
        ("", ""),
    ],
)
def test_a_number_leads_to_the_page_of_the_fda(number, address):
    assert clearance_words.fda_page(number) == address


@pytest.mark.parametrize("text", ["2020", "2020-02", "2020-02-29"])
def test_a_date_may_lack_its_day_or_month(text):
    assert clearance_words.is_partial_date(text)


@pytest.mark.parametrize("text", ["", "20", "2020-13", "2019-02-29", "2020-2", "2020-08-17T00:00"])
def test_other_texts_are_no_dates(text):
    assert not clearance_words.is_partial_date(text)
