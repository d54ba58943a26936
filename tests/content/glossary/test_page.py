"""The glossary's page."""

import json

import pytest

from content.models import GlossaryEntry
from tests.page_reading import Page

pytestmark = pytest.mark.django_db


def make_entry(slug: str, term: str, definition: str = "What it means.", **fields) -> GlossaryEntry:
    return GlossaryEntry.objects.create(slug=slug, term=term, definition=definition, **fields)


def test_every_word_has_its_own_anchor(client):
    make_entry("erp", "ERP", "Facing what triggers OCD.", also=["exposure and response prevention"])
    page = Page(client.get("/glossary/").content)
    entry = page.one("div", id="erp")
    assert entry.text == "ERP Facing what triggers OCD. Also: exposure and response prevention."


def test_words_are_in_alphabetical_order_whatever_their_case(client):
    for slug, term in (("b", "bipolar"), ("a", "ACT"), ("c", "Élan"), ("d", "accelerated"), ("n", "10 Hz")):
        make_entry(slug, term)
    page = Page(client.get("/glossary/").content)
    assert [word.text for word in page.all("dt")] == ["accelerated", "ACT", "bipolar", "Élan", "10 Hz"]
    assert [letter.text for letter in page.all("h2") if (letter.get("id") or "").startswith("letter")] == [
        "A",
        "B",
        "E",
        "0-9",
    ]
    assert page.link("E")["href"] == "#letter-e"


def test_the_text_of_an_editor_is_escaped(client):
    make_entry("x", "<b>x</b>", "<script>alert(1)</script>", also=["<i>y</i>"])
    source = client.get("/glossary/").content.decode()
    assert "<script>alert" not in source
    assert "<b>x" not in source


def test_an_empty_glossary_says_so(client):
    assert "Nothing is explained here yet." in Page(client.get("/glossary/").content).text


def test_the_footer_of_every_page_links_to_it(client):
    page = Page(client.get("/about-the-data/").content)
    assert page.link("Glossary")["href"] == "/glossary/"
    assert page.link("Treatment planner")["href"] == "/planner/"


def test_all_words_cost_one_query(client, django_assert_num_queries):
    for number in range(30):
        make_entry(f"w{number}", f"Word {number}", also=["another"])
    client.get("/about-the-data/")  # asks whether this is a demo
    with django_assert_num_queries(1):
        client.get("/glossary/")


def test_search_engines_get_the_words_with_their_meaning(client):
    make_entry("erp", "ERP", "Facing what triggers OCD.", also=["exposure and response prevention"])
    scripts = Page(client.get("/glossary/").content).all("script", type="application/ld+json")
    [glossary] = [
        data for script in scripts if (data := json.loads(script.text))["@type"] == "DefinedTermSet"
    ]
    assert glossary["hasDefinedTerm"] == [
        {
            "@type": "DefinedTerm",
            "name": "ERP",
            "url": "http://testserver/glossary/#erp",
            "inDefinedTermSet": "http://testserver/glossary/",
            "description": "Facing what triggers OCD.",
            "alternateName": ["exposure and response prevention"],
        }
    ]
