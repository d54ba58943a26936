"""Keeps track of who uses a server: commands of one checkout share it, and the last one stops it.

Each holds a shared lock on home/lock for as long as it runs. The kernel drops the lock of a process that was
killed. So a process that gets the lock exclusively knows that no other process uses the server.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.embedded_postgres.errors import from_os_error

LOCK = "lock"
START_LOCK = "start.lock"


class Lease:
    """A shared lock on a server, from `take` to `give_back`."""

    def __init__(self, home: Path) -> None:
        self._descriptor = _open(home / LOCK)

    def take(self) -> None:
        """Wait until a server that is being stopped has ended, then count as one of its users."""
        fcntl.flock(self._descriptor, fcntl.LOCK_SH)

    def is_last(self) -> bool:
        """Whether no other process uses the server. If so, none can start to use it until `give_back`."""
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            # If others use it, this returns at once. If the guard has just begun to stop it (an upgrade gives
            # up the shared lock first), this waits until the server has stopped.
            fcntl.flock(self._descriptor, fcntl.LOCK_SH)
            return False
        return True

    def give_back(self) -> None:
        os.close(self._descriptor)

    def wait_for_the_end(self) -> None:
        """Wait until no process uses the server. None can start to use it until `give_back`."""
        fcntl.flock(self._descriptor, fcntl.LOCK_EX)


@contextmanager
def one_at_a_time(home: Path) -> Iterator[None]:
    """Only one process at a time makes or starts the cluster of `home`."""
    descriptor = _open(home / START_LOCK)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _open(path: Path) -> int:
    try:
        return os.open(path, os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise from_os_error(error, path) from error
