"""The index of guides and its search."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from content.guides import actions, index_page
from content.models import GuideVersion
from tests.content.factories import make_live, make_person
from tests.page_reading import Page

pytestmark = pytest.mark.django_db


def read(client: Client, **query: str) -> Page:
    response = client.get("/guides/", query)
    assert response.status_code == 200
    return Page(response.content)


def titles(page: Page) -> list[str]:
    return [heading.text for heading in page.all("h3")]


def test_guides_are_listed_by_topic_in_the_order_of_the_index(client, guides):
    page = read(client)
    topics = [
        heading.text
        for heading in page.all("h2")
        if heading.get(
            "id",
        ).startswith("topic-")
    ]
    assert topics == ["TMS and therapy together", "By condition", "Cost, safety and choosing"]
    assert titles(page) == ["Combining TMS", "TMS for OCD", "Is it safe?"]


def test_the_index_takes_two_queries(client, guides, django_assert_max_num_queries):
    read(client)
    with django_assert_max_num_queries(2):
        read(client)


def test_an_empty_index_says_so(client):
    assert "No guide has been published yet." in read(client).text


def test_a_card_says_when_the_guide_was_written_and_whether_a_clinician_reviewed_it(client):
    version, today = make_live(), timezone.localdate()
    assert (
        f"written {today:%B} {today.day}, {today.year} · not yet reviewed by a clinician" in read(client).text
    )
    actions.record_review(version=version, reviewer=make_person("maya-lind"), day=today)
    assert f"· reviewed by a clinician {today:%B} {today.day}, {today.year}" in read(client).text


def test_an_overdue_guide_is_marked(client):
    today = timezone.localdate()
    make_live()
    GuideVersion.objects.update(written_on=today - timedelta(days=9), update_due=today - timedelta(days=1))
    assert "update overdue" in read(client).text


def test_a_search_finds_published_words_and_marks_them(client, guides):
    page = read(client, q="exposures")
    assert sorted(titles(page)) == ["Combining TMS", "TMS for OCD"]
    assert {mark.text.lower() for mark in page.all("mark")} == {"exposure"}
    assert page.one("input", id="guide-question")["value"] == "exposures"


def test_a_title_counts_for_more_than_a_text(client, guides):
    make_live("more", "Something about OCD.", title="Another guide")
    assert titles(read(client, q="OCD"))[0] == "TMS for OCD"


@pytest.mark.parametrize(
    ("typed", "meant"), [("exposre", "exposure"), ("siezures", "seizures"), ("obsesions", "obsessions")]
)
def test_a_misspelled_word_is_understood(client, guides, typed, meant):
    page = read(client, q=typed)
    assert f'for "{meant}"' in page.text
    assert f'No guide has "{typed}"' in page.text
    assert titles(page)


def test_one_misspelled_word_among_others_is_understood(client, guides):
    assert titles(read(client, q="metall in the head")) == ["Is it safe?"]


def test_a_search_without_results_says_so(client, guides):
    page = read(client, q="zzzzqqq")
    assert 'No guide says anything about "zzzzqqq"' in page.text
    assert page.link("All guides by topic")["href"] == "/guides/"


def test_markup_in_an_excerpt_is_escaped(client, guides):
    source = read(client, q="obsessions").source
    source_of_excerpt = read(client, q="obsessions exposure").source
    assert "<mark>obsessions</mark>" in source
    assert "<b>" not in source
    assert "&amp; <mark>exposure</mark>" in source_of_excerpt


@pytest.mark.parametrize(
    "question",
    [
        "<script>alert(1)</script>",
        "'\"; --",
        "a & | ! ( ) :*",
        "\x00",
        "\ue000x\ue001",
        "-",
        '"',
        "or",
        "é" * 500,
        " ",
    ],
)
def test_no_question_fails(client, guides, question):
    page = read(client, q=question, page="nonsense")
    assert "<script>alert" not in page.source


def test_results_come_in_pages(client, monkeypatch):
    monkeypatch.setattr(index_page, "FOUND_PAGE_SIZE", 2)
    monkeypatch.setattr(index_page, "PAGE_SIZE", 2)
    for number in range(3):
        make_live(f"guide-{number}", "Magnets.", title=f"Guide {number}")
    page = read(client, q="magnets")
    assert len(titles(page)) == 2
    assert len(titles(Page(client.get(page.link("Next page")["href"]).content))) == 1
    assert "Page 2 of 2" in read(client, page="9").text
