"""Progress of long commands: a bar on a terminal, a line now and then elsewhere, or nothing."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import TextIOBase
from typing import TextIO

from tqdm import tqdm

Advance = Callable[[int], object]

# Where there is no terminal: a line when another tenth is done, but not too often.
LINES = 10
SECONDS_BETWEEN_LINES = 2.0


class Progress:
    """Writes how far each phase is to `stream`; without one it is silent."""

    def __init__(self, stream: TextIO | TextIOBase | None) -> None:
        self._stream = stream

    @contextmanager
    def phase(self, what: str, total: int, unit: str) -> Iterator[Advance]:
        """Yields a function; call it with the number of units that were just done."""
        if self._stream is None:
            yield lambda count: None
        elif self._stream.isatty():
            with tqdm(total=total, desc=what, unit=f" {unit}", unit_scale=True, file=self._stream) as bar:
                yield bar.update
        else:
            yield _Lines(self._stream, what, total, unit).advance


class _Lines:
    """A line now and then, at most one for each tenth."""

    def __init__(self, stream: TextIO | TextIOBase, what: str, total: int, unit: str) -> None:
        self._stream, self._what, self._total, self._unit = stream, what, total, unit
        self._done = self._written = 0
        self._written_at = time.monotonic()

    def advance(self, count: int) -> None:
        self._done += count
        tenths = LINES * self._done // max(1, self._total)
        now = time.monotonic()
        if tenths > self._written and now - self._written_at >= SECONDS_BETWEEN_LINES:
            self._written, self._written_at = tenths, now
            self._stream.write(f"{self._what}: {self._done:,} of {self._total:,} {self._unit}\n")
            self._stream.flush()
