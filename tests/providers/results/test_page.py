"""The page of results."""

import re
from dataclasses import replace
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string
from django.test import Client
from django.utils import timezone
from geopy.distance import great_circle

from places.lookup import find_place
from providers.models import Location
from providers.results import views
from providers.results.card_rows import card_rows
from providers.results.page import ResultsPage, results_page
from providers.search import service
from providers.search.criteria import Sort
from providers.search.finding import Finding, find
from providers.search.service import search_index
from tests.factories import (
    CHICAGO,
    make_clinician,
    make_location,
    make_payer_network,
    make_practice,
    make_program,
)
from tests.page_reading import Page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary", "gazetteer")]


def get(client: Client, query: str = "", **parameters: str) -> Page:
    response = client.get(f"/providers/?{query}" if query else "/providers/", parameters or None)
    assert response.status_code == 200
    return Page(response.content)


def page_of(finding: Finding) -> ResultsPage:
    return results_page(finding, card_rows.of(finding.hits_to_show))


def north(miles: float) -> tuple[float, float]:
    """A point so many miles north of Chicago's own point in the gazetteer."""
    return (41.85003 + miles / 69.1, -87.65005)


def test_places_come_nearest_first_with_their_distance(client):
    make_location(name="Far", point=north(9))
    make_location(name="Near", point=north(2))
    page = get(client, near="Chicago")
    assert page.names == ["Near", "Far"]
    assert [p.text for p in page.all("p", class_="card-distance")] == ["2.0 miles", "9.0 miles"]
    assert page.summary == "2 places within 25 miles of Chicago, IL, nearest first."


def test_the_sentence_is_the_page_s_description_too(client):
    make_location(point=north(2), terms=["condition/ocd"])
    page = get(client, near="60614", condition="ocd")
    expected = "1 place within 25 miles of Chicago, IL 60614 offering OCD treatment."
    assert page.summary == expected
    assert page.one("meta", name="description")["content"] == expected
    assert page.one("h1").text == "TMS near Chicago, IL 60614"


def test_browsers_are_told_not_to_restore_filters_that_the_address_does_not_have(client):
    assert get(client).one("form", id="question")["autocomplete"] == "off"


def test_without_a_place_the_whole_country_is_listed_without_distances(client):
    make_location()
    page = get(client)
    assert page.summary == "1 place in the United States."
    assert not page.all("p", class_="card-distance")


def test_in_a_state_what_is_inside_comes_first_and_then_what_is_near_its_middle(client):
    middle = find_place("Illinois").place
    make_location(name="Far inside", point=(37.0, -89.2))
    make_location(name="Over the line", state="IN", city="Gary", point=(middle.latitude, middle.longitude))
    page = get(client, near="Illinois")
    assert page.names == ["Far inside", "Over the line"]
    assert page.summary == (
        "1 place in Illinois and 1 more within 25 miles of its middle, nearest to its middle first."
    )
    assert page.one("h2", class_="nearby-heading").text == "1 more within 25 miles of the middle of Illinois"
    assert not page.all("p", class_="card-distance")


def test_a_county_is_searched_by_the_zips_in_it(client):
    county = find_place("Cook County, IL").place
    make_location(name="In Cook County", postal_code="60614", point=north(30))
    make_location(name="In DuPage County", postal_code="60540", point=(county.latitude, county.longitude))
    page = get(client, near="cook county")
    assert page.one("h1").text == "TMS in Cook County, IL"
    assert page.names == ["In Cook County", "In DuPage County"]
    assert page.one("link", rel="canonical")["href"].endswith("/tms/il/cook-county/")


def test_a_neighborhood_starts_with_five_miles_and_another_radius_can_be_chosen(client):
    hood = find_place("Wicker Park").place
    make_location(name="Six miles off", point=(hood.latitude + 6 / 69, hood.longitude))
    assert get(client, near="Wicker Park").names == []
    page = get(client, near="Wicker Park", radius="25")
    assert page.names == ["Six miles off"]
    assert "radius=25" in page.one("link", rel="alternate", type="application/json")["href"]


