"""What hostile requests do to the site as deployed: no error of ours, no growing memory, no long answer.

    .venv/bin/python -m tools.embedded_postgres run --home .data/bench/postgres --unsafe-but-fast -- \
        .venv/bin/python -m bench.hostile --requests 100000

Starts the demo under gunicorn with a database of its own, and sends it our own random requests
(bench/random_requests.py) and those that schemathesis makes of the API's schema. Prints how many got which
status, each answer of 500 or above, the slowest, the requests whose connection broke, and the memory of all
processes before and after (PSS, so Linux only). Ends with status 1 unless no answer was 500 or above, none
took longer than two seconds, and memory grew by less than a tenth.

Workers are not replaced during the run (WEB_MAX_REQUESTS=0), because new ones would hide a leak.
"""

import argparse
import http.client
import random
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field

import hypothesis
import schemathesis
from hypothesis import HealthCheck
from schemathesis import GenerationMode

from bench import worst_uploads
from bench.as_deployed import HOST
from bench.demo_site import DemoSite, served_demo
from bench.random_requests import RandomRequests
from bench.upload_requests import Request

SECONDS_TO_ANSWER = 60
MAX_SECONDS = 2.0
MAX_GROWTH = 1.1
WARMUP = 3_000
SHARE_OF_SCHEMATHESIS = 0.05
SHOWN = 10
STEPS = 10  # after each, the memory is printed
SECONDS_TO_SETTLE = 6  # workers give memory back every few seconds


@dataclass
class Seen:
    """What came of the requests so far. `times`: seconds and label of each."""

    statuses: Counter[int] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)
    broken: Counter[str] = field(default_factory=Counter)
    times: list[tuple[float, str]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, status: int, seconds: float, label: str) -> None:
        with self.lock:
            self.statuses[status] += 1
            self.times.append((seconds, f"{status} {label}"))
            if status >= 500:
                self.errors.append(f"{status} {label}")

    def note_broken(self, error: Exception, label: str) -> None:
        with self.lock:
            self.broken[f"{type(error).__name__} {label}"] += 1


class Client:
    """One connection, kept open as long as the site keeps it."""

    def __init__(self, port: int, seen: Seen) -> None:
        self.port, self.seen = port, seen
        self.connection = http.client.HTTPConnection(HOST, port, timeout=SECONDS_TO_ANSWER)

    def send(self, request: Request) -> None:
        is_new = self.connection.sock is None
        started = time.perf_counter()
        try:
            status = self.answer(request)
        except (OSError, http.client.HTTPException) as error:
            self.connection.close()
            if is_new:
                self.seen.note_broken(error, str(request))
            else:  # the site closed it after the last answer, as it may at any time
                self.send(request)
        else:
            self.seen.note(status, time.perf_counter() - started, str(request))

    def answer(self, request: Request) -> int:
        connection = self.connection
        connection.putrequest(request.method, request.target, skip_host=True, skip_accept_encoding=True)
        for name, value in request.headers.items():
            connection.putheader(
                name, value.encode("latin-1", "replace").replace(b"\r", b"").replace(b"\n", b"")
            )
        if request.is_chunked:
            connection.putheader("Transfer-Encoding", "chunked")
        elif request.body:
            connection.putheader("Content-Length", str(len(request.body)))
        connection.endheaders()
        try:
            if request.is_chunked:
                for start in range(0, len(request.body), 50_000):
                    part = request.body[start : start + 50_000]
                    connection.send(b"%x\r\n%s\r\n" % (len(part), part))
                connection.send(b"0\r\n\r\n")
            elif request.body:
                connection.send(request.body)
        except (BrokenPipeError, ConnectionResetError):
            pass  # refused while it was sent: the answer may be there all the same
        response = connection.getresponse()
        response.read()
        return response.status


def send_random(site: DemoSite, seen: Seen, requests: int, clients: int, seed: int) -> None:
    """By so many clients at the same time."""
    uploads = worst_uploads.pictures() | worst_uploads.pdfs() | worst_uploads.tables()

    def run(number: int) -> None:
        client = Client(site.port, seen)
        source = RandomRequests(site, random.Random(f"{seed} {number}"), uploads)
        for _ in range(requests // clients):
            client.send(source.next())

    threads = [threading.Thread(target=run, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def send_schemathesis(site: DemoSite, seen: Seen, requests: int) -> None:
    """What schemathesis makes of the API's schema: half of it valid, half not."""
    url = f"http://{HOST}:{site.port}"
    schema = schemathesis.openapi.from_url(f"{url}/api/v1/schema/")
    for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):

        @hypothesis.settings(
            max_examples=max(1, requests // 2),
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        @hypothesis.given(case=schema["/api/v1/locations/"]["GET"].as_strategy(generation_mode=mode))
        def send(case: schemathesis.Case) -> None:
            started = time.perf_counter()
            response = case.call(base_url=url)
            seen.note(
                response.status_code, time.perf_counter() - started, f"schemathesis {case.method} {case.path}"
            )

        send()


def report(seen: Seen, before: int, after: int) -> bool:
    """Print the numbers; whether all is as it should be."""
    total = sum(seen.statuses.values())
    print(
        f"{total:,} answers: "
        + ", ".join(f"{status}: {count:,}" for status, count in sorted(seen.statuses.items()))
    )
    print(f"{sum(seen.broken.values()):,} connections ended without an answer")
    for label, count in seen.broken.most_common(SHOWN):
        print(f"    {count} x {label}")
    print(f"{len(seen.errors):,} answers of 500 or above")
    for label in seen.errors[:SHOWN]:
        print(f"    {label}")
    times = sorted(seen.times, reverse=True)
    print("slowest:")
    for seconds, label in times[:SHOWN]:
        print(f"    {seconds:.2f} s  {label}")
    middle, high = times[len(times) // 2][0] * 1000, times[len(times) // 100][0] * 1000
    print(f"p50 {middle:.1f} ms, p99 {high:.1f} ms")
    print(f"memory of all processes (PSS): {before / 2**20:.0f} MB before, {after / 2**20:.0f} MB after")
    return not seen.errors and times[0][0] <= MAX_SECONDS and after <= before * MAX_GROWTH


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--requests", type=int, default=100_000)
    parser.add_argument("--clients", type=int, default=3, help="how many send at the same time")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with served_demo("hostile", WEB_MAX_REQUESTS="0", WEB_MAX_MEMORY="0") as site:
        send_random(site, Seen(), WARMUP, options.clients, options.seed + 1)
        before = site.memory()
        print(f"Warm after {WARMUP:,} requests", flush=True)
        seen = Seen()
        by_schemathesis = int(options.requests * SHARE_OF_SCHEMATHESIS)
        for step in range(STEPS):
            requests = (options.requests - by_schemathesis) // STEPS
            send_random(site, seen, requests, options.clients, options.seed + 2 + step)
            print(f"{sum(seen.statuses.values()):,} answers: {site.memory() / 2**20:.0f} MB", flush=True)
        send_schemathesis(site, seen, by_schemathesis)
        time.sleep(SECONDS_TO_SETTLE)
        if not report(seen, before, site.memory()):
            sys.exit(1)


if __name__ == "__main__":
    main()
