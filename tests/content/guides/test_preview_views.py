"""Previews of versions that aren't published."""

from datetime import timedelta

import pytest

from content.guides.preview_links import preview_url
from tests.content.factories import make_draft
from tests.page_reading import Page

pytestmark = pytest.mark.django_db


def test_a_preview_shows_a_draft_to_anyone_who_has_the_link(client):
    version = make_draft(title="Not yet")
    response = client.get(preview_url(version.pk))
    page = Page(response.content)
    assert page.one("h1").text == "Not yet"
    assert "This is a preview of version 1 (draft)." in page.text
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in response["Cache-Control"]
    assert not page.all("script", type="application/ld+json")


def test_a_changed_preview_link_does_not_work(client):
    url = preview_url(make_draft().pk)
    assert client.get(url[:-3] + "xx/").status_code == 404


def test_a_preview_link_expires_after_a_week(client, monkeypatch):
    url = preview_url(make_draft().pk)
    monkeypatch.setattr("content.guides.preview_links.VALID_FOR", timedelta(days=-1))
    assert client.get(url).status_code == 404
