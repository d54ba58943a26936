"""The pages of terms and of vocabularies."""

import json

import pytest

from content.terms.addresses import PAGES, term_url
from providers.models import Clearance, Term, Vocabulary
from providers.search import service
from tests.content.factories import make_published_guide
from tests.factories import make_clearance, make_location, make_program
from tests.page_reading import Page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary", "gazetteer")]


def get(client, address: str, status: int = 200) -> Page:
    response = client.get(address)
    assert response.status_code == status
    return Page(response.content)


def section(page: Page, heading_id: str) -> str:
    return page.one("section", aria_labelledby=heading_id).text


def test_every_vocabulary_has_a_page_and_every_term_too(client):
    assert set(PAGES) == set(Vocabulary.values)
    for term in Term.objects.all():
        page = get(client, term_url(term.vocabulary, term.slug))
        assert page.one("h1").text == term.label
    for name, pages in PAGES.items():
        page = get(client, f"/{pages.path}/")
        for term in Term.objects.filter(vocabulary=name):
            assert page.link(term.label)["href"] == term_url(name, term.slug)


@pytest.mark.parametrize(
    ("vocabulary", "slug", "address"),
    [
        ("condition", "ocd", "/conditions/ocd/"),
        ("therapy", "erp", "/therapies/erp/"),
        ("protocol", "saint", "/protocols/saint/"),
        ("device", "neurostar", "/devices/neurostar/"),
    ],
)
def test_addresses_are_stable(vocabulary, slug, address):
    assert term_url(vocabulary, slug) == address


def test_a_cleared_condition_names_devices_dates_numbers_and_sources(client):
    page = get(client, "/conditions/ocd/")
    text = section(page, "standing-heading")
    assert (
        "FDA-cleared for this with NeuroStar, BrainsWay, MagVenture, Magstim Horizon, CloudTMS, Apollo, and "
        "BTL-99-OC." in text
    )
    assert "Cleared in January 2023 for adults, alongside other treatment." in text
    assert "FDA record K222171. Checked Nov 30, 2026 in this source." in text
    assert page.link("FDA record K222171")["href"].startswith("https://www.accessdata.fda.gov/")
    assert page.link("BrainsWay")["href"] == "/devices/brainsway/"
    assert "approved" not in page.one("main").text.lower()


def test_a_condition_without_clearance_has_the_agreed_wording(client):
    text = section(get(client, "/conditions/tinnitus/"), "standing-heading")
    assert "Not FDA-cleared for this; evidence varies." in text
    assert "FDA-cleared for this with" not in text


def test_what_we_did_not_find_in_a_source_says_so_and_is_not_bold(client):
    make_clearance("neuroqore", "ocd", is_verified=False)
    page = get(client, "/conditions/ocd/")
    text = section(page, "standing-heading")
    assert "Reported, not verified by us: cleared for this with NeuroQore." in text
    assert "Reported, not verified by us: cleared in 2022 for adults, alongside other treatment." in text
    names = [name.text for name in page.all("dt")]
    bold = [name.text for name in page.all("dt", class_="term-clearance-verified")]
    assert set(names) - set(bold) == {"NeuroQore"}


def test_a_condition_that_is_only_reported_as_cleared_is_not_called_cleared(client):
    make_clearance("neuroqore", "tinnitus", is_verified=False)
    page = get(client, "/conditions/tinnitus/")
    assert "Not FDA-cleared for this; evidence varies." in section(page, "standing-heading")
    assert not page.all("p", class_="term-standing-cleared")


def test_devices_without_a_page_of_their_own_are_named_by_their_product(client):
    text = section(get(client, "/conditions/migraine/"), "standing-heading")
    assert "Cerena single pulse, home use" in text
    assert "Cleared in May 2023 for ages 12 and older to treat and prevent attacks." in text


def test_a_device_lists_what_it_is_cleared_for(client):
    text = section(get(client, "/devices/neurostar/"), "standing-heading")
    assert (
        "FDA-cleared for depression, teen and young-adult depression, depression with anxiety, and OCD."
        in text
    )
    assert "Cleared in March 2024 for ages 15 to 21, alongside other treatment." in text
    assert "There may be newer clearances than these." in text


def test_a_device_without_a_record_is_not_called_uncleared(client):
    Clearance.objects.filter(device__slug="nexstim").delete()
    text = section(get(client, "/devices/nexstim/"), "standing-heading")
    assert "We have no record" in text
    assert "Not FDA-cleared" not in text


@pytest.mark.parametrize(
    "address", ["/therapies/erp/", "/protocols/saint/", "/devices/unknown/", "/languages/es/"]
)
def test_terms_that_the_fda_does_not_clear_have_no_such_section(client, address):
    assert not get(client, address).all("section", aria_labelledby="standing-heading")


def test_the_form_asks_only_for_a_place_and_counts_live(client):
    for _ in range(2):
        make_program(make_location(terms=["condition/ocd", "therapy/erp"]), "erp")
    make_location(terms=["condition/mdd"])
    page = get(client, "/conditions/ocd/")
    form = page.one("form", class_="find-providers")
    assert "Right now 2 places in the United States match." in form.text
    hidden = [(field["name"], field["value"]) for field in page.all("input", type="hidden")]
    assert hidden == [("condition", "ocd")]
    assert page.link("ERP on site")["href"] == "/providers/?condition=ocd&program=erp%3Aany%3Aon-site"
    assert "ERP on site 2 places" in section(page, "places-heading")


