"""The Atom feed of guides."""

from xml.etree import ElementTree

import pytest

from tests.page_reading import Page

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"


def test_the_feed_is_atom_with_the_newest_first(client, guides):
    response = client.get("/guides/feed.atom")
    assert response["Content-Type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(response.content)
    assert feed.tag == f"{ATOM}feed"
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == [
        "TMS for OCD",
        "Is it safe?",
        "Combining TMS",
    ]
    assert entries[0].find(f"{ATOM}link").get("href") == "http://testserver/guides/ocd/"
    assert entries[0].findtext(f"{ATOM}author/{ATOM}name") == "Ana Ruiz, MD"
    assert Page(client.get("/guides/").content).one("link", rel="alternate")["href"] == "/guides/feed.atom"
