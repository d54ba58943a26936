"""Whether the directory holds demo data, so that every page can say so."""

import time
from collections.abc import Callable
from threading import Lock

from django.db import DatabaseError

from providers.models import Practice

SECONDS_KEPT = 30.0


class DemoPresence:
    """The answer, asked of the database at most every `SECONDS_KEPT` seconds by each process.

    Every page asks, and the answer changes once in the life of a site. While the database is away the
    last answer stays: a page that is served from memory says what it said before.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self.clear()

    def clear(self) -> None:
        """Forget the answer, so that the next question goes to the database."""
        self._answer = False
        self._asked_at = float("-inf")

    def __call__(self) -> bool:
        now = self._clock()
        if now - self._asked_at < SECONDS_KEPT:
            return self._answer
        with self._lock:  # one thread asks; a second one that waited finds the answer here
            if now - self._asked_at >= SECONDS_KEPT:
                self._ask(now)
            return self._answer

    def _ask(self, now: float) -> None:
        # Stamped first: while the database is away, a page in thirty seconds waits for it, not every page.
        self._asked_at = now
        try:
            self._answer = Practice.objects.filter(is_demo=True).exists()  # partial index practice_demo
        except DatabaseError:  # the database is away
            return


shows_demo_data = DemoPresence()
