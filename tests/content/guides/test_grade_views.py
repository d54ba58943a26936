"""The page that explains the grades of evidence."""

import pytest

from tests.page_reading import Page

pytestmark = pytest.mark.django_db


def test_each_grade_is_explained_at_its_anchor(client):
    page = Page(client.get("/guides/evidence-grades/").content)
    for slug in ("strong", "moderate", "limited", "none-found", "conflicting"):
        assert f"Evidence: {slug.replace('-', ' ')}" in page.one("section", id=slug).text
    assert "Several randomized trials, or a systematic review" in page.text
