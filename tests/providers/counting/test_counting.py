"""Counting views, appearances, calls and clicks: without a query, a cookie, or anything about who."""

import os
import re
import signal
import subprocess
import sys
import textwrap
import time
from datetime import timedelta

import psycopg
import pytest
from django.db import connection
from django.db.utils import OperationalError
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import CacheEntry, UseCount
from listings.models import Report
from listings.upkeep.tasks import forget
from providers.counting import counts as counting
from providers.counting.counts import Counts, counts
from providers.models import DailyCount, Location
from providers.search.service import search_index
from tests.day_fixture import NOON, TODAY
from tests.factories import make_location

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("gazetteer", "nothing_counted", "one_day")]
Kind = DailyCount.Kind
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
PERSON = {"user-agent": BROWSER}
HERE = {**PERSON, "sec-fetch-site": "same-origin"}


@pytest.fixture
def nothing_counted(monkeypatch):
    monkeypatch.setattr(counts, "_today", lambda: TODAY)  # it knows the function, not its name
    counts.clear()
    yield
    counts.clear()


def counted(kind=None):
    """(location, count) pairs of the table, after writing what has gathered."""
    counts.flush()
    rows = DailyCount.objects.order_by("location_id", "kind")
    return list((rows.filter(kind=kind) if kind else rows).values_list("location_id", "count"))


def test_each_view_of_a_page_counts_and_all_of_them_take_one_statement(client, django_assert_num_queries):
    one, other = make_location(), make_location()
    for _ in range(3):
        client.get(one.get_absolute_url(), headers=PERSON)
    client.get(other.get_absolute_url(), headers=PERSON)
    with django_assert_num_queries(1):
        assert counts.flush() == 2
    assert counted() == [(one.pk, 3), (other.pk, 1)]
    client.get(one.get_absolute_url(), headers=PERSON)
    assert counted() == [(one.pk, 4), (other.pk, 1)]
    assert set(DailyCount.objects.values_list("day", "kind")) == {(TODAY, "view")}


def test_a_view_costs_the_page_no_query_and_no_cookie(client):
    location = make_location()
    queries = []
    for headers in ({"user-agent": "SomeBot/1.0"}, PERSON):
        client.get(location.get_absolute_url(), headers=headers)
        search_index.start()
        with CaptureQueriesContext(connection) as captured:
            response = client.get(location.get_absolute_url(), headers=headers)
        assert not response.cookies
        queries.append(len(captured))
    assert queries[0] == queries[1]


def test_those_on_the_first_page_of_a_search_appeared_and_no_others(client):
    places = [make_location(accepting_new_patients=number < 22) for number in range(23)]
    client.get("/providers/?accepting=1", headers=PERSON)
    appeared = counted(Kind.APPEARANCE)
    assert len(appeared) == 20
    assert {count for _, count in appeared} == {1}
    client.get("/providers/?accepting=1&page=2", headers=PERSON)
    assert counted(Kind.APPEARANCE) == appeared
    assert places[22].pk not in dict(appeared)


def test_the_pages_of_cities_are_searches_too(client):
    location = make_location()
    client.get("/tms/il/chicago/", headers=PERSON)
    assert counted() == [(location.pk, 1)]


@pytest.mark.parametrize(
    "agent",
    [
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 AppleWebKit/537.36 (compatible; bingbot/2.0)",
        "facebookexternalhit/1.1",
        "curl/8.5.0",
        "python-requests/2.32",
        "Mozilla/5.0 (X11) HeadlessChrome/140.0",
        "Mozilla/5.0 (compatible; AhrefsBot/7.0)",
        "Slackbot-LinkExpanding 1.0",
        "",
    ],
)
def test_robots_that_say_so_are_not_counted(client, agent):
    location = make_location()
    client.get(location.get_absolute_url(), headers={"user-agent": agent})
    client.get("/providers/", headers={"user-agent": agent})
    client.post(reverse("call", args=[location.pk]), headers={**HERE, "user-agent": agent})
    assert counted() == []


