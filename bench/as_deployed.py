"""What a results page and a location page cost as deployed: over HTTP, from gunicorn, compressed.

    .venv/bin/python -m tools.embedded_postgres run --home .data/bench/postgres --unsafe-but-fast -- \
        .venv/bin/python -m bench.as_deployed --other ../old --locations 10000

Starts the site of this checkout, and of another one to compare it with, each under its own gunicorn
settings, on a free port of the loopback interface, with its own database of the same demo data. Then it asks
both for the same pages, round by round, and takes turns at which one goes first. Prints, for each kind of
page, the median over the rounds of the workers' CPU time (user and system, from /proc, so Linux only) and of
the time by the clock, for one request, and the ratio of this checkout to the other one.

A checkout needs a `.venv`. Its databases on the server of DATABASE_URL are made anew by each run and dropped
at its end. At 10,000 locations a run takes some four minutes.
"""

import argparse
import gzip
import http.client
import os
import random
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit, urlunsplit

import psycopg

from places.index import place_index

HOST = "127.0.0.1"
SECONDS_TO_ANSWER = 120
SECONDS_TO_STOP = 20
MAX_FILTERS = 4
MAX_LOCATIONS = 1_000_000
WARMUP_REQUESTS = 300
TICKS = os.sysconf("SC_CLK_TCK")
KINDS = ("results page", "location page")
# The bench of the checkout itself knows how to fill a database for its code.
PREPARE = (
    "import os, sys; from bench.search import environment_of, prepare; "
    "prepare(int(sys.argv[1]), environment_of(os.environ['DATABASE_URL']))"
)


@dataclass
class Cost:
    """One round of one kind of page: milliseconds of CPU and by the clock for one request, and bytes sent."""

    cpu: float
    clock: float
    size: float


@dataclass
class Site:
    """A checkout that is being served. `costs` are by kind of page, one for each round."""

    name: str
    database_url: str
    process: subprocess.Popen[bytes]
    port: int
    costs: dict[str, list[Cost]] = field(default_factory=lambda: {kind: [] for kind in KINDS})

    def measure(self, paths: Sequence[str]) -> Cost:
        """Ask for these pages one after the other. Raises AssertionError unless each is answered with 200."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=SECONDS_TO_ANSWER)
        cpu, clock, size = self.cpu_seconds(), time.perf_counter(), 0
        for path in paths:
            connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
            response = connection.getresponse()
            size += len(response.read())
            assert response.status == 200, (response.status, path)
        clock = time.perf_counter() - clock
        cpu = self.cpu_seconds() - cpu
        connection.close()
        return Cost(cpu / len(paths) * 1000, clock / len(paths) * 1000, size / len(paths))

    def cpu_seconds(self) -> float:
        """User and system time that gunicorn and its workers have used so far."""
        return sum(cpu_seconds(process) for process in (self.process.pid, *children(self.process.pid)))


def children(parent: int) -> list[int]:
    """The ids of a process's children, which for gunicorn are its workers."""
    found = Path(f"/proc/{parent}/task/{parent}/children").read_text()
    return [int(process) for process in found.split()]


def cpu_seconds(process: int) -> float:
    # Fields 14 and 15, proc_pid_stat(5). The second one, a name in parentheses, may hold spaces.
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


