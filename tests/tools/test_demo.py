"""`make demo` from its second step on, with a database of its own and real processes."""

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
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.ports import free_port
from tests.tools.demo_process import (
    Demo,
    environment_without_ours,
    family_of,
    is_alive,
    running_demo,
    summary,
)
from tests.tools.launcher import REPOSITORY, processes_of, wait_until
from tools.demo import DemoError, secret_key
from tools.demo import free_port as port_for_the_demo
from tools.embedded_postgres.server import Server


@dataclass(frozen=True)
class FirstStart:
    data: Path
    address: str
    said: list[str]
    results: tuple[int, str]
    stylesheet: tuple[int, str]
    exit_code: int


@pytest.fixture(scope="module")
def first_start() -> Iterator[FirstStart]:
    """A demo in a new folder: started, looked at and stopped once."""
    folder = Path(tempfile.mkdtemp(prefix="tandem-demo-"))
    folder.chmod(0o755)
    with running_demo(folder) as demo:
        results = demo.get("/providers/?near=60614")
        stylesheet = re.search(r'/static/css/[^"]+\.css', results[1])
        assert stylesheet is not None
        seen = (demo.address, demo.sentences(), results, demo.get(stylesheet[0]), demo.end(signal.SIGTERM))
    yield FirstStart(folder, *seen)
    wait_until(lambda: not processes_of(folder))
    shutil.rmtree(folder)


@dataclass(frozen=True)
class SecondStart:
    address: str
    said: list[str]
    answers: list[int]
    processes: list[int]
    exit_code: int
    log: str


@pytest.fixture(scope="module")
def second_start(first_start: FirstStart) -> SecondStart:
    """The demo started again, asked for this and that, and ended by Ctrl-C."""
    with running_demo(first_start.data) as demo:
        said, answers, processes = demo.sentences(), answers_of(demo), family_of(demo.process.pid)
        return SecondStart(demo.address, said, answers, processes, demo.end(signal.SIGINT), demo.said())


def answers_of(demo: Demo) -> list[int]:
    """The status of pages and of requests that no browser would send."""
    pages = (
        "/providers/?near=60614&lat=41.9217&lng=-87.6512",
        "/providers/?near=60614&radius=abc",
        "/no-such-page/?near=60614",
        "/api/v1/locations/?near=60614",
    )
    start = b"GET /providers/?near=60614"
    end = b" HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Forwarded-For: 203.0.113.7\r\nConnection: close\r\n\r\n"
    requests = [start + rest + end for rest in (b"\xff", b"x" * 100_000, b"x" * 30_000, b"x" * 10_240)]
    statuses = [int(demo.send(request).split()[1]) for request in requests]
    return [*(demo.get(page)[0] for page in pages), *statuses]


def sign_ins(said: list[str]) -> list[str]:
    """The lines that say as whom one can sign in: the same at every start."""
    first = next(number for number, line in enumerate(said) if line.startswith("Sign in as one of these"))
    lines = said[first : first + 7]
    assert [line.split()[0] for line in lines[1:6]] == [
        "owner@example.com",
        "editor@example.com",
        "manager@example.com",
        "moderator@example.com",
        "admin@example.com",
    ]
    return lines


def test_the_first_start_says_what_it_does_and_ends_with_an_address(first_start):
    made = next(line for line in first_start.said if line.startswith("Made "))
    assert re.fullmatch(r"Made [1-9]\d\d invented reviews\.", made)
    assert first_start.said == [
        f"Starting the database, which is kept in {first_start.data}.",
        "Preparing the tables.",
        "Making a demo directory of 3,000 places.",
        made,
        "Collecting the static files.",
        *sign_ins(first_start.said),
        f"{first_start.address} - stop it with Ctrl-C.",
    ]


def test_the_address_answers_with_demo_listings_and_their_look(first_start):
    status, page = first_start.results
    assert status == 200
    assert "demo data" in page
    assert first_start.stylesheet[0] == 200


def test_sigterm_is_a_stop_in_good_order(first_start):
    assert first_start.exit_code == 0


def test_the_second_start_repeats_nothing(first_start, second_start):
    assert second_start.said == [
        first_start.said[0],
        *sign_ins(first_start.said),
        f"{second_start.address} - stop it with Ctrl-C.",
    ]


