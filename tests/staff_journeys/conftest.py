"""Journeys of staff: a database of their own, and two sites on it, each a process of its own.

What is changed through one must be seen through the other.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from playwright.sync_api import BrowserContext, expect

from tests.journeys import served

MILLISECONDS_TO_WAIT = 15_000


@dataclass(frozen=True)
class Sites:
    """Where staff work, where patients search, the database of both, and their static files."""

    staff: str
    search: str
    database_url: str
    static_root: Path

    def mail_to(self, address: str, subject: str) -> str:
        """The newest mail to this address whose subject begins so, as plain text. The demo keeps what it
        would send."""
        with psycopg.connect(self.database_url) as connection:
            row = connection.execute(
                'SELECT text FROM mail_message WHERE "to" = %s AND subject LIKE %s ORDER BY id DESC LIMIT 1',
                [address, f"{subject}%"],
            ).fetchone()
        assert row is not None, f"no mail to {address}: {subject}"
        return row[0]


def let_ten_minutes_pass(sites: Sites) -> None:
    """What was approved is due, and a worker of the site makes it public."""
    with psycopg.connect(sites.database_url) as connection:
        connection.execute("UPDATE reviews_review SET public_at = now() WHERE state = 'approved'")
        connection.execute("UPDATE procrastinate_jobs SET scheduled_at = now() WHERE status = 'todo'")
    log = sites.static_root.parent / "worker.log"
    served.work(served.Site(sites.staff, sites.database_url, sites.static_root, log))


@pytest.fixture(scope="session")
def sites(new_site: served.NewSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sites]:
    folder = tmp_path_factory.mktemp("staff_journeys")
    with served.new_database("staff_journeys", copy_of=new_site.database_url) as database_url:
        settings = served.environment(database_url, new_site.static_root)
        served.prepare("tests.staff_journeys.prepare", settings)
        with (
            served.serving(settings, folder / "staff.log") as staff,
            served.serving(settings, folder / "search.log") as search,
        ):
            yield Sites(staff, search, database_url, new_site.static_root)


@pytest.fixture(scope="session")
def base_url(sites: Sites) -> str:
    return sites.staff


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any], base_url: str) -> dict[str, Any]:
    return browser_context_args | {"base_url": base_url, "locale": "en-US", "timezone_id": "America/Chicago"}


@pytest.fixture(autouse=True)
def patience(context: BrowserContext) -> None:
    context.set_default_timeout(MILLISECONDS_TO_WAIT)
    expect.set_options(timeout=MILLISECONDS_TO_WAIT)
