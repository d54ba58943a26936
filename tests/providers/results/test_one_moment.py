"""All of a page comes from one snapshot of the search index, even if the next one arrives in between."""

from collections.abc import Callable
from pkgutil import resolve_name
from typing import Any

import pytest
from django.db import transaction
from django.http import QueryDict
from django.template.loader import render_to_string

from providers.demo.presence import shows_demo_data
from providers.models import Location, Term
from providers.results.card_rows import card_rows
from providers.results.page import results_page
from providers.search.finding import find
from providers.search.index import SearchIndex
from providers.search.service import search_index
from providers.search.snapshot import Snapshot
from tests.factories import make_location, make_practice, make_program

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary", "gazetteer")]

PAGES = {
    "results": "/providers/?near=Chicago&condition=ocd&program=erp&page=2",
    "no place": "/providers/?condition=mdd",
    "one filter too many": "/providers/?near=Chicago&condition=ocd&language=es&radius=50",
    "too far away": "/providers/?near=Denver&condition=ocd",
    "nothing in a state": "/providers/?near=Wyoming&condition=ocd",
    "nothing at all": "/providers/?near=Denver&language=vi&condition=ptsd",
    "ambiguous place": "/providers/?near=Springfield&condition=ocd",
    "unknown place": "/providers/?near=Chcago&condition=ocd",
    "city": "/tms/il/chicago/",
    "state": "/tms/wy/",
    "home": "/",
    "API": "/api/v1/locations/?near=Chicago&condition=ocd",
    "condition": "/conditions/ocd/",
    "conditions": "/conditions/",
    "unknown condition": "/conditions/ocdd/",
}
# What a page is made by, one after the other. Before each of them the snapshot is replaced.
STEPS = {
    "results": (
        "providers.search.finding.read_criteria",
        "providers.search.finding.find_criteria",
        "providers.search.finding.find_place",
        "providers.results.views.card_rows.of",
        "providers.results.views.results_page",
        "providers.results.page.search_form",
        "providers.results.page.facet_panel",
        "providers.results.page.SearchLinks",
        "providers.results.page.Cards",
        "providers.results.page.summary.sentence",
        "providers.results.page.place_notes.ambiguity",
        "providers.results.page.place_notes.unknown_place",
        "providers.results.page.zero_help",
        "providers.results.zero.summary.filter_label",
        "providers.results.zero.location_url",
        "providers.results.views.count_appearances",
        "providers.results.views.render_to_string",
    ),
    "area": (
        "providers.results.area_views.find_criteria",
        "providers.results.area_views.card_rows.of",
        "providers.results.area_views.results_page",
        "providers.results.page.facet_panel",
        "providers.results.page.zero_help",
        "providers.results.area_views.area_links",
        "providers.results.area_views.render",
    ),
    "home": ("providers.results.home_views.home_page", "providers.results.home_views.render"),
    "API": (
        "providers.search.finding.find_criteria",
        "providers.results.api.views.answer_rows.of",
        "providers.results.api.views.answer_of",
        "providers.results.api.views.SearchResponseSerializer",
    ),
    "term": (
        "content.terms.views.term_page",
        "content.terms.page.guides_about",
        "content.terms.page.find_providers_block",
        "content.terms.page.counts.related_to",
        "content.terms.counts.read_criteria",
        "content.terms.counts.facet_counts",
        "content.terms.views.render",
    ),
    "vocabulary": (
        "content.terms.views.vocabulary_page",
        "content.terms.page.counts.facet_counts",
        "content.terms.views.near_misses",
        "content.terms.views.render",
    ),
}
STEPS_OF = {
    "city": "area",
    "state": "area",
    "home": "home",
    "API": "API",
    "condition": "term",
} | dict.fromkeys(("conditions", "unknown condition"), "vocabulary")
SEARCHES = [QueryDict(address.partition("?")[2]) for address in PAGES.values() if "/providers/" in address]


@pytest.fixture
def next_index() -> SearchIndex:
    """An index of another moment, with nearly no locations and other terms; the current one is in memory."""
    practice = make_practice()
    for number in range(25):
        location = make_location(
            practice=practice, point=(41.85 + number / 1000, -87.65), terms=["condition/ocd"]
        )
        make_program(location, "erp")
    make_location(point=(41.9, -87.65), terms=["language/es"], name="Pier TMS")
    search_index.start()
    with transaction.atomic():
        Location.objects.exclude(name="Pier TMS").delete()
        Term.objects.filter(vocabulary="therapy").delete()
        Term.objects.filter(slug="ocd").update(label="Renamed")
        Term.objects.create(vocabulary="condition", slug="ocdd", label="New", position=999)
        index = Snapshot.read().index
        transaction.set_rollback(True)
    return index


@pytest.mark.parametrize("page", PAGES)
def test_a_snapshot_that_arrives_before_any_step_changes_nothing(client, next_index, page):
    first = search_index.index()
    expected = client.get(PAGES[page])
    for step in STEPS[STEPS_OF.get(page, "results")]:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(search_index, "index", lambda: first)
            patch.setattr(step, swapping(patch, next_index, resolve_name(step)))
            response = client.get(PAGES[page])
        assert response.status_code == expected.status_code
        assert response.content == expected.content, step


def swapping(
    patch: pytest.MonkeyPatch, next_index: SearchIndex, original: Callable[..., Any]
) -> Callable[..., Any]:
    """The same step, but the next snapshot arrives before it."""

    def step(*arguments: Any, **options: Any) -> Any:
        patch.setattr(search_index, "index", lambda: next_index)
        return original(*arguments, **options)

    return step


def test_the_next_snapshot_would_give_other_pages(client, monkeypatch, next_index):
    first = search_index.index()
    for page, address in PAGES.items():
        monkeypatch.setattr(search_index, "index", lambda: first)
        before = client.get(address)
        monkeypatch.setattr(search_index, "index", lambda: next_index)
        assert client.get(address).content != before.content, page


def test_a_page_is_made_without_the_database_or_the_search(
    next_index, monkeypatch, django_assert_num_queries, rf
):
    def asked() -> None:
        raise AssertionError("the search was asked again")

    answers = [(finding := find(query), card_rows.of(finding.hits_to_show)) for query in SEARCHES]
    shows_demo_data()  # is kept for half a minute
    monkeypatch.setattr(search_index, "index", asked)
    with django_assert_num_queries(0):
        for finding, rows in answers:
            context = {"page": results_page(finding, rows), "origin": "", "area": None, "structured_data": ()}
            render_to_string("providers/results/page.jinja", context, rf.get("/"), using="jinja2")
