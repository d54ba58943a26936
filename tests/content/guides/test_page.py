"""The page of a guide, for the screen, for print and for search engines."""

import gzip
import json
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from django.utils import timezone
from PIL import Image
from pytest_django import DjangoAssertNumQueries

from content.guides import actions
from content.models import GuideVersion
from content.shipped import loading
from providers.search import service
from tests.content.factories import make_draft, make_entry, make_live, make_person, make_reference
from tests.factories import make_location
from tests.page_reading import Page

pytestmark = pytest.mark.django_db

FLAGSHIP = "/guides/combining-tms-with-therapy/"
MAX_BYTES = 60_000
TEXT = """
::: key-points
- It helps some [@donse2018].
:::

## First

An [[erp]] word [@donse2018; @xu2023].

## Second

::: faq
### Is it?
Yes [@xu2023].
:::

## Third

::: checklist Tell them
- a pump
:::

::: find-providers condition=ocd
Places for OCD
:::
"""


@pytest.fixture
def guide(vocabulary) -> GuideVersion:
    make_reference(doi="10.1016/j.brs.2017.11.004", pmid="29174304", study_type="series", sample_size=196)
    make_reference("xu2023", authors="Xu X et al.", year=2023, title="A review")
    make_entry()
    return make_live(body=TEXT)


def read(client: Client, url: str = "/guides/what-is-tms/") -> Page:
    response = client.get(url)
    assert response.status_code == 200
    return Page(response.content)


def data_of(page: Page) -> dict[str, dict]:
    scripts = page.all("script", type="application/ld+json")
    return {item["@type"]: item for item in map(json.loads, ("".join(script.pieces) for script in scripts))}


def test_a_guide_names_its_authors_with_dates(client, guide):
    page = read(client)
    assert page.one("h1").text == "What is TMS?"
    assert [link["href"] for link in page.all("a") if link.text == "Ana Ruiz, MD"] == [
        "/guides/people/ana-ruiz/"
    ]
    assert f"Written {guide.written_on:%B} {guide.written_on.day}" in page.text
    assert "Next update due" in page.text
    assert "Reading time 1 minute" in page.text
    assert "overdue" not in page.text


def test_until_a_clinician_signs_a_text_its_page_says_so_and_nothing_says_reviewed(client, guide):
    label = "Written from the sources listed; not yet reviewed by a clinician."
    for address in ("/guides/what-is-tms/", "/guides/what-is-tms/print/"):
        page = read(client, address)
        assert label in page.text
        guide_itself = page.one("article").text
        assert "review" not in guide_itself.replace(label, "").replace("A review", "").lower()
    data = data_of(read(client))["MedicalWebPage"]
    assert {"reviewedBy", "lastReviewed"}.isdisjoint(data)
    assert "eviewed" not in client.get("/guides/feed.atom").content.decode()


def test_a_reviewer_is_named_with_credentials_and_day_on_the_text_that_they_signed_and_on_no_other(
    client, guide
):
    maya = make_person("maya-lind", credentials="MD, PhD", interests="Owns no shares in a maker of devices.")
    day = guide.written_on
    actions.record_review(version=guide, reviewer=maya, day=day)
    page = read(client)
    assert f"Reviewed by Maya Lind, MD, PhD · {day:%B} {day.day}, {day.year}" in page.text
    assert "not yet reviewed" not in page.text
    assert "Owns no shares in a maker of devices." in read(client, "/guides/people/maya-lind/").text
    data = data_of(page)["MedicalWebPage"]
    assert data["lastReviewed"] == day.isoformat()
    assert data["reviewedBy"] == [
        {
            "@type": "Person",
            "name": "Maya Lind",
            "url": "http://testserver/guides/people/maya-lind/",
            "honorificSuffix": "MD, PhD",
        }
    ]
    draft = actions.copy(version=guide, by=None)
    actions.publish(version=draft, by=None)
    assert "not yet reviewed by a clinician" in read(client).text


