"""Keeping web workers small: freed memory is given back, and workers are replaced.

Each is replaced after some tens of thousands of requests, and one that has grown too large sooner, because
libraries may leak a little. It finishes its requests first, so no visitor notices. This module knows nothing
of the server: directory/gunicorn.py calls it.
"""

import ctypes
import os
import time
from pathlib import Path

# Each worker takes a random number of requests more, so that they aren't replaced at the same time.
MAX_REQUESTS = int(os.environ.get("WEB_MAX_REQUESTS", "50000"))  # 0: no maximum
MAX_REQUESTS_JITTER = MAX_REQUESTS // 5
# Memory of a worker's own: the search index, which all workers share, doesn't count. 0: no maximum.
MAX_MEGABYTES = int(os.environ.get("WEB_MAX_MEMORY", "512"))

SECONDS_BETWEEN_CHECKS = 5
# A new worker that is too large already must answer requests too, or the site would only start workers.
MIN_SECONDS = 60

_PRIVATE = ("Private_Clean:", "Private_Dirty:", "Private_Hugetlb:")


# Parameters of mallopt(3), and their values.
_MALLOC = {-8: 2, -3: 256 * 2**10, -1: 2**20}  # M_ARENA_MAX, M_MMAP_THRESHOLD, M_TRIM_THRESHOLD; in bytes


def give_back_freed_memory() -> None:
    """Has the C library return what Python frees, in this process and those that are forked from it.

    By default glibc keeps a heap for each thread, and after the first large upload takes all blocks up to
    that size from these heaps, where they leave gaps. 8,000 hostile requests (bench/hostile.py) grew the
    processes by 27%, and with these values by 4%. Other C libraries have no such function, or ignore it.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt:
        for parameter, value in _MALLOC.items():
            mallopt(parameter, value)


def own_memory(process: int | str = "self") -> int:
    """The bytes of a process that it shares with no other; 0 if the system doesn't tell (only Linux does)."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith(_PRIVATE))


class MemoryCeiling:
    """Tells when this process should be replaced. It looks every few seconds, for a few milliseconds."""

    def __init__(self, max_bytes: int = MAX_MEGABYTES * 2**20) -> None:
        self.max_bytes = max_bytes
        self._next_check = time.monotonic() + MIN_SECONDS

    def is_exceeded(self) -> bool:
        now = time.monotonic()
        if not self.max_bytes or now < self._next_check:
            return False
        self._next_check = now + SECONDS_BETWEEN_CHECKS
        return own_memory() > self.max_bytes
