"""Journeys through the site in a browser.

The site is not served by the test process: it runs as an operator runs it, under gunicorn with its static
files collected and compressed, in a process of its own and on a database of its own (`<name>_journeys`,
beside the one of DATABASE_URL), which is filled once with the gazetteer, the vocabulary and a small cast
(cast.py). So nothing that a journey sees is in the database, the caches or the search index of the other
tests, no table is emptied between two journeys, and what is measured on the wire is what a visitor gets.
What a few of them write (a review, a report, that a guide was useful) changes nothing that another reads;
those that change listings or guides (test_staff_editor.py, test_staff_changes.py, test_operator.py) are
served from the test's database.

Each journey has a browser context of its own, and fails if a page asks anybody else for anything, logs an
error, raises an exception or sets a cookie (watch.py).
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect

from accounts.models import User
from tests.journeys import served
from tests.journeys.served import NewSite, Site
from tests.journeys.watch import Watch

MILLISECONDS_TO_WAIT = 10_000
PHONE = {"width": 360, "height": 780}


@pytest.fixture(scope="session")
def site(new_site: NewSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("journeys")
    with served.new_database("journeys", copy_of=new_site.database_url) as database_url:
        settings = served.environment(database_url, new_site.static_root)
        served.prepare("tests.journeys.prepare", settings)
        with served.serving(settings, folder / "site.log") as url:
            yield Site(url, database_url, new_site.static_root, folder / "site.log")


@pytest.fixture(scope="session")
def site_without_database(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site whose database is away."""
    settings = served.environment(served.AWAY, site.static_root)
    with served.serving(settings, tmp_path_factory.mktemp("away") / "site.log") as url:
        yield url


@pytest.fixture(scope="session")
def base_url(site: Site) -> str:
    """What pytest-playwright puts before the address in `page.goto("/")`."""
    return site.url


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any], base_url: str) -> dict[str, Any]:
    return browser_context_args | {"base_url": base_url, "locale": "en-US", "timezone_id": "America/Chicago"}


@pytest.fixture(autouse=True)
def patience(context: BrowserContext) -> None:
    """Machines may be busy: a page that works is never waited for so long."""
    context.set_default_timeout(MILLISECONDS_TO_WAIT)
    expect.set_options(timeout=MILLISECONDS_TO_WAIT)


@pytest.fixture(autouse=True)
def watch(context: BrowserContext, site: Site) -> Iterator[Watch]:
    logged_before = site.log.stat().st_size
    watch = Watch(context, site.url)
    yield watch
    print(site.log.read_bytes()[logged_before:].decode())  # noqa: T201 - pytest shows it with a journey that failed
    watch.check()


@pytest.fixture
def page_of(browser: Browser, live_server) -> Iterator[Callable[..., Page]]:
    """`page_of(user)`: a page of somebody who is signed in, on a phone that shows dark pages."""
    contexts = []

    def open_page(user: User) -> Page:
        client = Client()
        client.force_login(user)
        context = browser.new_context(base_url=live_server.url, viewport=PHONE, color_scheme="dark")
        contexts.append((context, Watch(context, live_server.url)))
        session = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        return context.new_page()

    yield open_page
    for context, watch in contexts:
        context.clear_cookies()  # staff have cookies; the rest of what is watched holds for them too
        watch.check()
        context.close()
