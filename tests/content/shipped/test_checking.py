"""The honesty check of the shipped guides, and its command."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from content.honesty.check import statement_findings
from content.honesty.readability import MAX_GRADE
from content.shipped.checking import check_shipped, reference_file_findings
from content.shipped.files import read_guide, shipped_guides
from content.shipped.library import shipped_library
from tests.content.shipped.files import FILE


def test_the_check_finds_nothing_in_any_shipped_guide():
    # As of the day they were written: overdue updates are for editors, not for this test.
    today = max(read_guide(guide).written_on for guide in shipped_guides())
    found = [
        f"{report.path.name}: {finding}"
        for report in check_shipped(today=today)
        for finding in report.findings
    ]
    assert found == []


def check_guides(folder, **options) -> str:
    out = StringIO()
    with pytest.raises(CommandError, match="to put right"):
        call_command("check_guides", str(folder), stdout=out, **options)
    return out.getvalue()


def test_the_command_names_file_line_and_sentence(tmp_path):
    path = tmp_path / "planted.md"
    claim = "A trial found 55-60% remission against 40% [@donse2018]."
    path.write_text(f"{FILE}{claim}\n\nAbout 56% got well. It is [@nobody1999].\n")
    told = check_guides(tmp_path)
    assert f"{path}:11: claim that no source supports: No trial with 55-60% against 40% was found." in told
    assert '"A trial found 55-60% remission against 40%."' in told
    assert f"{path}:13: claim without a citation: a percentage needs a citation in the same sentence." in told
    assert '"About 56% got well."' in told
    assert f"{path}:13: unknown reference: There is no reference nobody1999." in told


def test_the_command_names_unreadable_front_matter(tmp_path):
    (tmp_path / "broken.md").write_text("---\ntitle: x\n")
    assert "broken.md:2: unreadable: The second line of three hyphens is missing." in check_guides(tmp_path)


def test_references_that_no_guide_cites_are_named(tmp_path):
    assert "unused reference: No guide cites donse2018." in check_guides(tmp_path)


def test_the_command_lists_waived_findings_on_request(tmp_path):
    (tmp_path / "passed.md").write_text(FILE + "About 56% got well. <!-- checked: told as a rumor -->\n")
    assert "let pass: told as a rumor" in check_guides(tmp_path, verbosity=2)
    assert "let pass" not in check_guides(tmp_path)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("The year is to be checked.", "workflow note"),
        ("MagVenture was cleared for OCD in 2019.", "clearance that differs from the file"),
        ("NeuroStar was cleared for OCD in 2022.", "unverified clearance stated as a fact"),
        ("No trial of TMS with ERP was done.", "denied trial"),
        ("Rules change, so get the one of today.", "phrase to avoid"),
    ],
)
def test_glossary_terms_and_references_are_checked_too(text, rule):
    found = list(statement_findings("ocd", text, shipped_library()))
    assert [finding.rule for finding in found] == [rule]
    assert found[0].message.startswith("ocd: ")


def test_a_reference_without_a_link_is_named():
    row = {"key": "nobody1999", "doi": "", "url": ""}
    rules = [finding.rule for finding in reference_file_findings([row], {"nobody1999"})]
    assert rules == ["reference without a link"]


def test_the_command_prints_grade_and_median_sentence_of_each_guide():
    out = StringIO()
    call_command("check_guides", verbosity=2, stdout=out)
    lines = re.findall(r"reading grade ([0-9.]+), median sentence ([0-9]+) words", out.getvalue())
    assert len(lines) == len(shipped_guides())
    for grade, words in lines:
        assert 7 <= float(grade) <= MAX_GRADE
        assert int(words) >= 11
