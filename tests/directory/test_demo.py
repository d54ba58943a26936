"""`make demo` from its second step on, with a database of its own and real processes."""

import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from directory.demo import DemoError, free_port, secret_key
from directory.embedded_postgres.server import Server
from tests.directory.launcher import REPOSITORY, processes_of, wait_until


@pytest.fixture(scope="module")
def data() -> Iterator[Path]:
    """Where the demo keeps its data; the first test makes it, as a first start does."""
    folder = Path(tempfile.mkdtemp(prefix="tandem-demo-"))
    folder.chmod(0o755)
    yield folder
    wait_until(lambda: not processes_of(folder))
    shutil.rmtree(folder)


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Demo:
    """A demo that runs, from the line with its address on."""

    def __init__(self, data: Path, port: int, **variables: str) -> None:
        self.data, self.port = data, port
        self.log = data / "demo.log"
        environment = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "SECRET_KEY")}
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "directory.demo", "serve"],
                cwd=REPOSITORY,
                env=environment
                | {"TANDEM_DATA": str(data), "PORT": str(port), "LOG_LEVEL": "INFO"}
                | variables,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        wait_until(lambda: self.address in self.said() or self.process.poll() is not None, seconds=180)
        assert self.process.poll() is None, self.said()

    @property
    def address(self) -> str:
        return f"Tandem is at http://127.0.0.1:{self.port}/"

    def said(self) -> str:
        return self.log.read_text()

    def get(self, path: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", path)
        response = connection.getresponse()
        body = response.read().decode()
        connection.close()
        return response.status, body

    def health(self) -> tuple[int, str]:
        status, body = self.get("/healthz/ready")
        return status, json.loads(body)["status"]

    def send(self, request: bytes) -> bytes:
        """The first line of the answer to anything at all."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=60) as connection:
            connection.sendall(request)
            return connection.makefile("rb").readline()

    def end(self, number: int) -> int:
        self.process.send_signal(number)
        return self.process.wait()


def session_of(pid: int) -> list[int]:
    """The process and what descends from it."""
    found = [pid]
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(fields[1]) == pid:
            found += session_of(int(path.parent.name))
    return found


def summary(page: str) -> str:
    """The sentence that sums up the results."""
    found = re.search(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)
    assert found is not None
    return found[1]


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_the_first_start_says_what_it_does_and_ends_with_an_address_that_answers(data, port):
    demo = Demo(data, port)
    lines = [line for line in demo.said().splitlines() if not line.startswith("20")]
    assert lines == [
        f"Starting the database, which is kept in {data}.",
        "Preparing the tables.",
        "Loading the vocabularies and the places people search from.",
        "Making a demo directory of 3,000 places.",
        "Collecting the static files.",
        f"{demo.address} - stop it with Ctrl-C.",
    ]
    status, page = demo.get("/providers/?near=60614")
    assert status == 200
    assert "demo data" in page
    stylesheet = re.search(r'/static/css/[^"]+\.css', page)
    assert stylesheet is not None
    assert demo.get(stylesheet[0])[0] == 200
    assert demo.end(signal.SIGTERM) == 0
    assert not processes_of(data)


def test_the_second_start_keeps_the_data_and_repeats_nothing(data, port):
    demo = Demo(data, port)
    lines = [line for line in demo.said().splitlines() if not line.startswith("20")]
    assert lines == [
        f"Starting the database, which is kept in {data}.",
        f"{demo.address} - stop it with Ctrl-C.",
    ]
    assert demo.end(signal.SIGINT) == 0


def test_nothing_is_left_running_after_ctrl_c(data, port):
    demo = Demo(data, port)
    family = session_of(demo.process.pid)
    assert len(family) > 4  # the demo, gunicorn, two workers, the database
    demo.end(signal.SIGINT)
    assert [pid for pid in family if is_alive(pid)] == []


def test_nothing_is_left_running_after_a_kill(data, port):
    demo = Demo(data, port)
    family = session_of(demo.process.pid)
    demo.end(signal.SIGKILL)
    wait_until(lambda: not any(is_alive(pid) for pid in family))


def test_neither_searches_nor_visitors_get_into_the_log(data, port):
    demo = Demo(data, port)
    end = b" HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Forwarded-For: 203.0.113.7\r\nConnection: close\r\n\r\n"
    assert demo.get("/providers/?near=60614&lat=41.9217&lng=-87.6512")[0] == 200
    assert demo.get("/providers/?near=60614&radius=abc")[0] == 200
    assert demo.get("/no-such-page/?near=60614")[0] == 404
    assert demo.get("/api/v1/locations/?near=60614")[0] == 200
    assert b" 400 " in demo.send(b"GET /providers/?near=60614\xff" + end)
    assert b" 414 " in demo.send(b"GET /providers/?near=60614" + b"x" * 100_000 + end)
    assert b" 404 " in demo.send(b"GET /providers/?near=60614" + b"x" * 30_000 + end)
    assert b" 200 " in demo.send(b"GET /providers/?near=60614" + b"x" * 10_240 + end)
    demo.end(signal.SIGTERM)
    said = demo.said()
    assert "path=/providers/" in said
    for secret in ("60614", "41.92", "87.65", "203.0.113.7", "near"):
        assert secret not in said


def test_searches_go_on_while_the_database_is_away_and_nothing_needs_a_restart(data, port, monkeypatch):
    server = Server(data / "postgres")
    # The address in DATABASE_URL stays the same when the server comes back.
    monkeypatch.setattr("directory.embedded_postgres.server._free_port", lambda: port + 1)
    server.start()
    password = (data / "postgres" / "password").read_text()
    demo = Demo(data, port, DATABASE_URL=f"postgres://tandem:{password}@127.0.0.1:{port + 1}/tandem")
    status, before = demo.get("/providers/?near=60614&radius=any")
    assert (status, demo.health()) == (200, (200, "ok"))

    server.stop()
    status, during = demo.get("/providers/?near=60614&radius=any")
    assert (status, demo.health()) == (200, (200, "degraded"))
    assert summary(during) == summary(before)

    server.start()
    wait_until(lambda: demo.get("/providers/?near=60614")[0] == 200 and demo.health() == (200, "ok"))
    demo.end(signal.SIGTERM)
    server.stop()


def test_removed_demo_listings_stay_away(data, port):
    subprocess.run(
        [sys.executable, "-m", "directory.demo", "manage", "remove_demo"],
        cwd=REPOSITORY,
        env={k: v for k, v in os.environ.items() if k != "DATABASE_URL"} | {"TANDEM_DATA": str(data)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
    )
    demo = Demo(data, port)
    assert "Making a demo directory" not in demo.said()
    assert "demo data" not in demo.get("/providers/?near=60614")[1]
    demo.end(signal.SIGTERM)


def test_a_busy_port_is_said_so():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        with pytest.raises(DemoError, match=f"^Port {taken} is in use: stop what uses it, or choose another"):
            free_port(str(taken))


@pytest.mark.parametrize("text", ["", "abc", "-1", "0", "65536", "8000.5"])
def test_a_port_that_is_none_is_said_so(text):
    with pytest.raises(DemoError, match="is not a port"):
        free_port(text)


def test_the_secret_is_made_once_and_only_we_can_read_it(tmp_path):
    secret = secret_key(tmp_path / "data" / "secret_key")
    assert len(secret) > 50
    assert secret_key(tmp_path / "data" / "secret_key") == secret
    assert (tmp_path / "data" / "secret_key").stat().st_mode & 0o777 == 0o600
