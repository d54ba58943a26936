"""The search of this process: one snapshot that all threads read; searches keep it current.

A search uses the snapshot it finds, swapped by reference, so it never waits for a lock unless the
snapshot could be older than a second.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import structlog
from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone

from providers.search.changes import changes_since
from providers.search.index import SearchIndex
from providers.search.snapshot import Snapshot

log = structlog.get_logger(__name__)

POLL_EVERY_SECONDS = 0.25
# While another thread reads changes, a search continues with a snapshot younger than this; else it waits.
FRESH_ENOUGH_SECONDS = 0.5
# After a failure the database is not asked for a while: each attempt can cost a timeout.
RETRY_AFTER_SECONDS = 3.0
# Up to this size a full read happens at once (well under a second); above it, in the background.
SMALL_SITE_LOCATIONS = 20_000
# Deleted rows leave their id for a week: a process that hasn't looked for a day reads everything.
REREAD_AFTER_SECONDS = 24 * 3600

# What Django raises if the server is gone or there is no connection.
DATABASE_IS_DOWN = (OperationalError, InterfaceError)


@dataclass(frozen=True)
class SearchStatus:
    """What the health check reports. `database_error` is empty while the database answers."""

    ready: bool
    locations: int
    built_at: datetime | None
    polled_at: datetime | None
    rebuilding: bool
    database_error: str


class SearchService:
    """Serves searches from a snapshot and keeps it current. One per process; safe for threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._snapshot: Snapshot | None = None
        self._read_at = float("-inf")
        self._retry_at = float("-inf")
        self._polled_at: datetime | None = None
        self._rebuild: threading.Thread | None = None
        self._database_error = ""

    def start(self) -> None:
        """Read everything now, so that the first visitor does not wait."""
        with self._lock:
            self._read_everything()

    def forget(self) -> None:
        """Drop the snapshot; the next search reads everything."""
        if self._rebuild is not None:
            self._rebuild.join()
        with self._lock:
            self._snapshot = None
            self._read_at = self._retry_at = float("-inf")
            self._database_error = ""

    def index(self) -> SearchIndex:
        """The directory as of at most a second ago; of longer ago while the database is away.

        A page asks once and answers everything from what it got. Raises one of DATABASE_IS_DOWN only if
        nothing was ever read.
        """
        snapshot = self._snapshot
        age = self._clock() - self._read_at
        if snapshot is None:
            return self._first().index
        if age >= POLL_EVERY_SECONDS and self._clock() >= self._retry_at:
            # If another thread reads changes now, continue, unless the snapshot may be too old.
            if self._lock.acquire(blocking=age >= FRESH_ENOUGH_SECONDS):
                try:
                    self._catch_up()
                finally:
                    self._lock.release()
            snapshot = self._snapshot or snapshot
        return snapshot.index

    def index_or_none(self) -> SearchIndex | None:
        """As `index`; None if the database is away and nothing was ever read."""
        try:
            return self.index()
        except DATABASE_IS_DOWN:
            return None

    def status(self) -> SearchStatus:
        """The state of the search, without asking the database."""
        snapshot = self._snapshot
        return SearchStatus(
            ready=snapshot is not None,
            locations=snapshot.index.locations if snapshot else 0,
            built_at=snapshot.built_at if snapshot else None,
            polled_at=self._polled_at,
            rebuilding=self._is_rebuilding(),
            database_error=self._database_error,
        )

    @property
    def database_is_down(self) -> bool:
        """Whether asking the database now would only cost a timeout."""
        return self._clock() < self._retry_at

    def note_database_error(self, error: Exception) -> None:
        """The database did not answer: don't ask it for a while."""
        self._database_error = str(error).strip() or type(error).__name__
        self._retry_at = self._clock() + RETRY_AFTER_SECONDS
        log.warning("search.database_is_down", error=self._database_error)

    def _first(self) -> Snapshot:
        with self._lock:
            return self._snapshot or self._read_everything()

    def _read_everything(self) -> Snapshot:
        started = self._clock()
        self._snapshot = Snapshot.read()
        self._note_read(started)
        log.info("search.read", locations=self._snapshot.index.locations, seconds=self._clock() - started)
        return self._snapshot

    def _note_read(self, started: float) -> None:
        self._read_at, self._polled_at, self._database_error = started, timezone.now(), ""

    def _catch_up(self) -> None:
        """Read changes and apply them; the lock is held."""
        snapshot, started = self._snapshot, self._clock()
        if snapshot is None or started - self._read_at < POLL_EVERY_SECONDS:
            return  # another thread did it while this one waited
        try:
            if started - self._read_at > REREAD_AFTER_SECONDS:
                self._read_everything()
                return
            changes = changes_since(snapshot.read_point)
            if snapshot.can_apply(changes):
                snapshot = self._snapshot = snapshot.after(changes)
            if not snapshot.can_apply(changes) or snapshot.wants_merge:
                is_small = changes.is_complete and snapshot.index.locations < SMALL_SITE_LOCATIONS
                self._read_everything() if is_small else self._read_everything_in_background()
            self._note_read(started)
        except DATABASE_IS_DOWN as error:
            self.note_database_error(error)

    def _is_rebuilding(self) -> bool:
        return self._rebuild is not None and self._rebuild.is_alive()

    def _read_everything_in_background(self) -> None:
        """Read everything in a thread; until it is done, searches go on from the old snapshot."""
        if not self._is_rebuilding():
            self._rebuild = threading.Thread(target=self._rebuild_now, name="search-rebuild", daemon=True)
            self._rebuild.start()

    def _rebuild_now(self) -> None:
        try:
            snapshot = Snapshot.read()
            with self._lock:
                # What was written in the meantime is applied before anyone sees the new base.
                changes = changes_since(snapshot.read_point)
                self._snapshot = snapshot.after(changes) if snapshot.can_apply(changes) else snapshot
        except DATABASE_IS_DOWN as error:
            self.note_database_error(error)
        finally:
            connection.close()


search_index = SearchService()
