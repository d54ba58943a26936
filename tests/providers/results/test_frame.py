"""Jinja2 renders the results page, Django's engine the others: they have the same frame and place field."""

import re

import pytest
from django.template.loader import render_to_string
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary", "gazetteer")]

# What each page has for itself: what is in <main>, its title, and what its head says of it or loads for it.
OWN = re.compile(
    r"""<main\b.*</main>|<form class="one-box".*?</form>|<title>.*?</title>"""
    r"""|<meta\s+name="(?:description|robots|htmx-config)".*?>"""
    r"""|<link\s+rel="(?:canonical|alternate)".*?>"""
    r"""|<link\s+rel="stylesheet"\s+href="[^"]*/(?:pages/\w+|notice|card|fit|facets).css">"""
    r"""|<script\s+src="[^"]*/(?:htmx[^"]*|use-my-location|results).js"\s+defer></script>""",
    re.DOTALL,
)


def tokens(html: str) -> list[str]:
    """Tags and texts, with single spaces."""
    return [" ".join(token.split()) for token in re.findall(r"<[^>]*>|[^<]+", html) if token.strip()]


def frame(client: Client, path: str) -> list[str]:
    return tokens(OWN.sub("", client.get(path).content.decode()))


@pytest.mark.parametrize("name", ["Tandem", "Harbor & Pier"])
def test_the_frame_is_that_of_other_pages(client, settings, name):
    settings.SITE_NAME = name
    of_results = frame(client, "/providers/?near=Chicago")
    assert of_results == frame(client, "/nothing-here/")
    assert '<footer class="site-footer">' in of_results
    assert any("&amp; Pier" in token for token in of_results) == ("&" in name)


@pytest.mark.parametrize("near", ["", "Chicago", "Illinois", '"><b>'])
def test_the_place_field_is_that_of_other_forms(client, near):
    html = client.get("/providers/", {"near": near}).content.decode()
    field = re.search(r'<div class="search-place".*?</div>', html, re.DOTALL)[0]
    hint_id = "near-hint" if 'id="near-hint"' in html else ""
    other = render_to_string("components/place_field.html", {"id": "near", "value": near, "hint_id": hint_id})
    spelled_alike = field.replace("&#34;", "&quot;").replace(" >", ">")
    assert tokens(spelled_alike) == tokens(other.partition("#}")[2] or other)
