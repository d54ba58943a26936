"""The honesty check finds planted defects and accepts honest sentences."""

from datetime import date

import pytest

from content.honesty.claims import claim_in
from content.honesty.findings import Rule
from content.honesty.readability import grade_level, syllables
from content.honesty.sentences import sentences_of
from content.honesty.unsupported import unsupported_in
from tests.content.factories import TODAY, report, rules


def test_nothing_is_found_in_an_honest_text():
    assert rules() == []


def test_a_planted_uncited_number_is_found_with_its_line_and_sentence():
    found = report(
        "## Results\n\nMany got better. In one series,\n56% reached remission. That is all.\n"
    ).findings
    assert [(one.line, one.rule, one.sentence) for one in found] == [
        (3, Rule.UNCITED_CLAIM, "In one series, 56% reached remission.")
    ]


def test_a_wrong_reference_key_is_found():
    found = report("About 56% reached remission [@donze2018].").findings
    assert [(one.line, one.rule) for one in found] == [(1, Rule.UNKNOWN_REFERENCE)]
    assert "donze2018" in found[0].message


@pytest.mark.parametrize(
    "claim",
    [
        "A trial found 55-60% remission against 40% [@donse2018].",
        "A trial found 55–60% against 40% [@donse2018].",
        "Remission was 55 to 60 percent with both, and 40 percent with one [@donse2018].",
        "It was 40% alone but 55% to 60% together [@donse2018].",
        "No trial showed 55-60% against 40% [@donse2018].",
    ],
)
def test_the_claim_that_no_trial_supports_is_found_even_with_a_citation(claim):
    assert rules(claim) == [Rule.UNSUPPORTED_CLAIM]


@pytest.mark.parametrize(
    "sentence",
    [
        "About 56% reached remission.",
        "About 56 percent reached remission.",
        "About 56 in 100 people reached it.",
        "One in five had a headache.",
        "Seven out of ten finished.",
        "Seizures came in 0.31 per 10,000 sessions.",
        "A third of patients got better.",
        "Half of the people stayed well.",
        "The trial had 103 combat veterans with PTSD.",
        "It followed eleven people.",
        "The series had n = 196.",
        "Thirteen randomized trials were pooled.",
        "The difference was small (p = .96).",
        "It works better than pills.",
        "It is more effective than sham.",
        "Theta burst is as effective as standard TMS.",
        "TMS is safer than surgery.",
        "People respond faster.",
        "The effect was twice as large.",
        "Relapse was lower with both than with one.",
        "It outperformed the sham.",
        "It has the strongest evidence.",
    ],
)
def test_figures_and_comparisons_need_a_source(sentence):
    assert claim_in(sentence)
    assert rules(sentence) == [Rule.UNCITED_CLAIM]
    assert rules(f"{sentence[:-1]} [@donse2018].") == []
    assert rules(f"{sentence} [@donse2018]") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "A course is usually 36 visits over six weeks.",
        "Call 988 at any time.",
        "It was cleared in 2018 for ages 15 to 21.",
        "You come five days a week.",
        "Is TMS better than pills?",
        "It's better to ask first.",
        "The pulses last about 20 minutes.",
        "Keep a list of the most useful questions.",
        "Come early, or at least 10 minutes before.",
        "A booster is a repeat course.",
        "Choose one of three ways.",
    ],
)
def test_plain_facts_need_none(sentence):
    assert claim_in(sentence) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Together they have a genuine synergy.",
        "The combination is better than either alone.",
        "TMS boosts cognitive restructuring.",
        "ERP after TMS works faster.",
        "TMS speeds DBT up.",
        "Same-day therapy is best.",
        "Your brain has a plasticity window of two hours.",
        "TMS is FDA-approved.",
    ],
)
def test_unsupported_claims_are_found_in_any_wording(sentence):
    assert unsupported_in(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "No study has shown that both are better than either alone.",
        "Whether they have a synergy is unknown.",
        "Does ERP after TMS work faster?",
        "The FDA clears devices; it does not approve them.",
    ],
)
def test_denials_and_questions_are_not_claims(sentence):
    assert unsupported_in(sentence) is None


def test_a_waiver_with_a_reason_overrules_a_finding():
    found = report("You may read of 55-60% against 40%. <!-- checked: told to say it is wrong -->")
    assert found.findings == ()
    assert {one.reason for one in found.passed} == {"told to say it is wrong"}


def test_a_waiver_applies_only_to_the_sentence_before_it():
    text = "About 56% did. <!-- checked: told as a rumor --> About 40% did not."
    assert [one.sentence for one in report(text).findings] == ["About 40% did not."]


def test_a_waiver_without_a_reason_overrules_nothing():
    assert rules("About 56% did. <!-- checked: -->") == [Rule.UNCITED_CLAIM, Rule.REASON]


def test_a_cell_of_citations_counts_for_its_row():
    row = "::: compare T\n| A | B | C |\n|---|---|---|\n| x | 56% | {} |\n| y | 40% | [@donse2018] |\n:::\n"
    assert rules(row.format("[@donse2018]")) == []
    found = report(row.format("none")).findings
    assert [(one.line, one.sentence) for one in found] == [(4, "56%")]


