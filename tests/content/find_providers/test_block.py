"""The block that asks only for a place."""

import pytest
from django.db import OperationalError

from content.find_providers.block import problems_with, render_find_providers, term_query
from providers.models import Term
from providers.search import service
from providers.search.service import search_index
from providers.vocabulary.catalog import Catalog
from tests.factories import make_location, make_program
from tests.page_reading import Page, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary")]


def block(query: str, text: str = "TMS with ERP on site", number: int = 1) -> Page:
    return Page(f"<body>{render_find_providers(query, text, search_index.index_or_none(), number)}</body>")


def hidden(page: Page) -> dict[str, str]:
    return {field["name"]: field["value"] for field in page.all("input", type="hidden")}


def test_it_contains_the_search_and_asks_only_for_a_place():
    page = block("program=erp:any:on-site&condition=ocd")
    assert page.one("form")["action"] == "/providers/"
    assert hidden(page) == {"condition": "ocd", "program": "erp:any:on-site"}
    assert [field["name"] for field in page.all("input", type="text")] == ["near"]


def test_the_count_is_live_and_says_that_it_is_of_the_whole_country():
    make_location(terms=["condition/mdd"])
    for _ in range(2):
        make_program(make_location(terms=["condition/ocd"], state="TX"), "erp")
    assert "Right now 2 places in the United States match." in block("program=erp:any:on-site").text
    assert "Right now no place in the United States matches." in block("program=dbt").text


def test_one_place_is_counted_in_the_singular():
    make_location(terms=["condition/ocd"])
    assert "Right now 1 place in the United States matches." in block("condition=ocd").text


def test_a_place_in_the_query_is_left_out():
    page = block("condition=ocd&near=60614&page=3&lat=1&lng=2")
    assert hidden(page) == {"condition": "ocd"}
    assert page.link("See all of them")["href"] == "/providers/?condition=ocd"


def test_two_blocks_on_a_page_have_different_ids():
    one, two = block("condition=ocd"), block("condition=ocd", number=2)
    assert not {e.get("id") for e in one.elements if e.get("id")} & {
        e.get("id") for e in two.elements if e.get("id")
    }


def test_the_text_of_an_author_is_escaped():
    page = block('condition="><script>alert(1)</script>', "<b>Words</b>")
    assert "<script" not in page.source
    assert "<b>" not in page.source


def test_it_makes_no_query(django_assert_num_queries, monkeypatch):
    monkeypatch.setattr(service, "POLL_EVERY_SECONDS", 3600)
    make_location(terms=["condition/ocd"])
    search_index.index()
    with django_assert_num_queries(0):
        block("condition=ocd")


def test_without_a_database_it_still_asks_for_a_place(monkeypatch):
    def away() -> None:
        raise OperationalError("the server is gone")

    monkeypatch.setattr(search_index, "index", away)
    page = block("condition=ocd&near=60614")
    assert hidden(page) == {"condition": "ocd"}
    assert "can't be counted right now" in words(page.source)


def test_the_mistakes_of_an_author_are_named():
    catalog = Catalog.from_rows(Term.objects.all())
    assert problems_with("program=erp:any:on-site&condition=ocd", catalog) == ()
    assert problems_with("conditions=ocd", catalog) == ("There is no search parameter “conditions”.",)
    assert "We don’t know “ocdd”" in problems_with("condition=ocdd", catalog)[0]
    assert "does not belong there" in problems_with("near=60614", catalog)[0]


@pytest.mark.parametrize(
    ("vocabulary", "slug", "query"),
    [
        ("condition", "ocd", "condition=ocd"),
        ("timing", "same-day-after", "program=any%3Asame-day-after"),
        ("delivery", "on-site", "program=any%3Aany%3Aon-site"),
        ("credential", "md", None),
    ],
)
def test_the_query_of_a_term(vocabulary, slug, query):
    assert term_query(vocabulary, slug) == query