def test_dates_of_data_feed_and_sitemap_are_days_of_writing(client):
    first, second = date(2026, 1, 5), date(2026, 3, 7)
    version = make_live(written_on=first)
    draft = actions.copy(version=version, by=None)
    draft.written_on = second
    actions.publish(version=actions.write(draft), by=None)
    data = data_of(read(client))["MedicalWebPage"]
    assert (data["datePublished"], data["dateModified"]) == ("2026-01-05", "2026-03-07")
    feed = client.get("/guides/feed.atom").content.decode()
    assert "<published>2026-01-05T00:00:00-05:00</published>" in feed
    assert "<updated>2026-03-07T00:00:00-05:00</updated>" in feed
    assert "<lastmod>2026-03-07</lastmod>" in client.get("/sitemap-guides.xml").content.decode()


def test_records_of_agencies_and_plans_are_no_scholarly_articles(client):
    make_reference(doi="10.1016/j.brs.2017.11.004")
    make_reference("fda2018", authors="FDA", journal="FDA", url="https://www.fda.gov/x", title="A record")
    make_live(body="## One\n\nA [@donse2018], b [@fda2018].\n")
    citations = data_of(read(client))["MedicalWebPage"]["citation"]
    assert [one["@type"] for one in citations] == ["ScholarlyArticle", "CreativeWork"]


def test_an_update_that_is_overdue_is_marked(client, guide):
    today = timezone.localdate()
    GuideVersion.objects.update(written_on=today - timedelta(days=9), update_due=today - timedelta(days=1))
    page = read(client)
    assert page.one("strong", class_="guide-overdue").text == "overdue"
    assert "The update of this guide is overdue." in page.text


def test_notes_link_to_references_and_back(client, guide):
    page = read(client)
    ids = {element["id"] for element in page.elements if "id" in element.attributes}
    notes = page.all("a", role="doc-noteref")
    back = page.all("a", role="doc-backlink")
    assert {link["href"].removeprefix("#") for link in notes + back} <= ids
    assert len(notes) == len(back) == 4
    first = page.one("li", id="ref-1").text
    assert "Donse L, Padberg F. 2018. A series." in first
    assert "Series, 196 people." in first
    assert page.link("doi:10.1016/j.brs.2017.11.004")["href"] == "https://doi.org/10.1016/j.brs.2017.11.004"
    assert page.link("PMID 29174304")["href"] == "https://pubmed.ncbi.nlm.nih.gov/29174304/"


def test_the_contents_link_to_the_sections(client, guide):
    page = read(client)
    assert [page.link(name)["href"] for name in ("First", "Second", "Third", "References")] == [
        "#first",
        "#second",
        "#third",
        "#references",
    ]


