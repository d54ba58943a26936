"""Clients that send half a request, or read half an answer, against the real server with a single thread."""

import http.client
import os
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress

import pytest

from tests.ports import HOST, free_port
from tests.tools.launcher import ENDS_WITH_US, REPOSITORY, wait_until

FOREVER = "600"
SOON = "2"
HEADER = b"POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n"


class Server:
    def __init__(self, port):
        self.port = port

    def connect(self):
        return socket.create_connection((HOST, self.port), timeout=60)

    def get(self, path="/"):
        connection = http.client.HTTPConnection(HOST, self.port, timeout=60)
        connection.request("GET", path, headers={"Connection": "close"})
        response = connection.getresponse()
        answer = response.read()
        connection.close()
        return response.status, answer

    def says(self, path):
        """The answer, or nothing: on a slow machine we too may be given up."""
        try:
            return self.get(path)[1]
        except (OSError, http.client.HTTPException):
            return b""

    def answers(self):
        try:
            return self.get() == (200, b"")
        except (OSError, http.client.HTTPException):
            return False


@contextmanager
def serving(*, max_seconds, to_take=FOREVER, threads="1"):
    port = free_port()
    process = subprocess.Popen(
        [*ENDS_WITH_US, sys.executable, "-m", "gunicorn", "-c", "tests/directory/slow_clients_site.py"],
        cwd=REPOSITORY,
        env=os.environ
        | {
            "PORT": str(port),
            "MAX_SECONDS": max_seconds,
            "MAX_SECONDS_TO_TAKE": to_take,
            "WEB_THREADS": threads,
        },
        stdin=subprocess.DEVNULL,
    )
    server = Server(port)
    try:
        wait_until(lambda: server.answers() or process.poll() is not None)
        assert process.poll() is None
        yield server
    finally:
        process.kill()
        process.wait()


@pytest.fixture(scope="module")
def patient():
    """A server that waits for ever, so that only what holds no thread lets others in."""
    with serving(max_seconds=FOREVER) as server:
        yield server


@pytest.fixture(scope="module")
def strict():
    """A server that soon gives up those that make it wait."""
    with serving(max_seconds=SOON) as server:
        yield server


def answer_of(client):
    response = http.client.HTTPResponse(client)
    response.begin()
    return response.status, response.read()


@pytest.mark.parametrize(
    "half", [b"", b"GET / HTT", b"GET / HTTP/1.1\r\nHost: x\r\n", HEADER % 100 + b"name=An"]
)
def test_half_a_header_or_small_form_holds_no_thread(patient, half):
    clients = [patient.connect() for _ in range(5)]
    for client in clients:
        client.sendall(half)
    assert patient.get() == (200, b"")
    for client in clients:
        client.close()
    assert patient.get() == (200, b"")


def test_half_a_header_is_given_up(strict):
    with strict.connect() as client:
        client.sendall(b"GET / HTTP/1.1\r\n")
        assert client.recv(1) == b""


def test_a_header_that_arrives_byte_by_byte_is_given_up(strict):
    with strict.connect() as client:
        client.settimeout(0.05)
        ended = False
        while not ended:
            try:
                client.sendall(b"x")
                ended = client.recv(1) == b""
            except TimeoutError:
                continue
            except OSError:
                ended = True


def test_half_a_large_body_is_given_up_and_not_taken_for_all_of_it(strict):
    def sends_half():
        with strict.connect() as client, suppress(OSError):
            client.sendall(HEADER % 1_000_000 + b"x" * 1_000)
            client.recv(1)
        return strict.says("/broken").startswith(b"ConnectionResetError")

    wait_until(sends_half)  # on a slow machine even the header may come too late


def test_uploads_that_stop_leave_threads_for_pages():
    with serving(max_seconds=FOREVER, threads="2") as server:
        clients = [server.connect() for _ in range(5)]
        for client in clients:
            client.sendall(HEADER % 1_000_000 + b"x" * 1_000)
        assert server.get() == (200, b"")
        with ThreadPoolExecutor(len(clients)) as pool:  # and each has its turn
            answers = list(pool.map(finish_upload, clients, b"ABCDE"))
        assert answers == [(200, b"x" * 1_000 + bytes([letter]) * 999_000) for letter in b"ABCDE"]


def finish_upload(client, letter):
    client.sendall(bytes([letter]) * 999_000)
    return answer_of(client)


def test_an_upload_that_waits_for_a_thread_is_given_up(strict):
    clients = [strict.connect() for _ in range(5)]
    for client in clients:
        client.sendall(HEADER % 1_000_000 + b"x" * 1_000)
    for client in clients:
        assert ended(client)
    wait_until(strict.answers)


def ended(client):
    try:
        return client.recv(1) == b""
    except OSError:
        return True


def test_a_large_body_that_the_client_cuts_off_is_not_taken_for_all_of_it():
    """gunicorn gives the application what has arrived, so a form would lose its end."""
    with serving(max_seconds=FOREVER) as server:
        with server.connect() as client:
            client.sendall(HEADER % 1_000_000 + b"x" * 1_000)
        wait_until(lambda: server.get("/broken") == (200, b"ConnectionResetError"))


def test_an_answer_that_is_not_read_holds_the_thread_only_for_a_while():
    with serving(max_seconds=FOREVER, to_take=SOON) as server, server.connect() as client:
        client.sendall(b"GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert client.recv(1) == b"H"
        wait_until(server.answers)


def test_clients_that_do_not_hang_up_make_nobody_wait(patient):
    """gunicorn would wait two seconds for each of them, in its event loop."""
    clients = [patient.connect() for _ in range(60)]
    for client in clients:
        client.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    for client in clients:
        assert answer_of(client) == (200, b"")
    assert patient.get() == (200, b"")
    for client in clients:
        client.close()


@pytest.mark.parametrize("size", [0, 1, 1_000, 65_536, 65_537, 3_000_000])
def test_a_body_in_pieces_arrives_whole(patient, size):
    body = os.urandom(size)
    request = HEADER % size + body
    with patient.connect() as client:
        for end in (20, len(request) // 2, len(request)):
            start = {20: 0, len(request) // 2: 20, len(request): len(request) // 2}[end]
            client.sendall(request[start:end])
        assert answer_of(client) == (200, body)


def test_a_connection_is_kept_alive(patient):
    with patient.connect() as client:
        for body in (b"one", b"two", b"x" * 200_000):
            client.sendall(HEADER % len(body) + body)
            assert answer_of(client) == (200, body)


def test_requests_that_arrive_together_are_all_answered(patient):
    with patient.connect() as client:
        client.sendall(HEADER % 3 + b"one" + HEADER % 3 + b"two")
        reader = client.makefile("rb")
        lines = reader.read(len(b"HTTP/1.1 200 OK"))
        while b"two" not in lines:
            lines += reader.read(1)
        assert lines.count(b"200 OK") == 2
        assert lines.index(b"one") < lines.index(b"two")


def test_a_client_that_asks_before_it_sends_a_body_is_told_to(patient):
    with patient.connect() as client:
        client.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n")
        assert client.recv(100).startswith(b"HTTP/1.1 100")
        client.sendall(b"one")
        assert answer_of(client) == (200, b"one")


def test_a_header_without_an_end_is_refused(patient):
    with patient.connect() as client:
        client.sendall(b"GET / HTTP/1.1\r\nX: " + b"x" * 200_000)
        assert client.recv(100).startswith(b"HTTP/1.1 431")
