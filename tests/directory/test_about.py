"""The pages about the site, and what is on every page."""

import re
from itertools import pairwise

import pytest
from django.template.loader import get_template

from providers.demo.presence import shows_demo_data
from tests.factories import make_location, make_practice
from tests.page_reading import Page

pytestmark = pytest.mark.django_db

ABOUT = [
    *("/about/", "/about-the-data/", "/accessibility/", "/contact/", "/health-data-privacy/"),
    *("/medical-disclaimer/", "/minors/", "/privacy/", "/takedown/", "/terms/"),
]
CRISIS = (
    "In an emergency call 911. Call 988 or text 988, or chat at 988lifeline.org, any time. "
    "Spanish: press 2. Veterans: 988 then press 1, or text 838255."
)


@pytest.fixture(autouse=True)
def _ask_again_whether_this_is_a_demo():
    shows_demo_data.clear()
    yield
    shows_demo_data.clear()


def test_the_order_by_score_is_told_as_it_is(client):
    page = Page(client.get("/about-the-data/").content)
    assert "pulled toward the average of the whole site" in page.text
    assert page.link("How scores are counted")["href"] == "/reviews/policy/#scores"


@pytest.mark.parametrize("address", [*ABOUT, "/", "/providers/", "/nowhere/"])
def test_the_crisis_block_is_on_every_page_with_links_that_call_and_text(client, address):
    page = Page(client.get(address).content)
    block = page.one("section", id="crisis")
    assert CRISIS in block.text
    links = {link["href"] for link in page.all("a")}
    assert {"tel:911", "tel:988", "sms:988", "sms:838255", "https://988lifeline.org/"} <= links
    assert page.link("Call 988")["href"] == "tel:988"
    assert page.link("text 988")["href"] == "sms:988"
    assert "nowrap" in page.link("988 then press 1").classes
    assert page.link("Need help now?")["href"] == "#crisis"


@pytest.mark.parametrize(
    "address", ["/privacy/", "/accessibility/", "/providers/", "/guides/", "/planner/", "/nowhere/"]
)
def test_a_title_ends_with_the_name_of_the_site_after_a_dash(client, address):
    assert Page(client.get(address).content).one("title").text.endswith(" – Tandem")


@pytest.mark.parametrize("address", ["/privacy/", "/providers/"])
def test_the_footer_leads_clinics_to_their_dashboard_which_asks_who_is_not_signed_in(client, address):
    link = Page(client.get(address).content).link("For clinics: your dashboard")
    assert client.get(link["href"]).url == "/accounts/login/?next=/staff/"


@pytest.mark.parametrize("address", [*ABOUT, "/nowhere/"])
def test_the_search_works_from_every_page(client, address):
    page = Page(client.get(address).content)
    assert page.one("form", role="search")["action"] == "/providers/"
    assert page.one("input", name="q")


@pytest.mark.parametrize("address", ABOUT)
def test_the_contents_of_a_page_lead_to_its_parts(client, address):
    page = Page(client.get(address).content)
    parts = {heading["id"] for heading in page.all("h2") if heading.get("id")}
    within = {link["href"][1:] for link in page.all("a") if link["href"].startswith("#")}
    assert within - {"main", "crisis"} <= parts
    assert len(within - {"main", "crisis"}) >= 3


@pytest.mark.parametrize("address", ["/", "/providers/", *ABOUT, "/nowhere/"])
def test_headings_are_in_order_and_the_first_is_the_only_one(client, address):
    make_location()
    page = Page(client.get(address).content)
    levels = [int(element.tag[1]) for element in page.elements if re.fullmatch("h[1-6]", element.tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_a_demo_says_so_on_every_page_until_its_data_is_gone(client):
    assert "This site shows demo data" not in Page(client.get("/privacy/").content).text
    make_practice(is_demo=True)
    shows_demo_data.clear()
    for address in [*ABOUT, "/", "/providers/", "/nowhere/"]:
        assert "This site shows demo data" in Page(client.get(address).content).text


@pytest.mark.parametrize("address", [*ABOUT, "/", "/providers/"])
def test_nobody_is_followed(client, address):
    response = client.get(address)
    assert not response.cookies
    page = Page(response.content)
    asked = [element.get("src") for element in page.elements if element.get("src")]
    asked += [link["href"] for link in page.all("link") if link["rel"] in ("stylesheet", "icon", "preload")]
    assert all(url.startswith("/static/") for url in asked)


def test_the_404_page_offers_the_search(client):
    response = client.get("/nowhere/")
    assert response.status_code == 404
    page = Page(response.content)
    assert page.one("h1").text == "There is no page here"
    assert page.one("meta", name="robots")["content"] == "noindex"


def test_the_500_page_needs_no_database_and_no_request(django_assert_num_queries):
    with django_assert_num_queries(0):
        page = Page(get_template("500.html").render())
    assert page.one("h1").text == "Something went wrong on our side"
    assert CRISIS in page.text


def test_an_error_is_answered_with_the_500_page(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("providers.results.home_views.home_page", lambda catalog: 1 / 0)
    response = client.get("/")
    assert response.status_code == 500
    assert "You did nothing wrong" in Page(response.content).text
