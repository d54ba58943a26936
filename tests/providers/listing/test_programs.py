"""How a place joins TMS with therapy, as sentences."""

from datetime import date, timedelta

import pytest

from providers.listing import programs
from providers.models import CombinedProgram, Delivery, Term, Timing

TODAY = date(2026, 11, 22)
ERP = Term(vocabulary="therapy", slug="erp", label="Exposure and response prevention (ERP)")


def program(**fields) -> CombinedProgram:
    defaults = {
        "therapy": ERP,
        "timing": Timing.SAME_DAY_AFTER,
        "delivery": Delivery.ON_SITE,
        "shared_plan": True,
        "attested_by": "clinic",
        "attested_on": TODAY - timedelta(days=12),
    }
    return CombinedProgram(**{**defaults, **fields})


def test_a_program_is_one_sentence_of_when_where_and_plan():
    shown = programs.present(program(), TODAY)
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
    assert programs.present(program(**fields), TODAY).sentence == expected


@pytest.mark.parametrize("timing", Timing.values)
@pytest.mark.parametrize("delivery", Delivery.values)
def test_every_timing_and_delivery_makes_a_sentence(timing, delivery):
    sentence = programs.present(program(timing=timing, delivery=delivery), TODAY).sentence
    assert sentence.endswith(".")
    assert "ERP" in sentence


def test_a_therapy_at_the_beginning_of_a_sentence_is_capitalized():
    activation = Term(vocabulary="therapy", slug="ba", label="Behavioral activation")
    shown = programs.present(program(therapy=activation, timing=Timing.SAME_COURSE), TODAY)
    assert shown.sentence.startswith("Behavioral activation every week")


def test_it_says_for_whom_by_whom_and_since_when():
    ocd = Term(vocabulary="condition", slug="ocd", label="OCD")
    shown = programs.present(program(condition=ocd, therapist_credentials=["phd", "lcsw"]), TODAY)
    assert shown.condition == "OCD"
    assert shown.therapist_credentials == "PhD and LCSW"
    assert shown.attested.text == "Confirmed 12 days ago by the clinic (Nov\xa010, 2026)"


def test_training_that_nobody_told_is_said_to_be_unknown():
    assert programs.present(program(), TODAY).therapist_credentials == "not known"