def test_towns_of_territories_are_places_like_any_other(client):
    assert get(client, near="San Juan PR").one("h1").text == "TMS near San Juan, PR"


@pytest.mark.parametrize(
    ("typed", "heading", "advice"),
    [
        ("near me", "Where are you?", "Use my location"),
        ("APO AE 09012", "“APO AE 09012” is a military address", "Type a ZIP code or a town"),
        ("Toronto", "“Toronto” is in Canada", "Did you mean one of these?"),
        ("Tijuana", "“Tijuana” is in Mexico", "Type a ZIP code or a town there"),
    ],
)
def test_what_is_no_place_to_search_from_is_explained(client, typed, heading, advice):
    page = get(client, near=typed)
    assert page.one("h1").text == heading
    assert advice in page.text


def test_a_clear_slip_is_corrected_and_said(client):
    page = get(client, near="Chcago")
    assert page.one("h1").text == "TMS near Chicago, IL"
    assert "Showing Chicago, IL." in page.text
    assert page.link("Search for “Chcago” as a clinic’s name instead?")["href"] == "/providers/?name=Chcago"


def test_a_card_answers_what_was_asked(client):
    location = make_location(
        name="Harbor TMS",
        point=north(2),
        terms=["condition/ocd", "condition/mdd"],
        accepting_new_patients=True,
        wait_weeks=3,
    )
    make_program(location, "erp", "ocd")
    make_payer_network(location, "aetna")
    page = get(client, "near=Chicago&condition=ocd&program=erp:any:on-site&payer=aetna")
    assert page.one("li", class_="card").text == (
        "Harbor TMS 2.0 miles Chicago, IL · Hours not known ERP on site Same day, after TMS "
        "OCD Aetna for TMS only First visit in about 3 weeks "
        "No reviews yet · confirmed today Call"
    )
    assert page.link("Harbor TMS")["href"] == location.get_absolute_url()


def test_each_filter_can_be_dropped_alone_and_all_at_once(client):
    make_location(point=north(2), terms=["condition/ocd", "language/es"])
    page = get(client, "near=Chicago&condition=ocd&language=es&radius=50")
    chips = {chip.text: chip["href"] for chip in page.all("a", class_="chip")}
    assert chips == {
        "Remove: OCD": "/providers/?near=Chicago&radius=50&language=es",
        "Remove: Spanish": "/providers/?near=Chicago&radius=50&condition=ocd",
    }
    assert page.link("Clear all")["href"] == "/providers/?near=Chicago&radius=50"
    bar = page.one("a", class_="search-bar")
    assert bar["href"] == "#filters"
    assert bar.text == "Chicago, IL, 50 miles · 2 filters Change"


def test_filters_have_exact_counts_and_keep_what_is_chosen(client):
    make_location(point=north(2), terms=["condition/ocd"])
    make_location(point=north(3), terms=["condition/ocd", "condition/ptsd"])
    page = get(client, "near=Chicago&condition=ocd")
    assert "checked" in page.one("input", id="condition-ocd").attributes
    label = next(label for label in page.all("label", class_="check") if label.text.startswith("PTSD"))
    assert label.text == "PTSD 1 found"
    assert "disabled" in page.one("input", id="condition-tinnitus").attributes


def test_the_form_keeps_what_has_no_field_of_its_own(client):
    make_location(point=north(2))
    page = get(client, "lat=41.85&lng=-87.65&sort=fresh&program=erp:same-day-after:partner")
    hidden = {(field["name"], field["value"]) for field in page.all("input", type="hidden")}
    assert hidden == {
        ("lat", "41.85"),
        ("lng", "-87.65"),
        ("sort", "fresh"),
        ("program", "erp:same-day-after:partner"),
        # What the one box adds to, if no place is typed there.
        ("on", "lat=41.85&lng=-87.65&program=erp%3Asame-day-after%3Apartner&sort=fresh"),
    }


