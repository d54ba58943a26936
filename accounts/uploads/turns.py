"""One file at a time: whose turn it is to have the limited process, on the whole machine.

The lock is the operating system's (flock), on the program of the process itself: it needs no file of its own,
and it is free again when its holders end, however they end. The limited process is one of the holders. If a
worker of the site is killed, the file that it was having opened still counts until that process has ended.

Waiting takes a thread of the site. So few may wait, and not for long; everyone else is told to send the file
again, and all other pages are answered as usual.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import BoundedSemaphore

LOCK = Path(__file__).with_name("process.py")
SECONDS_TO_WAIT = 1.0
SECONDS_BETWEEN_ATTEMPTS = 0.02
# Threads of one worker that may wait or have a file opened: at most half of them (directory/gunicorn.py).
MAX_THREADS = max(1, int(os.environ.get("WEB_THREADS", "4")) // 2)

_threads = BoundedSemaphore(MAX_THREADS)


class ReaderBusyError(Exception):
    """Another file is being opened; this one was not read, and may be fine."""


@contextmanager
def one_at_a_time() -> Iterator[int]:
    """Waits for a turn. The descriptor is to be given to the limited process. Raises ReaderBusyError."""
    if not _threads.acquire(blocking=False):
        raise ReaderBusyError
    try:
        descriptor = os.open(LOCK, os.O_RDONLY | os.O_CLOEXEC)
        try:
            wait_for(descriptor)
            yield descriptor
        finally:
            # Not unlocked: if the limited process still runs, it is still its turn.
            os.close(descriptor)
    finally:
        _threads.release()


def wait_for(descriptor: int) -> None:
    deadline = time.monotonic() + SECONDS_TO_WAIT
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() >= deadline:
                raise ReaderBusyError from error
            time.sleep(SECONDS_BETWEEN_ATTEMPTS)
        else:
            return
