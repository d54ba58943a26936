"""A database connection that notices, without asking the server, whether it was closed while it was idle."""

import select
import time
from typing import Any

import psycopg

# A network that drops connections silently doesn't show it, so after this long the server is asked anyway.
TRUSTED_SECONDS = 30.0


class PooledConnection(psycopg.Connection[Any]):
    """A connection for the pool, which sends an empty statement to check a connection before handing it out.

    That costs a page as much as its only query. A server that stops, crashes or drops a connection closes its
    socket, and the kernel knows: nothing to read means that the connection is open. The statement is sent
    only if there is something to read or the last answer was too long ago.
    """

    _answered_at = float("-inf")

    def execute(self, query: Any, *arguments: Any, **options: Any) -> psycopg.Cursor[Any]:
        if query != "":
            return super().execute(query, *arguments, **options)
        if time.monotonic() - self._answered_at < TRUSTED_SECONDS and not self._has_something_to_read():
            return self.cursor()
        cursor = super().execute(query, *arguments, **options)
        self._answered_at = time.monotonic()
        return cursor

    def _has_something_to_read(self) -> bool:
        """Also true if the server has hung up. Raises OperationalError if this side has."""
        poll = select.poll()
        poll.register(self.fileno(), select.POLLIN)
        return bool(poll.poll(0))