def test_a_point_is_told_by_the_town_it_is_near(client):
    assert "Searching around a point near " in get(client, "lat=41.85&lng=-87.65").text
    assert "Searching around the point 0.00, 0.00." in get(client, "lat=0&lng=0").text


def test_an_unusual_radius_is_a_choice_of_the_form(client):
    page = get(client, near="Chicago", radius="30")
    selected = [option for option in page.all("option") if "selected" in option.attributes]
    assert [option.text for option in selected] == ["30 miles"]


def test_orders_are_links_and_the_current_one_is_marked(client):
    make_location(point=north(2))
    make_location(point=north(3))
    page = get(client, near="Chicago", sort="fresh")
    current = [link.text for link in page.all("a") if link.get("aria-current") == "true"]
    assert current == ["Most recently confirmed"]
    assert page.link("Nearest")["href"] == "/providers/?near=Chicago"


def test_without_a_point_there_is_no_order_by_distance(client):
    make_location()
    make_location()
    assert not get(client).has_link("Nearest")


def test_pages_of_results_are_linked_both_ways(client):
    practice = make_practice()
    for number in range(45):
        make_location(practice=practice, point=north(1 + number / 10))
    page = get(client, near="Chicago", page="2")
    assert page.one("nav", class_="pagination").text == "Previous page Page 2 of 3 Next page"
    assert page.one("link", rel="prev")["href"] == "/providers/?near=Chicago"
    assert page.one("link", rel="next")["href"] == "/providers/?near=Chicago&page=3"
    assert page.one("ol", class_="cards")["start"] == "21"
    assert len(page.names) == 20


def test_a_page_past_the_last_one_shows_the_last_and_says_so(client):
    make_location(point=north(2), name="Only")
    page = get(client, near="Chicago", page="9")
    assert page.names == ["Only"]
    assert "There is only one page" in page.text


def test_a_page_number_of_many_digits_shows_the_last_page_too(client):
    make_location(point=north(2))
    page = get(client, near="Chicago", page="9" * 22)
    assert "There is only one page, so this is the last one." in page.text
    assert len(page.names) == 1


def test_what_makes_no_sense_is_named_and_ignored(client):
    make_location(point=north(2))
    page = get(client, near="Chicago", radius="-1", condition="zzz")
    assert page.names
    notices = [notice.text for notice in page.all("div", class_="notice-caution")]
    assert any("“zzz”" in notice for notice in notices)
    assert any("“-1”" in notice for notice in notices)


def test_an_ambiguous_place_asks_which_and_shows_the_first(client):
    make_location(name="In Missouri", state="MO", city="Springfield", point=(37.21, -93.29))
    page = get(client, "near=springfield&radius=50")
    assert "Which Springfield do you mean?" in page.text
    choices = [
        link
        for link in page.all("a")
        if link.text.startswith("Springfield, ") and link.get("class") != "search-bar"
    ]
    assert choices[0].get("aria-current") == "true"
    assert {choice.text for choice in choices} >= {"Springfield, MO", "Springfield, MA", "Springfield, IL"}
    other = next(choice for choice in choices if choice.text == "Springfield, IL")
    assert other["href"] == "/providers/?near=Springfield%2C+IL&radius=50"
    assert page.names == ["In Missouri"]


def test_namesakes_that_are_not_listed_are_counted(client):
    page = get(client, near="springfield")
    listed = {
        link.text
        for link in page.all("a")
        if link.text.startswith("Springfield, ") and link.get("class") != "search-bar"
    }
    match = re.search(
        r"There are (\d+) more: type the state too, such as “(Springfield, [A-Z]{2})”\.", page.text
    )
    number, example = match.groups()
    assert len(listed) == 12
    assert int(number) == len(find_place("springfield").alternatives) - 11
    assert example not in listed


def test_a_name_with_few_namesakes_lists_them_all(client):
    assert "type the state too" not in get(client, near="portland, or").text


def test_a_zip_for_po_boxes_is_said_to_be_approximate(client):
    page = get(client, near="60666")
    assert "ZIP 60666 is probably for PO boxes or a single building" in page.text
    assert "approximate" in page.text


