"""What all tests share: no network but loopback, repeatable properties, and a browser where there is one."""

import os
import shutil
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.cache import caches
from django.db import connections
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from xdist.scheduler import LoadScopeScheduling

from accounts.uploads import turns
from providers.demo.presence import shows_demo_data
from providers.results.api.rows import answer_rows
from providers.results.card_rows import card_rows
from providers.search.service import search_index
from tests.day_fixture import one_day  # noqa: F401 - a fixture for all tests
from tests.demo_fixture import demo_directory, few_places  # noqa: F401 - fixtures for all tests
from tests.emptying import test_databases_can_be_emptied  # noqa: F401 - for all tests
from tests.journeys import served
from tests.journeys.proxy import NGINX
from tests.journeys.served import NewSite
from tests.places.gazetteer_fixture import (  # noqa: F401 - fixtures for all tests
    committed_gazetteer,
    gazetteer,
)
from tests.providers.vocabulary.vocabulary_fixture import committed_vocabulary, vocabulary  # noqa: F401 - fixtures for all tests
from tests.template_database import server_url, template_database

# The shell first: it opens no window for each journey, so the journeys take a third of the time.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
BROWSER = next(filter(None, map(shutil.which, BROWSERS)), None)
BROWSER_TESTS_ARE_REQUIRED = os.environ.get("BROWSER_TESTS") == "required"
IN_ONE_PROCESS = {"tools": "servers", "journeys": "browser", "staff_journeys": "browser"}
# The tests of such a module look at one demo directory, which takes seconds to make.
DEMO_MODULE = "/test_directory.py"
LOOPBACK = ("127.0.0.1", "::1", "localhost")

PROXY_TESTS_ARE_REQUIRED = os.environ.get("PROXY_TESTS") == "required"

# Without Chromium or nginx a machine can still run everything else; CI says that it may not leave these out.
collect_ignore = [] if BROWSER or BROWSER_TESTS_ARE_REQUIRED else ["journeys", "staff_journeys"]
if not (NGINX or PROXY_TESTS_ARE_REQUIRED):
    collect_ignore.append("journeys/test_behind_proxy.py")

# The same cases on every run in CI; elsewhere each run looks at new ones. No deadline: machines are shared.
hypothesis_settings.register_profile(
    "ci", deadline=None, derandomize=True, max_examples=100, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.register_profile("here", deadline=None)
hypothesis_settings.load_profile("ci" if os.environ.get("CI") else "here")

# Playwright runs an event loop in this thread, in which Django would refuse to use the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_configure(config: pytest.Config) -> None:
    if BROWSER_TESTS_ARE_REQUIRED and not BROWSER:
        pytest.exit(f"BROWSER_TESTS=required, but none of these is on PATH: {', '.join(BROWSERS)}.", 1)
    if PROXY_TESTS_ARE_REQUIRED and not NGINX:
        pytest.exit("PROXY_TESTS=required, but nginx is not on PATH.", 1)
    # Pages name their static files without the hashes that only `collectstatic` knows.
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}


class ByServer(LoadScopeScheduling):
    """How `make test` shares the tests out between its processes: tests of one server or demo stay together.

    pytest-xdist's own groups (`--dist loadgroup`) have no effect with this version of pytest.
    """

    def _split_scope(self, nodeid: str) -> str:
        path, _, _ = nodeid.partition("::")
        alone = path if path.endswith(DEMO_MODULE) else nodeid
        return IN_ONE_PROCESS.get(path.split("/")[1], alone)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByServer:
    return ByServer(config, log)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What tests say with `record_property("says", ...)`: figures to be seen, also where they pass."""
    for outcome in ("passed", "failed"):
        for report in terminalreporter.stats.get(outcome, []):
            for name, value in getattr(report, "user_properties", ()):
                if name == "says":
                    terminalreporter.write_line(value)


def pytest_report_header(config: pytest.Config) -> str:
    browser = BROWSER or "none found on PATH, so the journeys are left out"
    return f"browser: {browser}; proxy: {NGINX or 'no nginx found, so its tests are left out'}"


class NetworkUseError(AssertionError):
    """A test reached for another machine."""


@pytest.fixture(autouse=True, scope="session")
def only_loopback() -> Iterator[None]:
    """Refuses connections and name look-ups that would leave the machine."""
    connect, connect_ex, getaddrinfo = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def check(host: Any) -> None:
        if isinstance(host, bytes):
            host = host.decode()
        if host and host not in LOOPBACK:
            raise NetworkUseError(f"A test tried to reach {host}.")

    def check_address(own: socket.socket, address: Any) -> None:
        if own.family in (socket.AF_INET, socket.AF_INET6):
            check(address[0])

    def guarded_connect(own: socket.socket, address: Any) -> None:
        check_address(own, address)
        connect(own, address)

    def guarded_connect_ex(own: socket.socket, address: Any) -> int:
        check_address(own, address)
        return connect_ex(own, address)

    def guarded_getaddrinfo(host: Any, *arguments: Any, **options: Any) -> Any:
        check(host)
        return getaddrinfo(host, *arguments, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded_connect)
        patch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
        patch.setattr(socket, "getaddrinfo", guarded_getaddrinfo)
        yield


@pytest.fixture(autouse=True, scope="session")
def passwords_are_hashed_quickly() -> Iterator[None]:
    """As on the site, but with the least work: hashing is slow on purpose, and hundreds of tests sign in."""
    with pytest.MonkeyPatch.context() as patch:
        for name, least in (("time_cost", 1), ("memory_cost", 8), ("parallelism", 1)):
            patch.setattr(Argon2PasswordHasher, name, least)
        yield


@pytest.fixture(autouse=True, scope="session")
def files_are_opened_one_at_a_time_by_each_process(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """A file that another process of the tests has opened would make uploads here wait."""
    lock = tmp_path_factory.mktemp("uploads") / "lock"
    lock.touch()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(turns, "LOCK", lock)
        yield


@pytest.fixture(autouse=True)
def nothing_is_remembered() -> Iterator[None]:
    """A process remembers what it read from the database; the next test has another one."""
    yield
    search_index.forget()
    card_rows.clear()
    answer_rows.clear()
    shows_demo_data.clear()
    caches["process"].clear()
    caches["template_fragments"].clear()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """pytest-django copies this one for each process, so that it has nothing to migrate."""
    connections["default"].settings_dict["TEST"]["TEMPLATE"] = template_database()


@pytest.fixture(scope="session")
def new_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NewSite]:
    """What the sites of both kinds of journeys start from, made once."""
    static_root = tmp_path_factory.mktemp("static")
    with served.new_database("new_site", copy_of=server_url(template_database())) as database_url:
        served.prepare("tests.journeys.new_site", served.environment(database_url, static_root))
        yield NewSite(database_url, static_root)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The Chromium found on PATH, which asks nothing of any other machine."""
    flags = [
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--font-render-hinting=none",  # letters as wide as on a phone; the shell would fit them to its pixels
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
    ]
    if os.geteuid() == 0:
        flags.append("--no-sandbox")  # Chromium refuses to run as root with it
    return browser_type_launch_args | {"executable_path": BROWSER, "args": flags}
