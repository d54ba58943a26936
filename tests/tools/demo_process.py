"""`make demo` as a process: starting it, asking it, ending it, and what descends from it."""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.ports import free_port
from tests.tools.launcher import ENDS_WITH_US, REPOSITORY, wait_until


class Demo:
    """`make demo`, as a process."""

    def __init__(self, data: Path, port: int, **variables: str) -> None:
        self.data, self.port = data, port
        self.log = data / "demo.log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [*ENDS_WITH_US, sys.executable, "-m", "tools.demo", "serve"],
                cwd=REPOSITORY,
                env=environment_without_ours()
                | {"TANDEM_DATA": str(data), "PORT": str(port), "LOG_LEVEL": "INFO"}
                | variables,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def wait_for_address(self) -> None:
        wait_until(lambda: self.address in self.said() or self.process.poll() is not None, seconds=300)
        assert self.process.poll() is None, self.said()

    @property
    def address(self) -> str:
        return f"Tandem is at http://127.0.0.1:{self.port}/"

    def said(self) -> str:
        return self.log.read_text()

    def sentences(self) -> list[str]:
        """What it said to the person, without the lines of its log, which begin with the year."""
        return [line for line in self.said().splitlines() if not line.startswith("20")]

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
        return self.process.wait(timeout=120)


def environment_without_ours() -> dict[str, str]:
    """The environment of somebody who has just cloned the repository."""
    return {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "SECRET_KEY")}


def family_of(pid: int) -> list[int]:
    """The process and what descends from it."""
    found = [pid]
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(fields[1]) == pid:
            found += family_of(int(path.parent.name))
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


@contextmanager
def running_demo(data: Path, **variables: str) -> Iterator[Demo]:
    demo = Demo(data, free_port(), **variables)
    try:
        demo.wait_for_address()
        yield demo
    finally:
        if demo.process.poll() is None:
            demo.end(signal.SIGTERM)
