"""The front matter of a guide's file."""

from datetime import date

import pytest

from content.shipped.front_matter import FrontMatterError, read_guide_file

HEAD = """---
title: What is TMS?
summary: What it is.
topic: basics
order: 2
authors: tandem-editors
written_on: 2026-11-22
update_due: 2027-05-22
terms: therapy/erp, condition/ocd
symptoms: yes
---
"""


def test_a_file_is_read_into_values():
    guide = read_guide_file(HEAD + "First line.\n")
    assert (guide.title, guide.topic, guide.order, guide.symptoms) == ("What is TMS?", "basics", 2, True)
    assert guide.authors == ("tandem-editors",)
    assert guide.terms == (("therapy", "erp"), ("condition", "ocd"))
    assert guide.update_due == date(2027, 5, 22)
    assert (guide.body, guide.first_line) == ("First line.\n", 12)


def test_a_colon_in_a_value_stays():
    assert read_guide_file(HEAD.replace("What is TMS?", "TMS: what is it?")).title == "TMS: what is it?"


@pytest.mark.parametrize(
    ("was", "becomes", "line", "words"),
    [
        ("---\ntitle", "title", 1, "three hyphens"),
        ("symptoms: yes\n---", "symptoms: yes", 10, "second line"),
        ("topic: basics", "topic: cooking", 4, "topic must be one of"),
        ("order: 2", "order: first", 5, "order must be a number"),
        ("2026-11-22", "November", 7, "must be a day"),
        ("symptoms: yes", "symptoms: perhaps", 10, "yes or no"),
        ("symptoms: yes", "color: red", 10, "Not a field"),
        ("symptoms: yes", "title: again", 10, "twice"),
        ("therapy/erp", "erp", 9, "vocabulary/slug"),
        ("authors: tandem-editors", "authors: Tandem Editors", 6, "not a slug"),
        ("authors: tandem-editors", "authors:", 6, "authors is missing"),
        ("title: What is TMS?", f"title: {'x' * 121}", 2, "more than 120"),
    ],
)
def test_a_mistake_is_named_with_its_line(was, becomes, line, words):
    with pytest.raises(FrontMatterError, match=words) as caught:
        read_guide_file(HEAD.replace(was, becomes, 1))
    assert caught.value.line == line
