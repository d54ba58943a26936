"""Workflow notes, reviews that nobody made, denied trials, and phrases that we have dropped."""

import pytest

from content.honesty.findings import Rule
from content.honesty.phrases import avoided_in, avoided_phrases
from content.honesty.unsupported import denied_trial_in
from tests.content.factories import rules


@pytest.mark.parametrize(
    "text",
    [
        "The year is to be checked.",
        "The title is as in our records.",
        "It is checked against a stored copy.",
        "The record names no maker.",
        "We found no study among our sources.",
        "Found beside our first list.",
    ],
)
def test_a_workflow_note_is_found(text):
    assert Rule.WORKFLOW_NOTE in rules(text)


@pytest.mark.parametrize(
    "text",
    ["This guide was medically reviewed.", "It was reviewed by a psychiatrist.", "Last reviewed in May."],
)
def test_a_text_does_not_claim_its_own_review(text):
    assert rules(text) == [Rule.REVIEW_CLAIM]


@pytest.mark.parametrize(
    "text",
    [
        "It is not yet reviewed by a clinician.",
        "Experts reviewed the studies.",
        "Reviews here are of clinics.",
    ],
)
def test_other_reviews_are_no_claim(text):
    assert rules(text) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "We found no finished trial with a comparison group that gave a full course of ERP with TMS.",
        "No trial of TMS with ERP has been done.",
        "TMS before ERP was never tested.",
        "There are no controlled trials of CPT with TMS.",
        "No study compared TMS with sham in teenagers.",
        "We found no trial of DBT and TMS.",
    ],
)
def test_a_denied_trial_is_found(sentence):
    assert denied_trial_in(sentence, ())
    assert Rule.DENIED_TRIAL in rules(sentence)


@pytest.mark.parametrize(
    ("sentence", "keys"),
    [
        ("No trial but one has tested TMS with ERP.", ("fitzsimmons2024",)),
        ("No trial has compared one timing of ERP with another.", ()),
        ("The trial of TMS before ERP found no difference.", ()),
        ("We know of no trial at these ages that adds talk therapy to TMS.", ()),
        ("No study shows which clinic is best.", ()),
    ],
)
def test_what_is_true_may_be_said(sentence, keys):
    assert denied_trial_in(sentence, keys) is None


def test_phrases_that_we_have_dropped_are_found_whatever_their_spaces():
    assert len(avoided_phrases()) >= 19
    assert avoided_in("ERP helps when  OCD\nKnocks.") == "when OCD knocks"
    assert rules("It asks your health plan for a yes.") == [Rule.AVOIDED_PHRASE]
    assert avoided_in("The clinic asks your plan to approve treatment.") is None