def test_an_unknown_place_keeps_every_filter_and_suggests(client):
    make_location(point=north(2), terms=["condition/ocd"])
    page = get(client, near="Irvin", condition="ocd", radius="50")
    assert page.one("h1").text == "We don’t know a place called “Irvin”"
    assert page.link("Irvine, CA")["href"] == "/providers/?near=Irvine%2C+CA&radius=50&condition=ocd"
    assert page.link("Search the whole United States")["href"] == "/providers/?radius=50&condition=ocd"
    assert "checked" in page.one("input", id="condition-ocd").attributes
    assert not page.names


def test_an_unknown_place_promises_to_keep_filters_only_where_there_are_any(client):
    assert get(client, near="Irvin", condition="ocd").summary == "Your filters are kept."
    assert get(client, near="Irvin").summary == "Nothing has been searched yet."


def test_the_whole_country_is_not_among_the_places_that_may_be_meant(client):
    page = get(client, near="Irvin")
    suggested = [
        item.text for item in page.all("li") if "United States" in item.text or item.text == "Irvine, CA"
    ]
    assert suggested == ["Irvine, CA"]
    assert page.link("Search the whole United States")["href"] == "/providers/"


def test_nonsense_gets_a_helpful_page(client):
    page = get(client, near="qqqq zzzz")
    assert "Check the spelling" in page.text
    assert page.one("input", id="near")["value"] == "qqqq zzzz"


def test_the_unconfirmed_are_counted_and_can_be_included(client):
    make_location(name="Stale", point=north(2), confirmed_days_ago=130)
    make_location(name="Fresh", point=north(3))
    page = get(client, near="Chicago")
    assert page.names == ["Fresh"]
    assert "1 more place matches but was not confirmed for 120 days." in page.text
    assert page.link("Include it")["href"] == "/providers/?near=Chicago&include_unconfirmed=1"
    assert get(client, near="Chicago", include_unconfirmed="1").names == ["Stale", "Fresh"]


def test_nothing_found_tells_the_nearest_match_and_how_far_it_is(client):
    location = make_location(name="Milwaukee TMS", city="Milwaukee", state="WI", point=north(81))
    page = get(client, near="Chicago")
    assert page.summary == "No places within 25 miles of Chicago, IL."
    assert "The nearest match is 81.0 miles away" in page.text
    assert page.link("Milwaukee TMS")["href"] == location.get_absolute_url()
    assert page.link("Search within 100 miles")["href"] == "/providers/?near=Chicago&radius=100"


def test_nothing_found_tells_what_dropping_each_filter_would_give(client):
    make_location(point=north(2), terms=["condition/ocd"])
    make_location(point=north(3), terms=["condition/ocd"])
    make_location(point=north(3), terms=["language/es"])
    page = get(client, "near=Chicago&condition=ocd&language=es")
    drops = [item.text for item in page.all("li") if item.text.startswith("Without")]
    assert drops == ["Without “OCD” 1 place", "Without “Spanish” 2 places"]
    assert page.link("Without “OCD”")["href"] == "/providers/?near=Chicago&language=es"


def test_nothing_in_the_directory_at_all_is_said_plainly(client):
    page = get(client, near="Chicago")
    assert "Nothing in the directory matches all of this" in page.text


def test_nothing_found_in_a_state_tells_the_nearest_match_from_its_middle(client):
    location = make_location(name="Harbor TMS", terms=["condition/ocd"])
    make_location(name="Pier TMS", point=north(5))
    page = get(client, near="Wyoming", condition="ocd")
    assert page.summary == "No places in Wyoming offering OCD treatment."
    middle = find_place("Wyoming").place
    miles = great_circle((middle.latitude, middle.longitude), CHICAGO).miles
    assert page.one("h2", id="nothing-heading").text == (
        f"The nearest match is {miles:.0f} miles from the middle of Wyoming"
    )
    assert page.link("Harbor TMS")["href"] == location.get_absolute_url()
    assert page.link("Search the whole United States: 1 place")["href"] == "/providers/?condition=ocd"
    assert "larger distance" not in page.text