@pytest.mark.parametrize(
    "agent",
    [
        BROWSER,
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1",
        "Mozilla/5.0 (Linux; Android 10; CUBOT X30) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36",
    ],
)
def test_people_s_browsers_are(client, agent):
    location = make_location()
    client.get(location.get_absolute_url(), headers={"user-agent": agent})
    assert counted() == [(location.pk, 1)]


def test_a_page_that_is_only_loaded_ahead_or_asked_about_is_not_a_view(client):
    location = make_location()
    client.get(location.get_absolute_url(), headers={**PERSON, "sec-purpose": "prefetch;prerender"})
    client.head(location.get_absolute_url(), headers=PERSON)
    client.get(f"/providers/{location.pk}-wrong-name/", headers=PERSON)  # a redirect
    assert counted() == []


@pytest.mark.parametrize("kind", [Kind.CALL, Kind.WEBSITE])
def test_calls_and_clicks_count_from_our_own_pages_only(client, kind):
    location = make_location()
    address = reverse(kind.value, args=[location.pk])
    assert client.post(address, headers=HERE).status_code == 204
    assert client.post(address, headers={**PERSON, "sec-fetch-site": "cross-site"}).status_code == 403
    assert client.post(address, headers=PERSON).status_code == 403
    assert client.get(address, headers=HERE).status_code == 405
    assert counted() == [(location.pk, 1)]
    assert DailyCount.objects.get().kind == kind


def test_one_visitor_s_clicks_are_limited(client):
    location = make_location()
    address = reverse("call", args=[location.pk])
    statuses = [client.post(address, headers=HERE).status_code for _ in range(61)]
    assert statuses == [204] * 60 + [429]


def test_the_links_lead_where_they_say_and_carry_where_to_count(client):
    location = make_location(website="https://clinic.example.com/")
    page = client.get(location.get_absolute_url()).content.decode()
    call, website = reverse("call", args=[location.pk]), reverse("website", args=[location.pk])
    assert re.search(rf'href="tel:\+13125550123"\s+data-count="{call}"', page)
    assert re.search(rf'href="https://clinic.example.com/"\s+data-count="{website}"', page)


def test_clicks_on_listings_that_are_not_there_are_dropped(client):
    location = make_location()
    for number in (location.pk + 1000, 2**63 - 1, 2**63, 10**40):
        assert client.post(f"/providers/{number}/call/", headers=HERE).status_code == 204
    counts.add(Kind.CALL, [location.pk])
    assert counted() == [(location.pk, 1)]


def test_what_was_counted_of_a_listing_that_is_gone_meanwhile_is_dropped():
    location, other = make_location(), make_location()
    counts.add(Kind.VIEW, [location.pk, other.pk])
    Location.objects.filter(pk=location.pk).delete()
    assert counted() == [(other.pk, 1)]


def test_each_day_has_its_own_number():
    day = TODAY
    own = Counts(today=lambda: day)
    location = make_location()
    for day in (TODAY, TODAY + timedelta(days=1)):  # noqa: B007 - read by the lambda
        own.add(Kind.VIEW, [location.pk])
    own.flush()
    assert DailyCount.objects.values("day").distinct().count() == 2


def test_while_the_database_is_away_numbers_gather_and_are_written_later(monkeypatch):
    location = make_location()
    own = Counts(today=lambda: TODAY)
    own.add(Kind.VIEW, [location.pk])
    write = counting.write

    def away(gathered):
        raise OperationalError("the server is gone")

    monkeypatch.setattr(counting, "write", away)
    with pytest.raises(OperationalError):
        own.flush()
    own.add(Kind.VIEW, [location.pk])
    monkeypatch.setattr(counting, "write", write)
    own.flush()
    assert DailyCount.objects.get().count == 2


def test_what_gathers_has_a_bound(monkeypatch):
    monkeypatch.setattr(counting, "MAX_KEYS", 3)
    one, *others = [make_location() for _ in range(5)]
    own = Counts(today=lambda: TODAY)
    own.add(Kind.VIEW, [one.pk, *[place.pk for place in others]])
    own.add(Kind.VIEW, [one.pk])
    assert own.flush() == 3
    assert DailyCount.objects.get(location=one).count == 2


