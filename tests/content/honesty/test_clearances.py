"""What texts say about FDA clearances is compared with the file of clearances."""

import pytest

from content.honesty.clearances import clearance_findings
from content.honesty.findings import Rule
from content.honesty.sentences import sentences_of
from providers.vocabulary.clearance_file import read_clearances

CLEARANCES = read_clearances()


def found(text: str) -> list[Rule]:
    return [finding.rule for finding in clearance_findings(sentences_of(text), CLEARANCES)]


@pytest.mark.parametrize(
    "text",
    [
        "NeuroStar was cleared for depression in October 2008.",
        "MagVenture has been cleared for OCD since August 2020.",
        "SAINT was cleared for depression in adults in September 2022.",
        "Magstim is cleared for OCD (K222171).",
        "NeuroStar is cleared for depression at ages 15 to 21.",
        "Is NeuroStar cleared for PTSD?",
        "TMS is not cleared for PTSD.",
        "A six-day protocol with BrainsWay's coil is reported as cleared in September 2025, K251449.",
        "| Device | Date |\n|---|---|\n| MagVenture, cleared for OCD | 2020 |",
    ],
)
def test_what_the_file_has_may_be_said(text):
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "MagVenture was cleared for OCD in 2019.",
        "NeuroStar was cleared for depression in November 2008.",
        "NeuroStar is cleared for quitting smoking.",
        "Nexstim is cleared for depression at ages 15 to 21.",
        "BrainsWay is cleared for depression at ages 12 to 21.",
        "It has the number K999999.",
        "TMS is not cleared for OCD.",
        "| Device | Date |\n|---|---|\n| MagVenture, cleared for OCD | 2019 |",
    ],
)
def test_what_differs_from_the_file_is_found(text):
    assert found(text) == [Rule.CLEARANCE]


@pytest.mark.parametrize(
    "text",
    [
        "BrainsWay's six-day protocol was cleared for depression in September 2025, K251449.",
        "NeuroStar was cleared for OCD in 2022.",
        "The number K173620 was cleared for depression.",
    ],
)
def test_an_unverified_row_stated_as_a_fact_is_found(text):
    assert found(text) == [Rule.UNVERIFIED_CLEARANCE]
