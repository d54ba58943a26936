"""Health checks, in a process that has a database. For one whose database goes away see test_demo.py."""

import shutil
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from mail.models import Message
from mail.sending import queue_mail
from mail.tasks import deliver
from providers.search.service import search_index


def test_live_touches_nothing(client):
    response = client.get("/healthz/live")  # the database is out of reach in this test
    assert (response.status_code, response.content) == (200, b"ok")


@pytest.fixture
def worker(db):
    """A worker that has just shown itself."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES")


def reasons(client):
    response = client.get("/healthz/ready")
    assert response.status_code == 200
    assert response.json()["status"] == ("degraded" if response.json()["reasons"] else "ok")
    return response.json()["reasons"]


def test_ready_tells_how_the_search_is_doing(client, worker):
    search_index.start()
    response = client.get("/healthz/ready")
    body = response.json()
    assert response.status_code == 200
    assert (body["status"], body["reasons"]) == ("ok", [])
    assert body["search"]["locations"] == 0
    assert body["search"]["rebuilding"] is False
    assert body["search"]["built_at"] <= body["search"]["polled_at"]
    assert body["search"]["age_seconds"] == 0
    assert body["database"] == "ok"
    assert body["worker"] == {"running": True, "heartbeat_seconds": 0}
    assert body["queue"] == {"oldest_minutes": 0, "failed_jobs": 0}
    assert body["disk"]["free_megabytes"] > 0


@pytest.mark.django_db
def test_without_a_worker_the_site_serves_and_a_monitor_sees_it(client):
    search_index.start()
    assert reasons(client) == ["No background worker is running: no mail is sent, and no job runs."]


def test_a_worker_that_has_not_shown_itself_for_a_minute_counts_as_none(client, worker):
    search_index.start()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '61 seconds'")
    assert client.get("/healthz/ready").json()["worker"] == {"running": False, "heartbeat_seconds": 61}
    assert "No background worker is running" in reasons(client)[0]


def test_jobs_that_wait_for_long_are_seen_and_single_ones_are_not(client, worker):
    search_index.start()
    quiet = client.get("/healthz/ready").json()["queue"]
    queue_mail("account/email_confirmation", to="ana@example.com", context={"activate_url": "x"})
    assert client.get("/healthz/ready").json()["queue"] == quiet
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_events SET at = at - interval '6 minutes'")
    assert client.get("/healthz/ready").json()["queue"]["oldest_minutes"] == 6
    assert reasons(client) == ["Jobs have been waiting for more than five minutes."]


def test_a_retry_that_waits_for_its_time_is_not_late(client, worker):
    search_index.start()
    deliver.configure(schedule_in={"hours": 1}).defer(message_id=1)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_events SET at = at - interval '6 minutes'")
    assert reasons(client) == []


def test_failed_jobs_are_seen_for_a_day(client, worker):
    search_index.start()
    deliver.defer(message_id=1)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing'")
        cursor.execute("UPDATE procrastinate_jobs SET status = 'failed'")
    assert reasons(client) == ["Jobs have failed within the last day: the worker's log says why."]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_events SET at = at - interval '25 hours'")
    assert reasons(client) == []


def test_mails_with_an_unknown_outcome_are_seen(client, worker):
    search_index.start()
    Message.objects.create(
        to="a@example.com",
        subject="s",
        text="t",
        html="h",
        handed_over_at=timezone.now() - timedelta(hours=1),
    )
    assert "unanswered_mail" in reasons(client)[0]


def test_a_full_disk_is_seen(client, worker, monkeypatch):
    search_index.start()
    usage = shutil.disk_usage("/")._replace(free=10 * 2**20)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: usage)
    assert reasons(client) == ["The disk is almost full."]


def test_not_ready_without_an_index(client, worker):
    response = client.get("/healthz/ready")
    assert response.status_code == 503
    assert response.json()["status"] == "unavailable"
    assert response.json()["reasons"] == ["The search index is not built yet."]


def test_degraded_until_the_search_has_caught_up_again(client, worker):
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
