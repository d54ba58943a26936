"""How often listings are seen, found, called and visited: counted in memory, written every few seconds.

Counting must cost a page nothing: it adds one to a number in this process. A thread of the process adds the
numbers to the table of daily counts, all with one statement, every FLUSH_EVERY_SECONDS and when the process
ends. A crash loses those seconds. While the database is away, numbers gather, up to MAX_KEYS.

Nothing is kept about visitors: no cookie, no address, no time of day.
"""

import atexit
import os
import threading
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from typing import cast

import structlog
from django.db import Error, connection
from django.db.backends.postgresql.base import DatabaseWrapper
from django.utils import timezone

from providers.cursors import MAX_ID
from providers.models import DailyCount
from providers.search.service import DATABASE_IS_DOWN, search_index

log = structlog.get_logger(__name__)

FLUSH_EVERY_SECONDS = 5.0
# Locations x kinds x days. A site whose database is away that long stops counting what is new, not serving.
MAX_KEYS = 200_000

Key = tuple[date, int, str]

# Locations that were deleted meanwhile are left out; the others are locked for the moment of the insert,
# always in the same order, so that two processes never wait for each other.
ADD = """
    INSERT INTO providers_dailycount AS counted (location_id, day, kind, count)
    SELECT location.id, added.day, added.kind, added.count
    FROM unnest(%s::bigint[], %s::date[], %s::text[], %s::int[]) AS added (location_id, day, kind, count)
    JOIN providers_location AS location ON location.id = added.location_id
    ORDER BY location.id, added.day, added.kind
    FOR KEY SHARE OF location
    ON CONFLICT (location_id, day, kind) DO UPDATE SET count = counted.count + excluded.count
"""


class Counts:
    """What this process has counted and not yet written. Thread-safe; a forked process starts with none."""

    def __init__(self, today: Callable[[], date] = timezone.localdate) -> None:
        self._today = today
        self._begin()

    def _begin(self) -> None:
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self._gathered: Counter[Key] = Counter()
        self._thread: threading.Thread | None = None

    def add(self, kind: DailyCount.Kind, location_ids: Iterable[int]) -> None:
        """Count one `kind` for each location."""
        day, name = self._today(), kind.value
        with self._lock:
            for location_id in location_ids:
                key = (day, location_id, name)
                if location_id > MAX_ID:  # an address that somebody made up
                    continue
                if key in self._gathered or len(self._gathered) < MAX_KEYS:
                    self._gathered[key] += 1
        if is_serving and self._thread is None:
            self._start()

    def flush(self) -> int:
        """Write what has gathered, and return how many numbers that was. While the database is away they are
        kept for next time."""
        with self._writing:
            with self._lock:
                gathered, self._gathered = self._gathered, Counter()
            if not gathered:
                return 0
            try:
                write(gathered)
            except DATABASE_IS_DOWN:
                with self._lock:
                    self._gathered.update(gathered)
                raise
            return len(gathered)

    def clear(self) -> None:
        with self._lock:
            self._gathered.clear()

    def _start(self) -> None:
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._flush_forever, name="counts", daemon=True)
                self._thread.start()
                atexit.register(self._flush_at_exit)

    def _flush_forever(self) -> None:
        pause = threading.Event()
        while not pause.wait(FLUSH_EVERY_SECONDS):
            if not search_index.database_is_down:
                self._flush_quietly()

    def _flush_quietly(self) -> None:
        try:
            self.flush()
        except Error as error:  # the database is away, and the numbers wait; or it refuses them for good
            log.warning("counts.not_written", error=type(error).__name__)
        finally:
            connection.close()

    def _flush_at_exit(self) -> None:
        self._flush_quietly()
        cast(DatabaseWrapper, connection).close_pool()


def write(gathered: Counter[Key]) -> None:
    """Add these to the table with one statement."""
    rows = [(location_id, day, kind, count) for (day, location_id, kind), count in gathered.items()]
    with connection.cursor() as cursor:
        cursor.execute(ADD, [list(column) for column in zip(*rows, strict=True)])


# Only a server writes by itself (directory/wsgi.py): a command or a test says when.
is_serving = False


def write_by_itself() -> None:
    """From now on, processes that count write every few seconds. Called before the workers are forked; each
    starts its own thread when it first counts something."""
    global is_serving  # noqa: PLW0603 - a fact about the process, set once
    is_serving = True


counts = Counts()
# A forked worker doesn't have its parent's thread, and its parent writes its own numbers.
os.register_at_fork(after_in_child=counts._begin)