def test_titles_of_blocks_and_the_summary_are_sentences_too():
    assert rules("::: callout 56% got better\nWords.\n:::") == [Rule.UNCITED_CLAIM]
    assert rules(summary="TMS helps 56% of people.") == [Rule.UNCITED_CLAIM]


def test_sentences_end_where_readers_think_they_do():
    text = "Some things, e.g. Sleep, vary. The U.S. Food agency is one. It was 0.31 then. Really? Yes!"
    assert [one.text for one in sentences_of(text)] == [
        "Some things, e.g. Sleep, vary.",
        "The U.S. Food agency is one.",
        "It was 0.31 then.",
        "Really?",
        "Yes!",
    ]


def test_lines_are_counted_in_every_kind_of_text():
    text = "One.\nTwo. Three\nstill three. Four.\n\n- five\n- six\n  Seven.\n\n> Eight.\n"
    assert [(one.text, one.line) for one in sentences_of(text)] == [
        ("One.", 1),
        ("Two.", 2),
        ("Three still three.", 2),
        ("Four.", 3),
        ("five", 5),
        ("six Seven.", 6),
        ("Eight.", 9),
    ]


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"written_on": None}, Rule.UNDATED),
        ({"written_on": date(2026, 11, 23)}, Rule.UNDATED),
        ({"authors": ("ana-ruiz", "nobody")}, Rule.UNKNOWN_PERSON),
        ({"authors": ()}, Rule.UNKNOWN_PERSON),
        ({"update_due": None}, Rule.UNDATED),
        ({"update_due": date(2026, 11, 21)}, Rule.OVERDUE),
        ({"terms": (("condition", "nothing"),)}, Rule.UNKNOWN_TERM),
        ({"symptoms": True}, Rule.CRISIS_BLOCK),
    ],
)
def test_the_metadata_is_checked(fields, rule):
    assert rules(**fields) == [rule]


def test_the_update_is_not_late_on_its_day():
    assert rules(update_due=TODAY) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("[x](/guides/nothing/)", Rule.DEAD_LINK),
        ("[x](/no-such-page/)", Rule.DEAD_LINK),
        ("[x](/conditions/nothing/)", Rule.DEAD_LINK),
        ("[x](/guides/people/nobody/)", Rule.DEAD_LINK),
        ("[x](about-the-data/)", Rule.DEAD_LINK),
        ("[x](#nowhere)", Rule.DEAD_LINK),
        ("A [[nothing]].", Rule.UNKNOWN_TERM),
        ("Your symptoms.", Rule.CRISIS_BLOCK),
        ("# Title again", Rule.HEADING),
        ("## Two\n\n#### Four", Rule.HEADING),
        ("::: nonsense\nx\n:::", Rule.BLOCK),
        ("::: callout T\nx", Rule.BLOCK),
        ("x\n\n:::", Rule.BLOCK),
        ("::: callout\nx\n:::", Rule.BLOCK),
        ("::: evidence sure Is it?\nx\n:::", Rule.BLOCK),
        ("::: timeline T\nx\n:::", Rule.BLOCK),
        ("::: compare T\nx\n:::", Rule.BLOCK),
        ("::: find-providers nonsense=1\nx\n:::", Rule.BLOCK),
        ("::: find-providers condition=nothing\nx\n:::", Rule.BLOCK),
        ("- ::: crisis\n  :::", Rule.BLOCK),
    ],
)
def test_links_terms_headings_and_blocks_are_checked(text, rule):
    assert set(rules(text)) == {rule}


@pytest.mark.parametrize(
    "text",
    [
        "[x](/guides/what-is-tms/) [y](/about-the-data/) [z](/conditions/ocd/) [w](/providers/?near=1)",
        "## Here\n\n[x](#here) [y](#references) [z](https://example.org/)",
        "::: find-providers condition=ocd\nPlaces for OCD\n:::",
        "Your symptoms.\n\n::: crisis\n:::",
        "An [[erp|exposure]].",
    ],
)
def test_working_links_have_no_findings(text):
    assert rules(text) == []


def test_a_hard_text_is_found():
    hard = (
        "Neuromodulatory interventions necessitate comprehensive interdisciplinary collaboration, "
        "incorporating individualized psychotherapeutic considerations. "
    )
    assert rules(hard * 5) == [Rule.READING_GRADE]
    assert rules("The cat sat on the mat. " * 10) == []


def test_the_grade_is_kincaid_s():
    sentences = sentences_of("The cat sat on the mat. " * 10)
    assert grade_level(sentences) == pytest.approx(0.39 * 6 + 11.8 * 1 - 15.59)
    assert [syllables(word) for word in ("cat", "depression", "TMS")] == [1, 3, 3]


def test_a_few_words_have_no_grade():
    assert grade_level(sentences_of("Electrophysiological characterization.")) == 0
