"""Health checks, in a process that has a database. For one whose database goes away see test_demo.py."""

import pytest

from providers.search.service import search_index


def test_live_touches_nothing(client):
    response = client.get("/healthz/live")  # the database is out of reach in this test
    assert (response.status_code, response.content) == (200, b"ok")


@pytest.mark.django_db
def test_ready_tells_how_the_search_is_doing(client):
    search_index.start()
    response = client.get("/healthz/ready")
    body = response.json()
    assert response.status_code == 200
    assert (body["status"], body["reasons"]) == ("ok", [])
    assert body["search"]["locations"] == 0
    assert body["search"]["rebuilding"] is False
    assert body["search"]["built_at"] <= body["search"]["polled_at"]


@pytest.mark.django_db
def test_not_ready_without_an_index(client):
    response = client.get("/healthz/ready")
    assert response.status_code == 503
    assert response.json()["status"] == "unavailable"
    assert response.json()["reasons"] == ["The search index is not built yet."]


@pytest.mark.django_db
def test_degraded_until_the_search_has_caught_up_again(client):
    search_index.start()
    search_index.note_database_error(OSError("the server closed the connection"))
    response = client.get("/healthz/ready")
    assert response.status_code == 200
    assert response.json()["status"] == "degraded"
    assert "the server closed" not in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/healthz/live", "/healthz/ready"])
def test_no_cache_keeps_an_answer(client, address):
    assert "no-store" in client.get(address)["Cache-Control"]


def test_a_proxy_may_ask_without_https(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/healthz/live").status_code == 200
    assert client.get("/about-the-data/").status_code == 301