@contextmanager
def database(name: str) -> Iterator[str]:
    """The URL of a new, empty database, which is dropped afterward."""
    server_url = os.environ["DATABASE_URL"]
    with psycopg.connect(server_url, autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        server.execute(f'CREATE DATABASE "{name}"')
        try:
            yield urlunsplit(urlsplit(server_url)._replace(path=f"/{name}"))
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


@contextmanager
def served(name: str, checkout: Path, locations: int) -> Iterator[Site]:
    """The site of a checkout with so many demo locations, until the end of the block."""
    python = str(checkout / ".venv/bin/python")
    with database(f"as_deployed_{name}") as url:
        print(f"Loading {locations:,} locations for {checkout}", flush=True)
        environment = os.environ | {"DATABASE_URL": url}
        subprocess.run(
            [python, "-c", PREPARE, str(locations)],
            cwd=checkout,
            env=environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")
        port = free_port()
        process = subprocess.Popen(
            [python, "-m", "gunicorn", "--config", "directory/gunicorn.py"],
            cwd=checkout,
            env=environment
            | {
                "SECRET_KEY": "a-secret-for-benchmarks-which-protects-nothing-at-all",
                "STATIC_ROOT": str(checkout / ".data/bench/static"),
                "TANDEM_DEMO": "1",
                "LOG_LEVEL": "WARNING",
                "HOST": HOST,
                "PORT": str(port),
            },
        )
        try:
            wait_for_answer(process, port)
            yield Site(name, url, process, port)
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(SECONDS_TO_STOP)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def wait_for_answer(process: subprocess.Popen[bytes], port: int) -> None:
    """Returns when the site answers. Raises SystemExit where it ends before, or takes too long."""
    deadline = time.monotonic() + SECONDS_TO_ANSWER
    while process.poll() is None and time.monotonic() < deadline:
        connection = http.client.HTTPConnection(HOST, port, timeout=SECONDS_TO_ANSWER)
        try:
            connection.request("GET", "/healthz/ready")
            if connection.getresponse().status == 200:
                return
        except OSError:  # not listening yet
            pass
        finally:
            connection.close()
        time.sleep(0.1)
    raise SystemExit("The site did not start.")


def results_paths(url: str, count: int, dice: random.Random) -> list[str]:
    """Searches within 25 miles of a random ZIP, with up to four filters, each one random term."""
    with psycopg.connect(url) as connection:
        zips = [each.code for each in place_index().zips if each.population]
        terms: dict[str, list[str]] = {}
        for vocabulary, slug in connection.execute(
            "SELECT vocabulary, slug FROM providers_term "
            "WHERE vocabulary IN ('condition', 'therapy', 'protocol', 'payer', 'language') ORDER BY 1, 2"
        ):
            terms.setdefault(vocabulary, []).append(slug)
    paths = []
    for _ in range(count):
        chosen = dice.sample(sorted(terms), dice.randint(0, MAX_FILTERS))
        pairs = [(vocabulary, dice.choice(terms[vocabulary])) for vocabulary in chosen]
        paths.append(f"/providers/?{urlencode([('near', dice.choice(zips)), *pairs])}")
    return paths


def location_paths(site: Site, count: int, dice: random.Random) -> list[str]:
    """The addresses of random published locations, as the site itself gives them by redirecting there."""
    with psycopg.connect(site.database_url) as connection:
        query = "SELECT id FROM providers_location WHERE status = 'published' ORDER BY id"
        ids = [location_id for (location_id,) in connection.execute(query)]
    http_connection = http.client.HTTPConnection(HOST, site.port, timeout=SECONDS_TO_ANSWER)
    paths = []
    for location_id in dice.choices(ids, k=count):
        http_connection.request("GET", f"/providers/{location_id}/")
        response = http_connection.getresponse()
        response.read()
        paths.append(response.headers["Location"])
    http_connection.close()
    return paths


def same_total(sites: Sequence[Site], path: str) -> None:
    """Raises SystemExit where the sites don't answer a search with the same number of places."""
    totals = set()
    for site in sites:
        connection = http.client.HTTPConnection(HOST, site.port, timeout=SECONDS_TO_ANSWER)
        connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
        page = gzip.decompress(connection.getresponse().read()).decode()
        totals.add(page.partition("data-summary>")[2].partition("<")[0])
        connection.close()
    if len(totals) > 1:
        print(f"The data differ, so the numbers are only roughly comparable: {sorted(totals)}", flush=True)


def measure(sites: Sequence[Site], rounds: int, requests: int) -> None:
    """Fill in the costs of each site."""
    url = sites[0].database_url
    same_total(sites, "/providers/")
    for site in sites:  # a process reads templates, vocabularies and places once
        site.measure(results_paths(url, WARMUP_REQUESTS, random.Random(0)))
        site.measure(location_paths(site, WARMUP_REQUESTS, random.Random(0)))
    for number in range(1, rounds + 1):
        for site in sites if number % 2 else reversed(sites):
            dice = random.Random(number)
            paths = results_paths(url, requests, dice), location_paths(site, requests, dice)
            for kind, of_kind in zip(KINDS, paths, strict=True):
                site.costs[kind].append(site.measure(of_kind))
        print(f"Round {number} of {rounds}", flush=True)


def report(sites: Sequence[Site]) -> None:
    """Print the medians, and the ratio of the first site to each other one."""
    print(f"{'':16}{'':8}{'CPU ms':>9}{'clock ms':>10}{'KB sent':>9}")
    for kind in KINDS:
        medians = {}
        for site in sites:
            costs = site.costs[kind]
            medians[site.name] = median = Cost(
                *(
                    statistics.median(getattr(cost, name) for cost in costs)
                    for name in ("cpu", "clock", "size")
                )
            )
            print(
                f"{kind:16}{site.name:8}{median.cpu:9.3f}{median.clock:10.3f}{median.size / 1024:9.1f}",
                flush=True,
            )
        for other in sites[1:]:
            pairs = list(zip(sites[0].costs[kind], other.costs[kind], strict=True))
            cpu = statistics.median(ours.cpu / theirs.cpu for ours, theirs in pairs)
            clock = statistics.median(ours.clock / theirs.clock for ours, theirs in pairs)
            print(f"{kind:16}{'ratio':8}{cpu:9.3f}{clock:10.3f}    (median of the ratios of each round)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--other", type=Path, help="the checkout to compare this one with")
    parser.add_argument("--locations", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--requests", type=int, default=400, help="of each kind of page in a round")
    options = parser.parse_args()
    if not 1 <= options.locations <= MAX_LOCATIONS:
        sys.exit(f"--locations goes from 1 to {MAX_LOCATIONS:,}.")
    checkouts = {"this": Path(__file__).resolve().parent.parent}
    if options.other:
        checkouts["other"] = options.other.resolve()
    with ExitStack() as stack:
        sites = [
            stack.enter_context(served(name, checkout, options.locations))
            for name, checkout in checkouts.items()
        ]
        measure(sites, options.rounds, options.requests)
        report(sites)


if __name__ == "__main__":
    main()
