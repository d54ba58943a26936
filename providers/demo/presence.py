"""Whether the directory holds demo data, so that every page can say so."""

import time
from collections.abc import Callable
from threading import Lock

from django.db import DatabaseError

from providers.models import Practice

SECONDS_KEPT = 30.0


class DemoPresence:
    """The answer; each process asks the database for it at most every `SECONDS_KEPT` seconds.

    Every page needs it, and it changes once in the life of a site. While the database can't be reached, the
    last answer stays, so that a page that is served from memory says what it said before.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        # No TTLCache: it drops what expires, and this answer stays while the database can't be reached.
        self._clock = clock
        self._lock = Lock()
        self.clear()

    def clear(self) -> None:
        """Forget the answer, so that the next call asks the database."""
        self._answer = False
        self._asked_at = float("-inf")

    def __call__(self) -> bool:
        now = self._clock()
        if now - self._asked_at < SECONDS_KEPT:
            return self._answer
        with self._lock:  # one thread asks, and others that waited find its answer
            if now - self._asked_at >= SECONDS_KEPT:
                self._ask(now)
            return self._answer

    def _ask(self, now: float) -> None:
        # Noted first: while the database can't be reached, only one page in thirty seconds waits for it.
        self._asked_at = now
        try:
            self._answer = Practice.objects.filter(is_demo=True).exists()  # partial index practice_demo
        except DatabaseError:  # the database can't be reached
            return


shows_demo_data = DemoPresence()
