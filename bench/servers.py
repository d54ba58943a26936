"""What a web server costs, and what slow clients do to it: ours, plain gunicorn, and granian.

    .venv/bin/python -m tools.embedded_postgres run --home .data/bench/postgres --unsafe-but-fast -- \
        .venv/bin/python -m bench.servers --granian ../granian/bin/granian

Each serves the same site, two processes and four threads each. Prints, for results
pages asked for by two clients at a time, requests a second, the CPU time of all processes for one request,
and their memory as proportional set size afterward (Linux only); and whether a page is still answered while
32 clients have sent half a request, and after how many seconds the server gives those up. Without
`--granian`, the path of its program in an environment of its own, only gunicorn's two are measured.
"""

import argparse
import http.client
import os
import random
import signal
import socket
import statistics
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from bench.as_deployed import HOST, children, cpu_seconds, results_paths, wait_for_answer
from bench.search import database_with, environment_of, prepare

CLIENTS = 2
SLOW_CLIENTS = 32
SECONDS_TO_ANSWER = 5
SECONDS_TO_GIVE_UP = 40
HALF_REQUESTS = {
    "header": b"GET /providers/ HTTP/1.1\r\nHost: 127.0.0.1\r\n",
    "small form": b"POST /planner/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\nname=",
    "large body": b"POST /planner/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000000\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\n\r\n" + b"x" * 10_000,
}
GUNICORN = [sys.executable, "-m", "gunicorn", "--config", "directory/gunicorn.py"]


def commands(granian: Path | None) -> dict[str, list[str]]:
    found = {"this site's": GUNICORN, "gunicorn gthread": [*GUNICORN, "--worker-class", "gthread"]}
    if granian:
        options = (
            "--interface wsgi --workers 2 --blocking-threads 4 --http 1 --http1-header-read-timeout 15000"
        )
        found["granian"] = [str(granian), *options.split(), "directory.wsgi:application"]
    return found


@contextmanager
def served(command: list[str], url: str) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """The process and its port."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    own = {"HOST": HOST, "PORT": str(port), "GRANIAN_HOST": HOST, "GRANIAN_PORT": str(port)}
    packages = {"PYTHONPATH": sysconfig.get_paths()["purelib"]} if "granian" in command[0] else {}
    process = subprocess.Popen(command, env=environment_of(url) | own | packages, stdout=subprocess.DEVNULL)
    try:
        if "granian" in command[0]:  # each process reads the index at its first search
            for _ in range(200):
                ask(port, "/providers/", kept=False, patience=60)
        wait_for_answer(process, port)
        yield process, port
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def ask(port: int, path: str, *, kept: bool, patience: float = 60) -> bool:
    for _ in range(600):
        connection = http.client.HTTPConnection(HOST, port, timeout=patience)
        try:
            connection.request("GET", path, headers={} if kept else {"Connection": "close"})
            return connection.getresponse().status == 200
        except ConnectionRefusedError:
            time.sleep(0.1)
        except TimeoutError:
            return False
        finally:
            connection.close()
    raise SystemExit("The site did not start.")


def load(port: int, paths: list[str], *, kept: bool) -> None:
    connection = http.client.HTTPConnection(HOST, port, timeout=60)
    headers = {"Accept-Encoding": "gzip"} | ({} if kept else {"Connection": "close"})
    for path in paths:
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        response.read()
        assert response.status == 200, response.status
    connection.close()


def processes(pid: int) -> list[int]:
    return [pid, *(found for child in children(pid) for found in processes(child))]


def megabytes(pid: int) -> float:
    """Proportional set size: pages that processes share are counted once in all."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")) / 1024


def measure_load(
    process: subprocess.Popen[bytes], port: int, paths: list[str], *, kept: bool
) -> tuple[float, float]:
    """Requests a second, and milliseconds of CPU for a request."""
    family = processes(process.pid)
    cpu, clock = sum(map(cpu_seconds, family)), time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as pool:
        parts = [paths[number::CLIENTS] for number in range(CLIENTS)]
        list(pool.map(lambda part: load(port, part, kept=kept), parts))
    clock = time.perf_counter() - clock
    return len(paths) / clock, (sum(map(cpu_seconds, family)) - cpu) / len(paths) * 1000


def measure_slow(port: int, half: bytes) -> tuple[bool, float]:
    """Whether a page is answered in between, and the seconds until the last half request is given up."""
    clients = [socket.create_connection((HOST, port)) for _ in range(SLOW_CLIENTS)]
    started = time.perf_counter()
    for client in clients:
        client.sendall(half)
    time.sleep(1)
    answered = ask(port, "/healthz/live", kept=False, patience=SECONDS_TO_ANSWER)
    seconds = float("inf")
    for client in clients:
        client.settimeout(max(SECONDS_TO_GIVE_UP - (time.perf_counter() - started), 0.1))
        try:
            while client.recv(65536):
                pass
        except TimeoutError:
            break
        except OSError:
            continue
    else:
        seconds = time.perf_counter() - started
    for client in clients:
        client.close()
    return answered, seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--granian", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--requests", type=int, default=400, help="in a round")
    parser.add_argument("--locations", type=int, default=10_000)
    options = parser.parse_args()
    url = database_with(options.locations)
    prepare(options.locations, environment_of(url))
    for name, command in commands(options.granian).items():
        with served(command, url) as (process, port):
            load(port, results_paths(url, 500, random.Random(0)), kept=True)
            for kept in (True, False):
                figures = [
                    measure_load(
                        process, port, results_paths(url, options.requests, random.Random(seed)), kept=kept
                    )
                    for seed in range(1, options.rounds + 1)
                ]
                rate, cpu = (statistics.median(column) for column in zip(*figures, strict=True))
                kind = "kept connections" if kept else "new connections"
                print(f"{name:18} {kind:18} {rate:7.0f} requests/s {cpu:7.2f} ms of CPU", flush=True)
            total = sum(map(megabytes, processes(process.pid)))
            print(f"{name:18} {'memory (PSS)':18} {total:7.0f} MB", flush=True)
            for kind, half in HALF_REQUESTS.items():
                answered, seconds = measure_slow(port, half)
                word = "others are answered" if answered else "NOBODY IS ANSWERED"
                print(f"{name:18} half {kind:13} {word}, given up after {seconds:.0f} s", flush=True)


if __name__ == "__main__":
    os.chdir(Path(__file__).resolve().parent.parent)
    main()
