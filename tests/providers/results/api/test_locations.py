"""The JSON form of the search: the page's answer, with the same rules."""

import pytest
from django.test import Client

from places.found import FoundPlace
from places.lookup import find_place
from providers.models import Location
from providers.results.api.rows import answer_rows
from providers.search.service import search_index
from tests.factories import add_terms, make_location, make_program

URL = "/api/v1/locations/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def chicago() -> FoundPlace:
    return find_place("Chicago, IL").place


def test_a_search_without_a_place_answers_everything_published(client: Client):
    location = make_location(name="Harbor TMS", accepting_new_patients=True)
    make_location(status=Location.Status.CLOSED)
    answer = client.get(URL).json()
    assert answer["place"] is None
    assert (answer["total"], answer["page"], answer["page_size"]) == (1, 1, 20)
    assert answer["messages"] == []
    [result] = answer["results"]
    assert result["id"] == location.pk
    assert result["name"] == "Harbor TMS"
    assert result["url"] == location.get_absolute_url()
    assert result["miles"] is None
    assert result["accepting_new_patients"] is True
    assert result["confirmed_on"] == location.confirmed_on.isoformat()


def test_results_around_a_point_come_nearest_first_with_their_miles(client: Client):
    far = make_location(point=(42.0, -87.63))
    near = make_location(point=(41.88, -87.63))
    answer = client.get(URL, {"lat": "41.88", "lng": "-87.63"}).json()
    assert [result["id"] for result in answer["results"]] == [near.pk, far.pk]
    assert answer["results"][0]["miles"] == 0
    assert answer["results"][1]["miles"] == pytest.approx(8.29, abs=0.01)


def test_facets_count_what_is_there(client: Client):
    location = make_location(terms=["condition/ocd", "therapy/erp"])
    make_location(terms=["condition/ocd"], accepting_new_patients=True)
    make_program(location, therapy="erp")
    facets = client.get(URL).json()["facets"]
    assert {slug: count for slug, count in facets["condition"].items() if count} == {"ocd": 2}
    assert {slug: count for slug, count in facets["therapy"].items() if count} == {"erp": 1}
    assert {slug: count for slug, count in facets["program"].items() if count} == {
        "erp": 1,
        "any:same-day-after": 1,
        "any:any:on-site": 1,
        "erp:any:on-site": 1,
    }
    assert facets["accepting"] == {"1": 1}
    assert facets["fresh"] == {"1": 2}


def test_a_named_place_is_told(client: Client, chicago: FoundPlace):
    make_location()
    answer = client.get(URL, {"near": "chicago il"}).json()
    assert answer["place"] == {
        "label": "Chicago, IL",
        "kind": "city",
        "latitude": 41.85,
        "longitude": -87.65,
        "approximate": False,
        "alternatives": [],
        "corrected": "",
    }
    assert (answer["total"], answer["inside"]) == (1, None)


def test_an_area_says_how_many_are_inside_and_a_slip_what_was_typed(client: Client):
    make_location(postal_code="60614")
    answer = client.get(URL, {"near": "cook county il"}).json()
    assert (answer["place"]["kind"], answer["total"], answer["inside"]) == ("county", 1, 1)
    assert client.get(URL, {"near": "Chcago"}).json()["place"]["corrected"] == "Chcago"


def test_an_unknown_place_has_no_results_but_suggestions(client: Client, chicago: FoundPlace):
    make_location()
    answer = client.get(URL, {"near": "Irvin"}).json()
    assert answer["place"] is None
    assert (answer["total"], answer["results"]) == (0, [])
    assert answer["suggestions"][0] == "Irvine, CA"
    assert answer["messages"] == ["We don’t know a place called “Irvin”."]


@pytest.mark.parametrize(
    ("asked", "size", "messages"),
    [
        ("1", 1, 0),
        ("100", 100, 0),
        ("101", 100, 1),
        ("0", 20, 1),
        ("-5", 20, 1),
        ("abc", 20, 1),
        ("9" * 400, 20, 1),
        ("²", 20, 1),
        ("", 20, 0),
    ],
)
def test_page_size_is_from_one_to_a_hundred(client: Client, asked, size, messages):
    answer = client.get(URL, {"page_size": asked}).json()
    assert answer["page_size"] == size
    assert len(answer["messages"]) == messages


def test_pages_follow_each_other_and_one_past_the_end_is_the_last(client: Client):
    ids = [make_location().pk for _ in range(5)]
    query = {"lat": "41.8781", "lng": "-87.6298", "page_size": "2"}
    pages = [client.get(URL, {**query, "page": page}).json() for page in (1, 2, 3)]
    assert [result["id"] for page in pages for result in page["results"]] == ids
    beyond = client.get(URL, {**query, "page": 10**9}).json()
    assert (beyond["page"], beyond["messages"]) == (3, ["There are only 3 pages, so this is the last one."])


def test_unknown_terms_are_named_and_ignored(client: Client):
    add_terms(make_location(), "condition/ocd")
    answer = client.get(URL, {"condition": ["ocd", "zzz"]}).json()
    assert answer["total"] == 1
    assert answer["messages"] == ["We don’t know “zzz” (condition), so it was ignored."]


def test_while_the_database_is_away_what_is_remembered_is_answered(client: Client):
    make_location()
    known = client.get(URL).json()
    search_index.note_database_error(ConnectionError("gone"))
    assert client.get(URL).json() == known
    answer_rows.clear()
    answer = client.get(URL).json()
    assert (answer["total"], answer["results"]) == (1, [])
    assert answer["messages"] == ["1 of these results are left out: our database does not answer right now."]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_is_read_only(client: Client, method):
    assert getattr(client, method)(URL).status_code == 405


def test_it_is_rate_limited(client: Client, settings):
    allowed, _, _ = settings.REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"]["search"].partition("/")
    answers = [client.get(URL).status_code for _ in range(int(allowed) + 1)]
    assert answers == [200] * int(allowed) + [429]


def test_a_made_up_forwarding_header_does_not_get_around_the_limit(client: Client, settings):
    allowed, _, _ = settings.REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"]["search"].partition("/")
    for number in range(int(allowed)):
        client.get(URL, headers={"X-Forwarded-For": f"192.0.2.{number}"})
    assert client.get(URL, headers={"X-Forwarded-For": "198.51.100.1"}).status_code == 429


def test_who_has_a_whole_network_of_addresses_is_one_visitor(client: Client, settings):
    allowed, _, _ = settings.REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"]["search"].partition("/")
    for number in range(int(allowed)):
        client.get(URL, REMOTE_ADDR=f"2001:db8:1:2::{number:x}")
    assert client.get(URL, REMOTE_ADDR="2001:db8:1:2::ffff").status_code == 429
    assert client.get(URL, REMOTE_ADDR="2001:db8:1:3::1").status_code == 200


def test_the_page_and_the_json_form_agree(client: Client):
    for number in range(25):
        location = make_location(point=(41.8 + number / 100, -87.6))
        add_terms(location, "condition/ocd" if number % 3 else "condition/mdd")
    query = {"lat": "41.8", "lng": "-87.6", "condition": "ocd", "page": "1"}
    answer = client.get(URL, query).json()
    page = client.get("/providers/", query).content.decode()
    positions = [page.index(f'href="{result["url"]}"') for result in answer["results"]]
    assert positions == sorted(positions)
    assert f"{answer['total']} " in page
