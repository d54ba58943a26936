"""What eight people who send the worst files at the same time do to everybody else.

    .venv/bin/python -m tools.embedded_postgres run --home .data/bench/postgres --unsafe-but-fast -- \
        .venv/bin/python -m bench.worst_files

Starts the demo under gunicorn with a database of its own. Asks for ordinary pages one after the other, first
alone and then while eight clients send the files of bench/worst_uploads.py without a pause, each from another
address: photos, documents of reviews and claims, spreadsheets. Prints the times of the pages, what became of
the files, and the memory of all processes (PSS, so Linux only): before, the most of it, and when it was back.
Ends with status 1 unless the p95 of the pages was at most twice that of the quiet time, and memory was back
within a minute.

The senders stand for other machines, so they have the lowest priority on this one.
"""

import argparse
import http.client
import multiprocessing
import os
import random
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass
from multiprocessing.connection import Connection

import numpy as np

from bench import worst_uploads
from bench.as_deployed import HOST
from bench.demo_site import DemoSite, served_demo
from bench.upload_requests import UploadForm, upload_forms, upload_request

SENDERS = 8
SECONDS_TO_ANSWER = 120
MAX_RATIO = 2.0
SECONDS_TO_GIVE_BACK = 60
# What caches may have kept of the pages and forms that were asked for meanwhile.
KEPT = 1.1
WARMUP = 300
SECONDS_BETWEEN_PAGES = 0.02


@dataclass(frozen=True)
class Files:
    """Of one kind, with the forms that open them."""

    kind: str
    files: dict[str, bytes]
    forms: list[UploadForm]


def kinds(site: DemoSite) -> list[Files]:
    photo, review, claim, spreadsheet = upload_forms(site).values()
    pictures, pdfs, tables = worst_uploads.pictures(), worst_uploads.pdfs(), worst_uploads.tables()
    return [
        Files("pictures", pictures, [photo, review, claim]),
        Files("PDFs", pdfs, [review, claim]),
        Files("spreadsheets", tables, [spreadsheet]),
        Files("all of them", pictures | pdfs | tables, [photo, review, claim, spreadsheet]),
    ]


def send_without_pause(
    site: DemoSite, files: list[tuple[UploadForm, str, bytes]], results: Connection
) -> None:
    """In a process of its own, until told to stop: (seconds, status) of each answer."""
    os.nice(19)
    answers: list[tuple[float, int]] = []
    is_over = threading.Event()

    def run(number: int) -> None:
        dice = random.Random(number)
        while not is_over.is_set():
            request = upload_request(site, *dice.choice(files), dice)
            connection = http.client.HTTPConnection(HOST, site.port, timeout=SECONDS_TO_ANSWER)
            started = time.perf_counter()
            connection.request(request.method, request.target, request.body, request.headers)
            response = connection.getresponse()
            response.read()
            answers.append((time.perf_counter() - started, response.status))
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(SENDERS)]
    for thread in threads:
        thread.start()
    results.recv()
    is_over.set()
    for thread in threads:
        thread.join()
    results.send(answers)


class Pages:
    """Asks for ordinary pages, and samples the memory of the site meanwhile."""

    def __init__(self, site: DemoSite) -> None:
        self.site = site
        self.paths = [
            "/",
            "/providers/?near=60614&condition=ocd",
            "/providers/?near=chicago+il",
            site.location_path,
            "/tms/il/",
            "/guides/",
            "/places/?q=chi",
            f"/reviews/write/{site.other_location_id}/",
        ]

    def times(self, seconds: float) -> tuple[list[float], int]:
        """Milliseconds of each page, and the most memory that was seen."""
        connection = http.client.HTTPConnection(HOST, self.site.port, timeout=SECONDS_TO_ANSWER)
        dice, times, most = random.Random(1), [], 0
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            started = time.perf_counter()
            connection.request("GET", dice.choice(self.paths), headers={"Accept-Encoding": "gzip"})
            response = connection.getresponse()
            response.read()
            times.append((time.perf_counter() - started) * 1000)
            assert response.status == 200, response.status
            most = max(most, self.site.memory())
            time.sleep(SECONDS_BETWEEN_PAGES)
        return times, most


def p95(times: list[float]) -> float:
    return float(np.percentile(times, 95))


def seconds_until_back(site: DemoSite, before: int) -> float | None:
    """How long until memory was what it was before; None if it was not within a minute."""
    started = time.monotonic()
    while time.monotonic() < started + SECONDS_TO_GIVE_BACK:
        if site.memory() <= before * KEPT:
            return time.monotonic() - started
        time.sleep(0.2)
    return None


def measure(site: DemoSite, pages: Pages, kind: Files, seconds: float) -> bool:
    """Print what one kind of files does; whether it is within the bars."""
    quiet, _ = pages.times(seconds / 2)
    before = site.memory()
    ours, theirs = multiprocessing.Pipe()
    to_send = [(form, name, content) for name, content in kind.files.items() for form in kind.forms]
    sender = multiprocessing.get_context("fork").Process(
        target=send_without_pause, args=(site, to_send, theirs)
    )
    sender.start()
    busy, most = pages.times(seconds)
    ours.send("stop")
    answers = ours.recv()
    sender.join()
    back = seconds_until_back(site, before)
    more_quiet, _ = pages.times(seconds / 2)
    quiet += more_quiet
    ratio = p95(busy) / p95(quiet)
    statuses = Counter(status for _, status in answers)
    print(
        f"{kind.kind}: {len(answers)} files, answered with "
        + ", ".join(f"{status}: {count}" for status, count in sorted(statuses.items()))
        + f"; slowest {max(answers)[0]:.1f} s"
    )
    print(
        f"    other pages: p50 {np.median(quiet):.1f} and p95 {p95(quiet):.1f} ms alone, "
        f"{np.median(busy):.1f} and {p95(busy):.1f} ms meanwhile: p95 x {ratio:.2f}"
    )
    given_back = "not back within a minute" if back is None else f"back after {back:.1f} s"
    print(f"    memory: {before / 2**20:.0f} MB, at most {most / 2**20:.0f} MB, {given_back}", flush=True)
    return ratio <= MAX_RATIO and back is not None and max(statuses) < 500


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--seconds", type=float, default=30, help="of each measurement")
    options = parser.parse_args()
    with served_demo("worst_files") as site:
        pages = Pages(site)
        pages.times(WARMUP * SECONDS_BETWEEN_PAGES)
        is_well = [measure(site, pages, kind, options.seconds) for kind in kinds(site)]
    if not all(is_well):
        sys.exit(1)


if __name__ == "__main__":
    main()
