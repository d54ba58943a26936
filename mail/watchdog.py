"""Ends a process whose event loop has stopped turning, so that it is started again."""

import os
import sys
import threading
import time

import structlog

log = structlog.get_logger(__name__)

EXIT_CODE = 70  # EX_SOFTWARE, sysexits.h


class Watchdog:
    """A thread that ends the process unless `pulse` is called at least every `seconds`."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._last = time.monotonic()
        self._finished = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="watchdog", daemon=True)

    def pulse(self) -> None:
        self._last = time.monotonic()

    def __enter__(self) -> "Watchdog":
        self.pulse()
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._finished.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._finished.wait(self._seconds / 10):
            if time.monotonic() - self._last > self._seconds:
                log.critical("worker.stuck", seconds=self._seconds)
                end_now(EXIT_CODE)


def end_now(code: int) -> None:
    """End without waiting for threads, which may never end."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
