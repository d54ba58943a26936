"""The site as an operator runs it: gunicorn, compressed static files, a database of its own."""

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from tests.ports import HOST, free_port
from tests.template_database import own_database, server_url
from tools.child_process import end_with_parent

SECONDS_TO_ANSWER = 60
# Nothing listens there: a site that is given this database is one whose database is away.
AWAY = f"postgres://nobody@{HOST}:1/nowhere"


@dataclass(frozen=True)
class Site:
    """The address of the site, its database, where its static files are, and its log of warnings."""

    url: str
    database_url: str
    static_root: Path
    log: Path


@dataclass(frozen=True)
class NewSite:
    """A database with tables, vocabulary and places, to be copied; and the static files."""

    database_url: str
    static_root: Path


@contextmanager
def new_database(suffix: str, copy_of: str | None = None) -> Iterator[str]:
    """The URL of a database beside DATABASE_URL’s, empty or a copy of another; it is dropped at the end."""
    name = f"{own_database()}_{suffix}"
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    with psycopg.connect(server_url(), autocommit=True) as server:
        server.execute(drop)  # left behind by a run that was killed
        template = urlsplit(copy_of).path.removeprefix("/") if copy_of else "template1"
        create = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        server.execute(create.format(sql.Identifier(name), sql.Identifier(template)))
        try:
            yield server_url(name)
        finally:
            server.execute(drop)


def environment(database_url: str, static_root: Path) -> dict[str, str]:
    own = {
        "DATABASE_URL": database_url,
        "STATIC_ROOT": str(static_root),
        "TANDEM_DEMO": "1",
        "SECRET_KEY": "a-secret-for-tests-which-protects-nothing-at-all",
        "LOG_LEVEL": "WARNING",
        "WEB_CONCURRENCY": "1",
        "GRACEFUL_TIMEOUT": "1",  # browsers keep their connections open
        "DATABASE_POOL_TIMEOUT": "1",
    }
    return {name: value for name, value in os.environ.items() if name != "DEBUG"} | own


def prepare(module: str, settings: dict[str, str]) -> str:
    """Fill the database by running `module`; what it printed. Fails with what it said."""
    done = subprocess.run(
        [sys.executable, "-m", module],
        env=settings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def work(site: Site) -> None:
    """Let a worker of the site do all that waits and is due."""
    worker = [sys.executable, "manage.py", "run_worker", "--until-idle"]
    settings = environment(site.database_url, site.static_root) | {"SITE_URL": site.url}
    subprocess.run(worker, env=settings, check=True)


@contextmanager
def serving(settings: dict[str, str], log: Path) -> Iterator[str]:
    """The address of a site with these settings, "http://127.0.0.1:43210"; what it logs goes to `log`."""
    port = free_port()
    with log.open("wb") as output:
        gunicorn = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "--config", "directory/gunicorn.py"],
            env=settings | {"HOST": HOST, "PORT": str(port)},
            stdout=output,
            stderr=subprocess.STDOUT,
            preexec_fn=end_with_parent,  # noqa: PLW1509 - one system call, which takes no lock
        )
    try:
        wait_for_answer(gunicorn, port, log)
        yield f"http://{HOST}:{port}"
    finally:
        gunicorn.terminate()
        gunicorn.wait(timeout=120)


def wait_for_answer(gunicorn: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_ANSWER
    while gunicorn.poll() is None and time.monotonic() < deadline:
        connection = http.client.HTTPConnection(HOST, port)
        try:
            connection.request("GET", "/healthz/live")
            connection.getresponse()
            return
        except OSError:  # not listening yet
            time.sleep(0.05)
        finally:
            connection.close()
    raise AssertionError(f"The site did not start:\n{log.read_text()}")
