"""The measurements of bench/search.py for the database that DATABASE_URL names; see there."""

import io
import os
import random
import resource
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "directory.settings")
django.setup()

from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.utils import timezone

from bench.sql_search import make_index, search_in_sql
from bench.timing import Taken, settle, timed
from places.index import place_index
from providers.fields.filters import FILTER_VOCABULARIES
from providers.results import cards
from providers.results.card_rows import card_rows
from providers.search.criteria import (
    Point,
    ProgramCriterion,
    SearchCriteria,
)
from providers.search.index import SearchIndex
from providers.search.service import search_index
from providers.search.snapshot import Snapshot

PAGES = 400
ROUNDS = 5  # a shared machine is slow for seconds at a time
STATEMENTS = 40

Question = tuple[SearchCriteria, Point, str]


def main(locations: int, searches: int) -> None:
    before = memory()
    started, started_cpu = time.perf_counter(), time.process_time()
    snapshot = Snapshot.read()
    cpu, seconds = time.process_time() - started_cpu, time.perf_counter() - started
    size = sum(live.segment.nbytes for live in snapshot.index.segments)
    count = snapshot.index.locations
    print(f"  build from the database  {seconds:8.2f} s (cpu {cpu:.2f}), {count:,} published locations")
    print(f"  memory of the index      {size / count:8.1f} bytes a location (columns and bitmaps)")
    print(f"  memory of the process    {(memory() - before) / 2**20:8.1f} MB more at the peak of the build")
    questions = list(random_questions(snapshot, random.Random(1), searches))
    measure_index(snapshot.index, questions)
    del snapshot
    measure_pages(questions[:PAGES])
    measure_statements(questions[:STATEMENTS])


def memory() -> int:
    """The most this process has used so far, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def random_questions(snapshot: Snapshot, dice: random.Random, count: int) -> Iterator[Question]:
    """25 miles around a random ZIP with 0 to 4 filters, each a random term."""
    catalog = snapshot.index.catalog
    zips = [(each.code, each.latitude, each.longitude) for each in place_index().zips if each.population]
    for _ in range(count):
        code, latitude, longitude = dice.choice(zips)
        chosen = dice.sample(FILTER_VOCABULARIES, dice.randint(0, 4))
        terms = {vocabulary.value: (dice.choice(catalog.of(vocabulary)).slug,) for vocabulary in chosen}
        yield SearchCriteria.asking(near=code, **terms), Point(latitude, longitude), code


def measure_index(index: SearchIndex, questions: list[Question]) -> None:
    today = timezone.localdate()

    def search(question: Question) -> None:
        index.search(question[0], question[1], today=today)

    variants: dict[str, Callable[[SearchCriteria], SearchCriteria]] = {
        "index, 25 miles": lambda criteria: criteria,
        "index, 100 miles": lambda criteria: replace(criteria, radius=100.0),
        "index, with a program": lambda criteria: replace(criteria, program=(ProgramCriterion("erp"),)),
        "index, with a name": lambda criteria: replace(criteria, name="lake"),
        "index, any distance": lambda criteria: replace(criteria, radius=None),
    }
    timed(search, questions[:100])  # the first calls meet cold caches
    for name, variant in variants.items():
        some = questions if name == "index, 25 miles" else questions[:300]
        print(f"  {name:24} {timed(search, [(variant(q[0]), *q[1:]) for q in some])}")


def measure_pages(questions: list[Question]) -> None:
    application = get_wsgi_application()
    search_index.start()
    for criteria, _, _ in questions[:20]:  # templates, vocabularies and places are read once a process
        fetch(application, criteria.choosing("condition", "tinnitus").to_url("/providers/"))
    settle()
    urls = [criteria.to_url("/providers/") for criteria, _, _ in questions]
    for name, rounds, prepare in (
        ("page, new process", 1, forget_cards),
        ("page, cards made", ROUNDS, forget_cards),
        ("page, cards remembered", ROUNDS, lambda: None),
    ):
        taken = Taken([], [])
        with counted_queries() as queries:
            for _ in range(rounds):
                prepare()
                taken += timed(lambda url: fetch(application, url), urls)
        pages = len(urls) * rounds
        print(f"  {name:24} {taken}, {sum(queries.values()) / pages:.2f} queries a page")
    sizes = sorted(len(fetch(application, url)) for url in urls)
    print(f"  page, HTML               {sizes[len(sizes) // 2] / 1024:8.1f} KB before compression (median)")


def forget_cards() -> None:
    """Make every card anew, from the database."""
    card_rows.clear()
    cards.forget_cards()


def fetch(application: Callable[..., Any], url: str) -> bytes:
    """One GET through the whole stack; raises AssertionError unless it is answered with 200."""
    path, _, query = url.partition("?")
    status = []
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "HTTP_HOST": "localhost",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
    }
    response = application(environ, lambda line, headers: status.append(line))
    body = b"".join(response)
    response.close()
    assert status[0].startswith("200"), (status, url)
    return body


@contextmanager
def counted_queries() -> Iterator[dict[str, int]]:
    """How often each statement is sent while this is open."""
    counts: dict[str, int] = {}

    def count(execute: Any, sql: str, *arguments: Any) -> Any:
        counts[sql[:60]] = counts.get(sql[:60], 0) + 1
        return execute(sql, *arguments)

    with connection.execute_wrapper(count):
        yield counts


def measure_statements(questions: list[Question]) -> None:
    """The same total, page and facet counts asked of PostgreSQL: what the index is measured against."""
    catalog = search_index.index().catalog

    def search(question: Question) -> None:
        search_in_sql(question[0], question[1], catalog)

    make_index()
    timed(search, questions[:3])
    print(f"  PostgreSQL, one question {timed(search, questions)}")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