@pytest.mark.parametrize("path", ["/providers/?near=Wyoming", "/tms/wy/", "/tms/as/"])
def test_a_state_without_a_place_leads_to_the_nearest_and_to_all(client, path):
    make_location(name="Harbor TMS")
    page = Page(client.get(path).content)
    assert page.has_link("Harbor TMS")
    assert page.link("Search the whole United States: 1 place")["href"] == "/providers/"
    assert "distance, or another place" not in page.text


def test_where_dropping_one_filter_does_not_help_all_can_be_cleared(client):
    make_location(point=north(2))
    make_location(point=north(3))
    page = get(client, "near=Chicago&condition=ocd&language=es&radius=5")
    assert "Dropping any one filter would not help." in page.text
    assert "larger distance" not in page.text
    links = {link.text: link["href"] for link in page.all("a") if "href" in link.attributes}
    assert links["Clear all filters"] == "/providers/?near=Chicago&radius=5"
    assert "Clear all filters 2 places" in [item.text for item in page.all("li")]


def test_where_no_filter_and_no_place_helps_the_whole_country_is_offered(client):
    make_location()
    page = get(client, near="Denver, CO", condition="ocd")
    assert "Dropping the filter would not help." in page.text
    assert page.link("Search the whole United States without filters")["href"] == "/providers/"


def test_a_name_that_could_be_dropped_is_quoted_once(client):
    make_location(point=north(2))
    page = get(client, near="Chicago", name="zzzzqqq")
    assert page.link("Without the name “zzzzqqq”")["href"] == "/providers/?near=Chicago"


def test_while_the_database_is_away_nothing_found_still_tells_how_far_the_nearest_is(client, monkeypatch):
    make_location(name="Milwaukee TMS", point=north(81))
    search_index.start()
    monkeypatch.setattr(views.card_rows, "of", lambda hits: {})
    page = get(client, near="Chicago")
    assert page.one("h2", id="nothing-heading").text == "The nearest match is 81.0 miles away"


def test_a_name_is_found_and_kept_in_its_field(client):
    location = make_location(name="Harbor TMS", point=north(2))
    make_clinician(location, first_name="Ines", last_name="Calloway")
    make_location(name="Pier", point=north(3))
    page = get(client, near="Chicago", name="calloway")
    assert page.names == ["Harbor TMS"]
    assert page.one("input", id="name")["value"] == "calloway"


def test_the_same_search_as_json_is_linked(client):
    make_location(point=north(2), terms=["condition/ocd"])
    page = get(client, near="Chicago", condition="ocd")
    href = page.one("link", rel="alternate")["href"]
    assert urlsplit(href).path == "/api/v1/locations/"
    assert parse_qs(urlsplit(href).query) == {"near": ["Chicago"], "condition": ["ocd"]}
    assert client.get(href).json()["total"] == 1


@pytest.mark.parametrize(
    ("query", "path"),
    [
        ("", "/providers/"),
        ("lat=41.9&lng=-87.6", "/providers/"),
        ("near=Chicago", "/tms/il/chicago/"),
        ("near=60614&condition=ocd&page=2&sort=score", "/tms/il/chicago/"),
        ("near=Illinois", "/tms/il/"),
    ],
)
def test_search_engines_know_a_search_by_the_page_of_its_place(client, query, path):
    page = get(client, query)
    assert page.one("link", rel="canonical")["href"] == f"http://testserver{path}"
    assert not page.all("meta", name="robots")
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("query", ["near=Buy+it+at+example.com", "near=Chicago&name=Buy+it+at+example.com"])
def test_what_anybody_can_write_into_an_address_is_not_for_search_engines(client, query):
    page = get(client, query)
    assert "Buy it at example.com" in page.text
    assert page.one("meta", name="robots")["content"] == "noindex, follow"


def test_what_was_typed_is_escaped_everywhere(client):
    make_location(name='<img src=x onerror="1">', point=north(2))
    page = get(client, near="Chicago", name='"><script>alert(1)</script>')
    assert "<script>alert" not in page.source
    assert "<img src=x" not in get(client, near="Chicago").source


