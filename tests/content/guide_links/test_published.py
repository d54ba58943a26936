"""Which guides a page links to, and how many queries that takes."""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.utils import timezone

from content.guide_links.published import guides_about
from content.models import Status
from providers.search import service
from tests.content.factories import make_published_guide
from tests.factories import make_location
from tests.page_reading import Page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary", "gazetteer")]

OCD, ERP = ("condition", "ocd"), ("therapy", "erp")


def titles(*terms: tuple[str, str], limit: int = 9) -> list[str]:
    return [guide.title for guide in guides_about(terms, limit=limit)]


def test_a_guide_explains_its_terms():
    make_published_guide("TMS for OCD", "condition/ocd", "therapy/erp")
    make_published_guide("TMS for PTSD", "condition/ptsd")
    make_published_guide("A guide to nothing in particular")
    assert titles(OCD) == ["TMS for OCD"]
    assert titles(("condition", "tinnitus")) == []


def test_the_guide_that_explains_most_of_them_comes_first():
    make_published_guide("Therapies explained", "therapy/erp")
    make_published_guide("TMS for OCD", "condition/ocd", "therapy/erp")
    assert titles(OCD, ERP) == ["TMS for OCD", "Therapies explained"]
    assert titles(OCD, ERP, limit=1) == ["TMS for OCD"]


@pytest.mark.parametrize(
    "fields",
    [
        {"status": Status.DRAFT},
        {"status": Status.IN_REVIEW},
        {"published_from": timezone.now() + timedelta(days=1)},
        {"published_until": timezone.now() - timedelta(hours=1)},
    ],
)
def test_unpublished_guides_are_not_linked(fields):
    make_published_guide("TMS for OCD", "condition/ocd", **fields)
    assert titles(OCD) == []


def test_guides_are_read_once(django_assert_num_queries):
    make_published_guide("TMS for OCD", "condition/ocd")
    with django_assert_num_queries(1):
        assert titles(OCD) == titles(OCD) == ["TMS for OCD"]
        assert titles(ERP) == []


def test_a_providers_page_links_guides_that_explain_its_treatments(client):
    make_published_guide("TMS for OCD", "condition/ocd", "therapy/erp")
    make_published_guide("TMS for PTSD", "condition/ptsd")
    location = make_location(terms=["condition/ocd", "therapy/erp", "protocol/deep-h7-ocd"])
    page = Page(client.get(location.get_absolute_url()).content)
    assert page.has_link("TMS for OCD")
    assert not page.has_link("TMS for PTSD")
    assert page.link("OCD")["href"] == "/conditions/ocd/"
    assert page.link("Exposure and response prevention (ERP)")["href"] == "/therapies/erp/"
    assert page.link("Plan a course here")["href"] == f"/planner/?provider={location.pk}"


def test_without_guides_a_providers_page_has_no_such_section(client):
    page = Page(client.get(make_location().get_absolute_url()).content)
    assert not page.all("h2", id="guides-heading")


def test_guides_cost_a_providers_page_one_query_and_then_none(
    client, django_assert_num_queries, django_assert_max_num_queries, monkeypatch
):
    monkeypatch.setattr(service, "POLL_EVERY_SECONDS", 3600)
    make_published_guide("TMS for OCD", "condition/ocd")
    location = make_location(terms=["condition/ocd"])
    address = location.get_absolute_url()
    client.get(address)
    with django_assert_max_num_queries(8) as remembered:
        client.get(address)
    caches["process"].clear()
    with django_assert_num_queries(len(remembered) + 1):
        client.get(address)


def test_the_home_page_and_every_page_link_to_the_guides(client, guides):
    caches["process"].clear()
    page = Page(client.get("/").content)
    assert page.link("TMS for OCD")["href"] == "/guides/ocd/"
    assert {link["href"] for link in page.all("a") if link.text in ("Guides", "All guides")} == {"/guides/"}
