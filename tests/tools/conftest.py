"""Launchers of the embedded server and homes for it, for root and for an ordinary user."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.tools.launcher import (
    WE_ARE_ROOT,
    Launcher,
    finish,
    folder_of,
    launcher_as_an_ordinary_user,
    launcher_as_we_are,
    processes_of,
    wait_until,
)


@pytest.fixture(scope="session")
def ordinary_launcher() -> Iterator[Launcher]:
    """Somebody who is not root: we, or whom root becomes."""
    if not WE_ARE_ROOT:
        yield launcher_as_we_are()
        return
    with folder_of({}) as folder:
        yield launcher_as_an_ordinary_user(folder)


@pytest.fixture(
    scope="session", params=["as root", "as an ordinary user"] if WE_ARE_ROOT else ["as an ordinary user"]
)
def launcher(request: pytest.FixtureRequest, ordinary_launcher: Launcher) -> Launcher:
    return launcher_as_we_are() if request.param == "as root" else ordinary_launcher


@pytest.fixture
def new_home(launcher: Launcher) -> Iterator[Path]:
    with folder_of(launcher.user) as folder:
        yield folder / "postgres"


@pytest.fixture(scope="session")
def made_before(launcher: Launcher) -> Iterator[Path]:
    """A home whose cluster holds a table, `kept`; made once, because that takes a second."""
    with folder_of(launcher.user) as folder:
        launcher.sql(folder / "postgres", "create table kept as select 7 as number")
        yield folder / "postgres"


@pytest.fixture(scope="session")
def server(launcher: Launcher, made_before: Path) -> Iterator[psycopg.Connection]:
    """A connection to a server that is started once."""
    with folder_of(launcher.user) as folder:
        subprocess.run(["cp", "-a", str(made_before), str(folder / "postgres")], check=True)
        process = launcher.start(folder / "postgres", "sh", "-c", "echo $DATABASE_URL; exec sleep 600")
        assert process.stdout is not None
        with psycopg.connect(process.stdout.readline().strip(), autocommit=True) as connection:
            yield connection
        process.terminate()
        finish(process)


@pytest.fixture
def home(made_before: Path) -> Iterator[Path]:
    """The home made before; each test leaves it as it was, with nothing running in it."""
    yield made_before
    wait_until(lambda: not processes_of(made_before))
