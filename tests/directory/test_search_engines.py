"""robots.txt and the sitemap: what search engines are told."""

import json
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from django.test import Client

from content.models import GuideVersion
from content.shipped import loading
from directory.search_engines import SITEMAPS, LocationsSitemap
from tests.factories import make_location, make_practice, make_term
from tests.page_reading import Page
from tests.reviews.factories import make_review

pytestmark = pytest.mark.django_db


def addresses(client: Client, path: str) -> list[str]:
    """The paths that a sitemap, or an index of them, lists."""
    response = client.get(path)
    assert (response.status_code, response["Content-Type"]) == (200, "application/xml")
    elements = ElementTree.fromstring(response.content).iter()
    found = [urlsplit(element.text) for element in elements if element.tag.endswith("loc")]
    assert {(address.scheme, address.netloc) for address in found} <= {("http", "testserver")}
    return [address._replace(scheme="", netloc="").geturl() for address in found]


def test_the_index_names_every_section(client):
    assert addresses(client, "/sitemap.xml") == [f"/sitemap-{section}.xml" for section in SITEMAPS]


def test_every_page_that_is_listed_opens_and_wants_to_be_found(client, vocabulary, gazetteer):
    make_location()
    loading.load_content(shows_demo=True, say=lambda line: None)
    assert GuideVersion.objects.live().exists()
    listed = [address for section in SITEMAPS for address in addresses(client, f"/sitemap-{section}.xml")]
    assert len(listed) == len(set(listed)) > 150
    for address in listed:
        response = client.get(address)
        assert response.status_code == 200, address
        assert "noindex" not in response.content.decode(), address
        description = Page(response.content).one("meta", name="description")
        assert set(description.attributes) == {"name", "content"}, address  # no quote ends it early


def test_published_locations_of_real_practices_are_listed_and_no_others(client):
    here = make_location()
    make_location(status="draft")
    make_location(status="closed")
    make_location(practice=make_practice(is_demo=True))
    assert addresses(client, "/sitemap-providers.xml") == [here.get_absolute_url()]


def test_many_locations_are_spread_over_files(client, monkeypatch):
    monkeypatch.setattr(LocationsSitemap, "limit", 2)
    urls = [make_location().get_absolute_url() for _ in range(3)]
    assert addresses(client, "/sitemap.xml")[-2:] == ["/sitemap-providers.xml", "/sitemap-providers.xml?p=2"]
    assert addresses(client, "/sitemap-providers.xml") == urls[:2]
    assert addresses(client, "/sitemap-providers.xml?p=2") == urls[2:]


@pytest.mark.parametrize(
    "path", ["/sitemap-unheard-of.xml", "/sitemap-pages.xml?p=9", "/sitemap-pages.xml?p=x"]
)
def test_a_sitemap_that_is_not_there_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_robots_are_told_where_the_sitemap_is_and_what_is_not_for_them(client):
    text = client.get("/robots.txt").content.decode()
    assert "Sitemap: http://testserver/sitemap.xml\n" in text
    assert "Disallow: /staff/\n" in text


def test_a_new_term_gets_into_the_sitemap(client):
    make_term("condition/ocd")
    assert "/conditions/ocd/" in addresses(client, "/sitemap-terms.xml")


def types_of_data(response) -> list[str]:
    scripts = Page(response.content).all("script", type="application/ld+json")
    return [json.loads(script.text)["@type"] for script in scripts]


def test_an_invented_place_is_no_clinic_and_not_for_search_engines(client):
    real, invented = make_location(), make_location(practice=make_practice(is_demo=True))
    for location in (real, invented):
        make_review(location, state="published")
        list_page = client.get(f"/reviews/{location.pk}/").content.decode()
        assert ("noindex" in list_page) is (location is invented)
    assert types_of_data(client.get(real.get_absolute_url())).count("MedicalClinic") == 2
    response = client.get(invented.get_absolute_url())
    assert types_of_data(response) == ["BreadcrumbList"]
    assert Page(response.content).one("meta", name="robots")["content"] == "noindex"


def test_the_home_page_describes_the_site_and_its_search(client):
    page = Page(client.get("/").content)
    data = json.loads(page.one("script", type="application/ld+json").text)
    assert (data["@type"], data["name"], data["url"]) == ("WebSite", "Tandem", "http://testserver/")
    template = data["potentialAction"]["target"]["urlTemplate"]
    assert template == "http://testserver/providers/?near={place}"