def test_headings_skip_no_level(client, guide):
    levels = [int(e.tag[1]) for e in read(client).elements if e.tag in ("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_a_checklist_is_in_no_form_and_has_no_names(client, guide):
    page = read(client)
    box = page.one("input", type="checkbox")
    assert "name" not in box.attributes
    assert page.one("label", for_=box["id"]).text == "a pump"
    source = page.source
    form_open = source.rfind("<form", 0, source.index('type="checkbox"'))
    assert source.rfind("</form>", 0, source.index('type="checkbox"')) > form_open


def test_structured_data_has_what_the_page_shows(client, guide):
    data = data_of(read(client))
    page = data["MedicalWebPage"]
    assert page["url"] == "http://testserver/guides/what-is-tms/"
    assert page["author"] == [
        {
            "@type": "Person",
            "name": "Ana Ruiz",
            "url": "http://testserver/guides/people/ana-ruiz/",
            "honorificSuffix": "MD",
        }
    ]
    assert (page["publisher"]["@type"], page["publisher"]["name"]) == ("Organization", "Tandem")
    picture = finders.find(page["image"].removeprefix("http://testserver/static/"))
    with Image.open(picture) as opened:
        assert opened.size == (1200, 630)
    assert [(one["name"], one["datePublished"]) for one in page["citation"]] == [
        ("A series", "2018"),
        ("A review", "2023"),
    ]
    assert data["FAQPage"]["mainEntity"] == [
        {"@type": "Question", "name": "Is it?", "acceptedAnswer": {"@type": "Answer", "text": "Yes."}}
    ]
    assert data["BreadcrumbList"]["itemListElement"][-1]["name"] == "What is TMS?"


def test_a_guide_without_questions_has_no_faq_data(client):
    make_live()
    assert "FAQPage" not in data_of(read(client))


def test_every_address_names_the_canonical_one(client, guide):
    for url in ("/guides/what-is-tms/?utm=1", "/guides/what-is-tms/print/"):
        assert (
            read(client, url).one("link", rel="canonical")["href"] == "http://testserver/guides/what-is-tms/"
        )


def test_reading_sets_no_cookie(client, guide):
    for url in (
        "/guides/",
        "/guides/what-is-tms/",
        "/guides/what-is-tms/useful/",
        "/guides/evidence-grades/",
    ):
        assert not client.get(url).cookies


def test_the_print_view_has_addresses_and_no_forms(client, guide):
    page = read(client, "/guides/what-is-tms/print/")
    assert page.has_link("https://doi.org/10.1016/j.brs.2017.11.004")
    assert not page.all("form")
    assert page.one("meta", name="robots")["content"] == "noindex"


@pytest.mark.parametrize("status", ["draft", "in-review", "retired"])
def test_readers_see_published_versions_only(client, status):
    version = make_draft()
    GuideVersion.objects.filter(pk=version.pk).update(status=status)
    for url in ("/guides/what-is-tms/", "/guides/what-is-tms/print/", "/guides/what-is-tms/useful/"):
        assert client.get(url).status_code == 404


def test_a_scheduled_version_is_hidden_until_its_moment(client):
    actions.publish(version=make_draft(), by=None, at=timezone.now() + timedelta(days=1))
    assert client.get("/guides/what-is-tms/").status_code == 404


@pytest.fixture
def index_never_polls(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking for changed locations takes queries that are not the page's."""
    monkeypatch.setattr(service, "POLL_EVERY_SECONDS", 3600)


@pytest.mark.usefixtures("index_never_polls")
def test_a_page_takes_four_queries_at_most(
    client, guide, django_assert_max_num_queries: DjangoAssertNumQueries
):
    make_location(terms=["condition/ocd"])
    client.get("/guides/what-is-tms/")
    with django_assert_max_num_queries(4):
        client.get("/guides/what-is-tms/")


@pytest.mark.usefixtures("index_never_polls")
def test_the_flagship_takes_four_queries_and_sixty_kilobytes_at_most(
    client, vocabulary, django_assert_max_num_queries: DjangoAssertNumQueries
):
    loading.load_content(shows_demo=True, say=lambda line: None)
    client.get(FLAGSHIP)
    with django_assert_max_num_queries(4):
        response = client.get(FLAGSHIP)
    page = Page(response.content)
    # The compressed page with its style sheets and scripts.
    linked = [link["href"] for link in page.all("link", rel="stylesheet")]
    linked += [script["src"] for script in page.all("script") if "src" in script.attributes]
    files = [Path(settings.BASE_DIR, address.lstrip("/")).read_bytes() for address in linked]
    weights = [len(gzip.compress(content)) for content in (response.content, *files)]
    assert sum(weights) <= MAX_BYTES, dict(zip(["page", *linked], weights, strict=True))


def test_every_shipped_guide_has_a_complete_page(client, vocabulary):
    loading.load_content(shows_demo=True, say=lambda line: None)
    for version in GuideVersion.objects.live().select_related("guide"):
        page = read(client, version.get_absolute_url())
        assert "[no reference" not in page.text
        assert ":::" not in page.text
        ids = [element["id"] for element in page.elements if "id" in element.attributes]
        assert len(ids) == len(set(ids)), version
        inside = {link["href"][1:] for link in page.all("a") if link["href"].startswith("#")}
        assert inside <= set(ids), version
