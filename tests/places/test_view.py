"""The typeahead's address."""

from urllib.parse import urlencode

import pytest

pytestmark = pytest.mark.usefixtures("gazetteer")


def get(client, **parameters):
    return client.get(f"/places/?{urlencode(parameters)}", secure=True)


def test_it_answers_with_labels_values_and_kinds(client):
    response = get(client, q="60614")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/json"
    assert response.json() == {
        "places": [{"label": "60614 (Chicago, IL)", "value": "60614", "kind": "zip", "matched": 5}]
    }


def test_cities_come_largest_first(client):
    found = get(client, q="chi").json()["places"]
    assert found[0] == {"label": "Chicago, IL", "value": "Chicago, IL", "kind": "city", "matched": 3}
    assert len(found) == 8


@pytest.mark.parametrize("q", ["", "c", "60", "%", "\x00", "nosuchplaceanywhere", "c" * 10_240])
def test_too_little_or_nonsense_is_an_empty_list(client, q):
    response = get(client, q=q)
    assert response.status_code == 200
    assert response.json() == {"places": []}


def test_without_a_query_it_is_an_empty_list(client):
    assert client.get("/places/", secure=True).json() == {"places": []}


def test_a_lone_surrogate_and_broken_utf_8_are_harmless(client):
    for query in ("q=%ED%A0%80ch", "q=%FF%FEchi", "q[]=chi", "q=ch&q=chi"):
        assert client.get(f"/places/?{query}", secure=True).status_code == 200


def test_anybody_may_cache_the_answer_and_no_session_is_touched(client):
    response = get(client, q="chi")
    assert response.headers["Cache-Control"] == "public, max-age=86400"
    assert "Vary" not in response.headers or "Cookie" not in response.headers["Vary"]
    assert not response.cookies


def test_it_can_only_be_read(client):
    assert client.post("/places/", {"q": "chi"}, secure=True).status_code == 405


def test_it_asks_no_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        get(client, q="chi")
