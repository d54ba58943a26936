"""The differences between two versions."""

import pytest

from content.admin import diff
from content.models import GuideVersion
from tests.content.admin.addresses import url
from tests.content.factories import make_draft, make_live
from tests.page_reading import Page

pytestmark = pytest.mark.django_db


def test_the_differences_to_the_version_before_are_shown(editor):
    make_live(body="One.\n\nTwo is here.\n\nThree.\n", title="Old title")
    second = make_draft(body="One.\n\nTwo was here.\n\nThree.\n", title="New title")
    page = Page(editor.get(url("diff", second)).content)
    assert [element.text for element in page.all("del")] == ["Old title", "is"]
    assert [element.text for element in page.all("ins")] == ["New title", "was"]
    assert (
        "no version before" in Page(editor.get(url("diff", GuideVersion.objects.get(number=1))).content).text
    )
    for against in ("1", "99", "x", "²"):
        assert editor.get(url("diff", second), {"against": against}).status_code == 200


def test_an_added_line_is_marked_between_its_neighbors():
    lines = diff.diff_lines("a\nb\nc\nd\ne\nf\n", "a\nb\nc\nd\ne\nnew\nf\n")
    assert [(line.kind, line.old, line.new) for line in lines] == [
        ("gap", None, None),
        ("same", 4, 4),
        ("same", 5, 5),
        ("added", None, 6),
        ("same", 6, 7),
    ]