@pytest.mark.parametrize("places", [1, 20])
def test_a_search_costs_one_query_however_many_cards(client, places, django_assert_num_queries, monkeypatch):
    monkeypatch.setattr(service, "POLL_EVERY_SECONDS", 3600)  # or a slow machine would look for changes
    practice = make_practice()
    for number in range(places):
        make_location(practice=practice, point=north(1 + number / 10))
    client.get("/providers/?near=60614&condition=ptsd")  # reads the index and asks whether this is a demo
    with django_assert_num_queries(1):
        assert len(get(client, near="Chicago").names) == places
    with django_assert_num_queries(0):
        get(client, near="Chicago")


@pytest.mark.parametrize(
    "query",
    [
        "",
        "near=Chicago",
        "near=Chicago&page=2&sort=score",
        "near=Chicago&name=nobody",
        "near=Springfield",
        "near=X9",
    ],
)
def test_the_page_is_what_its_template_makes_for_anybody(client, django_user_model, query):
    """It has components that were rendered before, for someone else, and it is in ASCII."""
    practice = make_practice()
    for number in range(25):
        make_location(practice=practice, point=north(1 + number / 10))
    client.force_login(django_user_model.objects.create_user(email="owner@example.com"))
    response = client.get(f"/providers/?{query}")
    page = page_of(find(QueryDict(query)))
    context = {"page": page, "origin": "http://testserver", "area": None, "structured_data": ()}
    rendered = render_to_string(
        "providers/results/page.jinja", context, response.wsgi_request, using="jinja2"
    )
    assert response.content.isascii()
    assert unescape(response.content.decode()).split() == unescape(rendered).split()


def test_every_link_of_the_page_is_the_search_that_it_says(client):
    practice = make_practice()
    for number in range(45):
        make_location(
            practice=practice, point=north(1 + number / 10), terms=["condition/ocd", "condition/mdd"]
        )
    asked = "near=Chicago&condition=ocd&condition=mdd&accepting=1&page=2&sort=score"
    Location.objects.update(accepting_new_patients=True)
    finding = find(QueryDict(asked))
    page = page_of(finding)
    assert finding.result.page == 2
    first = replace(finding.criteria, page=1)
    assert [link.url for link in page.active] == [
        first.without(part).to_url("/providers/") for part in first.filters()
    ]
    assert [link.url for link in page.sorts] == [
        replace(first, sort=sort).to_url("/providers/")
        for sort in (None, Sort.SCORE, Sort.FRESH, "first-visit")
    ]
    pages = [page.pagination.previous_url, page.pagination.next_url]
    assert pages == [replace(first, page=number).to_url("/providers/") for number in (1, 3)]


def test_an_anonymous_visitor_gets_no_cookie(client):
    response = client.get("/providers/?near=60614")
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_while_the_database_is_away_remembered_places_are_shown_and_others_counted(client):
    make_location(name="Known", point=north(2))
    get(client, near="Chicago")
    make_location(name="Unknown", point=north(3))
    search_index.index()
    search_index.forget()
    search_index.index()
    search_index.note_database_error(ConnectionError("gone"))
    page = get(client, near="Chicago")
    assert page.names == ["Known"]
    assert page.summary.startswith("2 places")
    assert "1 place on this page is not shown" in page.text


def test_a_card_whose_confirmation_is_old_says_so(client):
    location = make_location(point=north(2), confirmed_days_ago=95, today=timezone.localdate())
    assert "not confirmed for 95 days" in get(client, near="Chicago").one("li", class_="card").text
    assert location.confirmed_on is not None


def test_the_results_fit_into_sixty_kilobytes_on_the_wire(client):
    practice = make_practice()
    for number in range(20):
        make_location(practice=practice, point=CHICAGO, name=f"The Center for Interventional Care {number}")
    response = client.get("/providers/?near=Chicago", headers={"Accept-Encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    assert len(response.content) < 16_000  # the style sheets and scripts take the rest