def test_a_timing_is_searched_within_programs(client):
    make_program(make_location(), "erp", timing="same-day-after")
    page = get(client, "/timings/same-day-after/")
    hidden = [(field["name"], field["value"]) for field in page.all("input", type="hidden")]
    assert hidden == [("program", "any:same-day-after")]
    assert "Right now 1 place" in page.text


def test_a_credential_is_explained_but_not_searched_by(client):
    page = get(client, "/credentials/lcsw/")
    assert "Licensed clinical social worker." in page.text
    assert "Places are not searched by this." in page.text


def test_guides_that_explain_it_are_linked(client):
    make_published_guide("TMS for OCD", "condition/ocd", summary="What is known.")
    text = section(get(client, "/conditions/ocd/"), "guides-heading")
    assert text == "Guides that explain it TMS for OCD What is known."
    assert not get(client, "/conditions/tinnitus/").all("section", aria_labelledby="guides-heading")


def test_protocols_and_therapies_lead_to_the_planner(client):
    assert get(client, "/protocols/saint/").link("See it as a calendar")["href"] == "/planner/?protocol=saint"
    assert get(client, "/therapies/erp/").link("See it as a calendar")["href"] == "/planner/?therapy=erp"
    assert not get(client, "/conditions/ocd/").has_link("See it as a calendar")


def test_crisis_lines_are_on_the_pages_of_conditions(client):
    assert len(get(client, "/conditions/ocd/").all("a", href="tel:988")) > len(
        get(client, "/languages/es/").all("a", href="tel:988")
    )


def data_of(page: Page) -> dict[str, dict]:
    """The data for search engines by type."""
    scripts = page.all("script", type="application/ld+json")
    return {data["@type"]: data for data in map(json.loads, (script.text for script in scripts))}


def test_search_engines_get_conditions_as_such_and_other_terms_as_terms_of_their_vocabulary(client):
    condition = data_of(get(client, "/conditions/ocd/"))["MedicalCondition"]
    assert (condition["name"], condition["url"]) == ("OCD", "http://testserver/conditions/ocd/")
    therapy = data_of(get(client, "/therapies/erp/"))["DefinedTerm"]
    assert therapy["inDefinedTermSet"] == "http://testserver/therapies/"
    listed = data_of(get(client, "/therapies/"))["DefinedTermSet"]["hasDefinedTerm"]
    assert therapy["url"] in [term["url"] for term in listed]
    assert "DefinedTermSet" not in data_of(get(client, "/conditions/"))


def test_search_engines_get_the_breadcrumbs(client):
    page = get(client, "/conditions/ocd/")
    data = data_of(page)["BreadcrumbList"]
    assert [step["name"] for step in data["itemListElement"]] == ["Home", "Conditions", "OCD"]
    assert data["itemListElement"][2]["item"] == page.one("link", rel="canonical")["href"]


def test_a_list_has_counts_and_says_what_is_cleared(client):
    make_location(terms=["condition/ocd"])
    text = get(client, "/conditions/").one("main").text
    assert "OCD 1 place" in text
    assert "FDA-cleared with some devices" in text
    assert "Tinnitus 0 places Ringing in the ears. Not FDA-cleared for this; evidence varies" in text


@pytest.mark.parametrize("slug", ["ocdd", "OCD-and-more", "%00", "%F0%9F%A7%A0", "a" * 300, "..", "<script>"])
def test_an_unknown_term_gets_a_helpful_404(client, slug):
    response = client.get(f"/conditions/{slug}/")
    assert response.status_code == 404
    page = Page(response.content)
    # Invalid addresses get the same page everywhere.
    assert page.has_link("start page" if slug == "%00" else "Depression")
    assert "<script>alert" not in page.source


def test_a_typing_error_gets_suggestions(client):
    page = get(client, "/conditions/depresion/", 404)
    assert "Did you mean one of these?" in page.text
    assert page.one("meta", name="robots")["content"] == "noindex"
    assert page.link("Depression")["href"] == "/conditions/mdd/"
    other = get(client, "/conditions/xyzzy/", 404)
    assert "Did you mean" not in other.text
    # The list is the same on both pages.
    listed = get(client, "/conditions/").one("ul", class_="term-list").text
    assert other.one("ul", class_="term-list").text == listed


def test_titles_say_what_a_page_is_about(client):
    assert get(client, "/conditions/ocd/").one("title").text.startswith("TMS for OCD: what is cleared")
    assert (
        get(client, "/therapies/act/").one("title").text.endswith("(ACT): what it means, and places – Tandem")
    )


def test_capitals_redirect_to_the_page(client):
    response = client.get("/conditions/OCD/")
    assert (response.status_code, response["Location"]) == (301, "/conditions/ocd/")


def test_a_page_costs_two_queries_and_a_list_one_at_most(client, django_assert_num_queries, monkeypatch):
    monkeypatch.setattr(service, "POLL_EVERY_SECONDS", 3600)
    make_published_guide("TMS for OCD", "condition/ocd")
    make_location(terms=["condition/ocd"])
    client.get("/providers/")  # reads the index and asks whether this is a demo
    with django_assert_num_queries(2):  # clearances, and once a minute the guides
        get(client, "/conditions/ocd/")
    with django_assert_num_queries(1):
        get(client, "/conditions/ocd/")
    with django_assert_num_queries(0):
        get(client, "/therapies/erp/")
    with django_assert_num_queries(1):
        get(client, "/conditions/")
    with django_assert_num_queries(0):
        get(client, "/therapies/")
