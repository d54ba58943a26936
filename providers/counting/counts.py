"""How often listings are seen, searched up, called and visited: counted in memory, written every few seconds.

Counting must cost a page nothing: it adds one to a number that this process holds. A thread of the process
adds what has gathered to the table of daily counts, all of it with one statement, every FLUSH_EVERY_SECONDS
and when the process ends. A crash loses those seconds. While the database is away, numbers gather, up to a
bound.

Nothing is kept of who: no cookie, no address, no time of day.
"""

import atexit
import os
import threading
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date

import structlog
from django.db import Error, connection
from django.utils import timezone

from providers.models import DailyCount
from providers.search.service import DATABASE_IS_DOWN, search_index

log = structlog.get_logger(__name__)

FLUSH_EVERY_SECONDS = 5.0
# Locations x kinds x days. A site whose database is away that long stops counting what is new, not serving.
MOST_KEYS = 200_000
LARGEST_ID = 2**63 - 1

Key = tuple[date, int, str]

# Locations that are gone meanwhile are left out, and those that stay are held for the moment of the insert.
# In one order, so that two processes never wait for each other.
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
    """What this process has counted and not yet written. Safe for threads; a forked process begins anew."""

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
                if location_id > LARGEST_ID:  # an address that somebody made up
                    continue
                if key in self._gathered or len(self._gathered) < MOST_KEYS:
                    self._gathered[key] += 1
        if is_serving and self._thread is None:
            self._start()

    def flush(self) -> int:
        """Write what has gathered; how many numbers. While the database is away they are kept for next
        time."""
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
                self._thread = threading.Thread(target=self._flush_for_ever, name="counts", daemon=True)
                self._thread.start()
                atexit.register(self._flush_at_exit)

    def _flush_for_ever(self) -> None:
        pause = threading.Event()
        while not pause.wait(FLUSH_EVERY_SECONDS):
            if not search_index.database_is_down:
                self._flush_quietly()

    def _flush_quietly(self) -> None:
        try:
            self.flush()
        except Error as error:  # the database is away, and what has gathered waits; or it refuses it for good
            log.warning("counts.not_written", error=type(error).__name__)
        finally:
            connection.close()

    def _flush_at_exit(self) -> None:
        self._flush_quietly()
        connection.close_pool()


def write(gathered: Counter[Key]) -> None:
    """Add these to the table with one statement."""
    rows = [(location_id, day, kind, count) for (day, location_id, kind), count in gathered.items()]
    with connection.cursor() as cursor:
        cursor.execute(ADD, [list(column) for column in zip(*rows, strict=True)])


# Only a server writes by itself (directory/wsgi.py): a command or a test says when.
is_serving = False


def write_by_itself() -> None:
    """From now on, processes that count write every few seconds. Said before the workers are forked; each
    starts its own thread with the first thing that it counts."""
    global is_serving  # noqa: PLW0603 - a fact about the process, said once
    is_serving = True


counts = Counts()
# A forked worker has neither its parent's thread nor a right to its parent's numbers.
os.register_at_fork(after_in_child=counts._begin)
