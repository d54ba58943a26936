"""DATABASE_URL: servers that will not do are refused in one sentence."""

import os
import socket
import struct
import subprocess
import sys
import threading

import pytest

from tests.ports import free_port
from tests.tools.launcher import REPOSITORY
from tools.own_server import UnusableServer, check_server

OLD_VERSION = b"14.12"


def test_the_database_of_these_tests_will_do():
    check_server(os.environ["DATABASE_URL"])


def test_a_database_of_another_kind_is_refused():
    with pytest.raises(UnusableServer, match="^DATABASE_URL must name a PostgreSQL database"):
        check_server("mysql://localhost/tandem")


def test_a_server_that_does_not_answer_is_refused_with_the_reason():
    with socket.socket() as nobody_listens:
        nobody_listens.bind(("127.0.0.1", 0))
        port = nobody_listens.getsockname()[1]
        with pytest.raises(UnusableServer, match="does not answer: connection failed.*Connection refused"):
            check_server(f"postgres://tandem@127.0.0.1:{port}/tandem")


def test_a_server_that_is_too_old_is_refused():
    # An old server is not to be had here, so this speaks as much of the protocol as one does at first.
    def answer(listener: socket.socket) -> None:
        connection, _ = listener.accept()
        with connection:
            connection.recv(1024)
            version = b"server_version\0" + OLD_VERSION + b"\0"
            connection.sendall(b"R" + struct.pack("!ii", 8, 0))  # authenticated
            connection.sendall(b"S" + struct.pack("!i", len(version) + 4) + version)
            connection.sendall(b"S" + struct.pack("!i", 25) + b"client_encoding\0UTF8\0")
            connection.sendall(b"Z" + struct.pack("!i", 5) + b"I")  # ready
            connection.recv(1024)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=answer, args=[listener], daemon=True).start()
        port = listener.getsockname()[1]
        with pytest.raises(UnusableServer, match="needs PostgreSQL 15 or newer, .* names version 14"):
            check_server(f"postgres://tandem@127.0.0.1:{port}/tandem?sslmode=disable&gssencmode=disable")


@pytest.mark.parametrize("command", [["serve"], ["manage", "check"]])
def test_the_demo_says_it_in_one_line(command, tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "tools.demo", *command],
        cwd=REPOSITORY,
        env=os.environ
        | {
            "TANDEM_DATA": str(tmp_path),
            "DATABASE_URL": "mysql://localhost/tandem",
            "PORT": str(free_port()),
        },
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("DATABASE_URL must name")
    assert len(done.stderr.splitlines()) == 1
