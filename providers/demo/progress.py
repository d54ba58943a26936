"""Progress of long commands: a bar on a terminal, a line now and then elsewhere, or nothing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from tqdm import tqdm

Advance = Callable[[int], object]

# Elsewhere than on a terminal: at most so many lines for a phase.
LINES = 10


class Progress:
    """Tells how far phases are on `stream`; on none it is silent."""

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream

    @contextmanager
    def phase(self, what: str, total: int, unit: str) -> Iterator[Advance]:
        """Call what is yielded with the number of units that were done."""
        if self._stream is None:
            yield lambda count: None
        elif self._stream.isatty():
            with tqdm(total=total, desc=what, unit=f" {unit}", unit_scale=True, file=self._stream) as bar:
                yield bar.update
        else:
            yield _Lines(self._stream, what, total, unit).advance


class _Lines:
    """A line for every tenth of the way."""

    def __init__(self, stream: TextIO, what: str, total: int, unit: str) -> None:
        self._stream, self._what, self._total, self._unit = stream, what, total, unit
        self._done = self._told = 0

    def advance(self, count: int) -> None:
        self._done += count
        tenths = LINES * self._done // max(1, self._total)
        if tenths > self._told:
            self._told = tenths
            self._stream.write(f"{self._what}: {self._done:,} of {self._total:,} {self._unit}\n")
            self._stream.flush()