def test_old_counts_keys_of_reporters_and_used_up_limits_are_forgotten(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    location = make_location()
    for days in (0, 400, 401):
        DailyCount.objects.create(
            location=location, day=TODAY - timedelta(days=days), kind=Kind.VIEW, count=7
        )
    for days in (29, 32):
        Report.objects.create(
            location=location,
            kind="closed",
            reporter="a",
            created_at=NOON - timedelta(days=days),
        )
    for name, minutes in (("over", -1), ("running", 1)):
        ends_at = NOON + timedelta(minutes=minutes)
        UseCount.objects.create(key=name, uses=1, ends_at=ends_at)
        CacheEntry.objects.create(cache_key=name, value="", expires=ends_at)
    forget(timestamp=0)
    assert list(UseCount.objects.values_list("key", flat=True)) == ["running"]
    assert list(CacheEntry.objects.values_list("cache_key", flat=True)) == ["running"]
    assert DailyCount.objects.count() == 2
    assert list(Report.objects.order_by("created_at").values_list("reporter", flat=True)) == ["", "a"]


SERVER = """
    import os, signal, sys, time
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "directory.settings")
    from directory.wsgi import application
    from providers.models import DailyCount
    from providers.counting import counts as counting
    counting.FLUSH_EVERY_SECONDS = float(sys.argv[2])
    location = int(sys.argv[1])
    if os.fork():  # as gunicorn: loaded first, then forked
        os.wait()
        sys.exit(0)
    counting.counts.add(DailyCount.Kind.VIEW, [location] * 3)
    if sys.argv[3] == "waits":
        signal.pause()
"""


@pytest.fixture
def committed_location(django_db_setup, django_db_blocker):
    """A listing that another process can see. Taken away at the end."""
    settings = connection.settings_dict
    address = psycopg.conninfo.make_conninfo(
        host=settings["HOST"],
        port=settings["PORT"] or None,
        user=settings["USER"],
        password=settings["PASSWORD"],
        dbname=settings["NAME"],
    )
    with psycopg.connect(address, autocommit=True) as outside:
        practice = outside.execute(
            "INSERT INTO providers_practice (name, website, is_demo) VALUES ('P', '', false) RETURNING id"
        ).fetchone()[0]
        location = outside.execute(
            "INSERT INTO providers_location (practice_id, name, status, street, street_detail, city, state,"
            " postal_code, is_approximate, time_zone, phone, phone_extension, website, email, about)"
            " VALUES (%s, 'L', 'draft', '', '', 'Chicago', 'IL', '60602', false, 'America/Chicago', '', '',"
            " '', '', '') RETURNING id",
            [practice],
        ).fetchone()[0]
        yield location, outside
        outside.execute("DELETE FROM providers_dailycount WHERE location_id = %s", [location])
        outside.execute("DELETE FROM providers_location WHERE id = %s", [location])
        outside.execute("DELETE FROM providers_practice WHERE id = %s", [practice])


def run_server(location, every, how):
    settings = connection.settings_dict
    url = (
        f"postgres://{settings['USER']}:{settings['PASSWORD']}@{settings['HOST'] or '127.0.0.1'}"
        f":{settings['PORT'] or 5432}/{settings['NAME']}"
    )
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(SERVER), str(location), str(every), how],
        env={**os.environ, "DATABASE_URL": url},
        start_new_session=True,
    )


def test_a_forked_worker_writes_what_it_has_counted_when_it_ends(committed_location):
    location, outside = committed_location
    assert run_server(location, 3600, "ends").wait(timeout=60) == 0
    assert stored(outside, location) == 3


def test_a_forked_worker_writes_by_itself_every_few_seconds(committed_location):
    location, outside = committed_location
    server = run_server(location, 0.1, "waits")
    try:
        for _ in range(600):
            if stored(outside, location):
                break
            time.sleep(0.05)
        assert stored(outside, location) == 3
    finally:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait(timeout=120)


def stored(outside, location):
    row = outside.execute(
        "SELECT sum(count) FROM providers_dailycount WHERE location_id = %s", [location]
    ).fetchone()
    return row[0] or 0
