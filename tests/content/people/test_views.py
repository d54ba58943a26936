"""The page of an author or reviewer."""

import pytest

from tests.page_reading import Page

pytestmark = pytest.mark.django_db


def test_an_author_s_page_lists_the_guides_once(client, guides):
    page = Page(client.get("/guides/people/ana-ruiz/").content)
    assert page.one("h1").text == "Ana Ruiz, MD"
    assert [heading.text for heading in page.all("h3")] == ["Combining TMS", "TMS for OCD", "Is it safe?"]
    assert client.get("/guides/people/nobody/").status_code == 404
