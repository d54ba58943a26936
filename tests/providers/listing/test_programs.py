"""How a place joins TMS with therapy, as sentences."""

from datetime import date, timedelta

import pytest

from providers.listing import programs
from providers.listing.listing import Program
from providers.models import Delivery, Timing, Vocabulary
from providers.vocabulary.catalog import CatalogTerm

TODAY = date(2026, 11, 22)
ERP = CatalogTerm(1, Vocabulary.THERAPY, "erp", "Exposure and response prevention (ERP)", "")


def program(**fields) -> Program:
    defaults = {
        "therapy": ERP,
        "condition": None,
        "partner_name": "",
        "therapist_credentials": (),
        "timing": Timing.SAME_DAY_AFTER,
        "delivery": Delivery.ON_SITE,
        "shared_plan": True,
        "attested_by": "clinic",
        "attested_on": TODAY - timedelta(days=12),
    }
    return Program(**{**defaults, **fields})


def test_a_program_is_one_sentence_of_when_where_and_plan():
    shown = programs.program_text(program(), TODAY)
    assert shown.sentence == "TMS first, ERP later the same day, on site, one shared plan."
    assert shown.therapy == "Exposure and response prevention (ERP)"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"timing": Timing.SAME_DAY_BEFORE}, "ERP first, TMS later the same day, on site, one shared plan."),
        ({"timing": Timing.DURING_SESSION}, "ERP during the TMS session, on site, one shared plan."),
        ({"timing": Timing.INTERLEAVED}, "TMS and ERP on alternate days, on site, one shared plan."),
        (
            {"delivery": Delivery.PARTNER},
            "TMS first, ERP later the same day, at a partner practice, one shared plan.",
        ),
        (
            {"delivery": Delivery.PARTNER, "partner_name": "Elm Therapy"},
            "TMS first, ERP later the same day, at Elm Therapy, one shared plan.",
        ),
        ({"shared_plan": False}, "TMS first, ERP later the same day, on site, separate plans."),
        ({"shared_plan": None}, "TMS first, ERP later the same day, on site, shared plan not known."),
    ],
)
def test_each_part_has_its_words(fields, expected):
    assert programs.program_text(program(**fields), TODAY).sentence == expected


@pytest.mark.parametrize("timing", Timing.values)
@pytest.mark.parametrize("delivery", Delivery.values)
def test_every_timing_and_delivery_makes_a_sentence(timing, delivery):
    sentence = programs.program_text(program(timing=timing, delivery=delivery), TODAY).sentence
    assert sentence.endswith(".")
    assert "ERP" in sentence


def test_a_therapy_at_the_beginning_of_a_sentence_is_capitalized():
    activation = CatalogTerm(2, Vocabulary.THERAPY, "ba", "Behavioral activation", "")
    shown = programs.program_text(program(therapy=activation, timing=Timing.SAME_COURSE), TODAY)
    assert shown.sentence.startswith("Behavioral activation every week")


def test_it_says_for_whom_by_whom_and_since_when():
    ocd = CatalogTerm(3, Vocabulary.CONDITION, "ocd", "OCD", "")
    shown = programs.program_text(program(condition=ocd, therapist_credentials=("phd", "lcsw")), TODAY)
    assert shown.condition == "OCD"
    assert shown.therapist_credentials == "PhD and LCSW"
    assert shown.attested.text == "Confirmed 12 days ago by the clinic (Nov\xa010, 2026)"


def test_training_that_nobody_told_is_said_to_be_unknown():
    assert programs.program_text(program(), TODAY).therapist_credentials == "not known"