def test_nothing_is_left_running_after_ctrl_c(second_start):
    # The demo, gunicorn, its two workers, the worker of jobs, the database.
    assert len(second_start.processes) > 5
    assert second_start.exit_code == 0
    assert [pid for pid in second_start.processes if is_alive(pid)] == []


def test_nothing_is_left_running_after_a_kill(first_start):
    with running_demo(first_start.data) as demo:
        family = family_of(demo.process.pid)
        demo.end(signal.SIGKILL)
        wait_until(lambda: not any(is_alive(pid) for pid in family))


def test_what_makes_no_sense_is_answered(second_start):
    assert second_start.answers == [200, 200, 404, 200, 400, 414, 404, 200]


def without_numbers_of_the_machine(log: str) -> str:
    """Without stamps, durations, ports and ids of processes, which can hold any digits by chance."""
    return re.sub(r"(?m)^20\S+Z |\b(?:ms|seconds)=\S+|127\.0\.0\.1:\d+|\(\d+\)|\bpid: \d+", "", log)


def test_neither_searches_nor_visitors_get_into_the_log(second_start):
    log = without_numbers_of_the_machine(second_start.log)
    assert "path=/providers/" in log
    for secret in ("60614", "41.92", "87.65", "203.0.113.7", "near"):
        assert secret not in log


def test_searches_go_on_while_the_database_is_away_and_nothing_needs_a_restart(first_start, monkeypatch):
    home = first_start.data / "postgres"
    server, port = Server(home), free_port()
    # The address in DATABASE_URL stays the same when the server comes back.
    monkeypatch.setattr("tools.embedded_postgres.server._free_port", lambda: port)
    url = f"postgres://tandem:{(home / 'password').read_text()}@127.0.0.1:{port}/tandem"
    server.start()
    try:
        with running_demo(first_start.data, DATABASE_URL=url) as demo:
            search = "/providers/?near=60614&radius=any"
            as_json = "/api/v1/locations/?near=60614&radius=any"
            status, before = demo.get(search)
            assert status == 200
            wait_until(lambda: demo.health() == (200, "ok"))  # when the worker of jobs is there
            total = json.loads(demo.get(as_json)[1])["total"]

            server.stop()
            status, during = demo.get(search)
            assert (status, demo.health()) == (200, (200, "degraded"))
            assert summary(during) == summary(before)
            # Whichever of the two processes answers, it counts; which details it remembers may differ.
            status, answer = demo.get(as_json)
            assert (status, json.loads(answer)["total"]) == (200, total)

            server.start()
            wait_until(lambda: demo.get(search)[0] == 200 and demo.health() == (200, "ok"))
    finally:
        server.stop()


def test_the_worker_of_jobs_is_started_again_if_it_ends(first_start):
    with running_demo(first_start.data) as demo:
        wait_until(lambda: worker_of(demo) is not None)
        first = worker_of(demo)
        os.kill(first, signal.SIGKILL)
        wait_until(lambda: worker_of(demo) not in (None, first))


def worker_of(demo: Demo) -> int | None:
    """The process of `run_worker`, if it is there."""
    for pid in family_of(demo.process.pid):
        with suppress(FileNotFoundError):
            if is_alive(pid) and b"run_worker" in Path(f"/proc/{pid}/cmdline").read_bytes():
                return pid
    return None


def test_removed_demo_listings_stay_away(first_start):
    subprocess.run(
        [sys.executable, "-m", "tools.demo", "manage", "remove_demo"],
        cwd=REPOSITORY,
        env=environment_without_ours() | {"TANDEM_DATA": str(first_start.data)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
    )
    with running_demo(first_start.data) as demo:
        assert "Making a demo directory" not in demo.said()
        assert "demo data" not in demo.get("/providers/?near=60614")[1]


def test_a_busy_port_is_said_so():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        with pytest.raises(DemoError, match=f"^Port {taken} is in use: stop what uses it, or choose another"):
            port_for_the_demo(str(taken))


@pytest.mark.parametrize("text", ["", "abc", "-1", "0", "65536", "8000.5"])
def test_a_port_that_is_none_is_said_so(text):
    with pytest.raises(DemoError, match="is not a port"):
        port_for_the_demo(text)


def test_the_secret_is_made_once_and_only_we_can_read_it(tmp_path):
    secret = secret_key(tmp_path / "data" / "secret_key")
    assert len(secret) > 50
    assert secret_key(tmp_path / "data" / "secret_key") == secret
    assert (tmp_path / "data" / "secret_key").stat().st_mode & 0o777 == 0o600
