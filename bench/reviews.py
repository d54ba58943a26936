"""How long the page of a location with many reviews takes on the server.

    DATABASE_URL=postgres://... SECRET_KEY=anything TANDEM_DEMO=1 .venv/bin/python -m bench.reviews

The demo directory must be loaded and the static files collected (STATIC_ROOT says where). Gives a location
500 published reviews with replies, in a transaction that is rolled back at the end. Prints p50, p95 and p99
of the location's page and of the first and last page of all its reviews, through Django's stack with all
middleware, and how many statements each sent to the database.
"""

import argparse
import io
import os
import random
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "directory.settings")
os.environ.setdefault("LOG_LEVEL", "WARNING")
django.setup()

from django.core.wsgi import get_wsgi_application
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bench.timing import settle, timed
from providers.models import Location
from reviews.demo.texts import REPLIES, invented_text
from reviews.models import Reply, Review, State
from reviews.rating.sums import recompute
from reviews.reading.published import PER_PAGE

WARMING = 50


class RollBack(Exception):
    """Ends the transaction."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--reviews", type=int, default=500)
    parser.add_argument("--calls", type=int, default=300)
    options = parser.parse_args()
    application = get_wsgi_application()
    with suppress(RollBack), transaction.atomic():
        location = location_with(options.reviews)
        last = -(-options.reviews // PER_PAGE)
        for name, path, query in (
            ("the location's page  ", location.get_absolute_url(), ""),
            ("all reviews, newest  ", f"/reviews/{location.pk}/", ""),
            ("all reviews, last    ", f"/reviews/{location.pk}/", f"sort=useful&page={last}"),
            ("words in the reviews ", f"/reviews/{location.pk}/", "q=insurance+bill"),
        ):
            measure(application, name, path, query, options.calls)
        raise RollBack


def measure(application: object, name: str, path: str, query: str, calls: int) -> None:
    with kept_open():
        for _ in range(WARMING):
            get(application, path, query)
        settle()
        with CaptureQueriesContext(connection) as captured:
            size = get(application, path, query)
        queries = len(captured)
        taken = timed(lambda _: get(application, path, query), range(calls))
    print(f"  {name} {taken}   {queries} queries, {size / 1024:.0f} KB")


@contextmanager
def kept_open() -> Iterator[None]:
    """Requests end by closing the connection, with which our transaction would end too."""
    close = connection.close_if_unusable_or_obsolete
    connection.close_if_unusable_or_obsolete = lambda: None
    try:
        yield
    finally:
        connection.close_if_unusable_or_obsolete = close


def location_with(number: int) -> Location:
    """The first published location, with so many reviews besides those that it has; a third has a reply."""
    chance, now = random.Random(1), timezone.now()
    location = Location.objects.published().order_by("pk").first()
    if location is None:
        raise SystemExit("There are no locations yet: run load_demo.")
    made = [invented(chance, location, at, now) for at in range(number)]
    Review.objects.bulk_create(made)
    replied = [
        Reply(review=review, text=REPLIES[0], state=Reply.State.PUBLISHED, decided_at=now)
        for review in made[::3]
    ]
    Reply.objects.bulk_create(replied)
    recompute(location.pk)
    return location


def invented(chance: random.Random, location: Location, at: int, now: timezone.datetime) -> Review:
    overall = chance.choice([1, 3, 4, 5, 5])
    return Review(
        location=location,
        state=State.PUBLISHED,
        overall=overall,
        answers=[chance.randrange(6) for _ in range(12)],
        text=invented_text(chance, overall),
        care_month=at % 12 + 1,
        care_year=2020 + at % 6,
        service="tms",
        email_hash=f"{at:064x}",
        confirmed_at=now,
        decided_at=now,
        published_at=now,
        helpful_count=chance.randrange(9),
    )


def get(application: object, path: str, query: str) -> int:
    """One request as a server passes it on; how many bytes came back."""
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
    }
    statuses: list[str] = []
    response = application(environ, lambda status, headers: statuses.append(status))
    size = sum(map(len, response))
    response.close()
    assert statuses == ["200 OK"], f"{path}?{query}: {statuses}"
    return size


if __name__ == "__main__":
    main()
