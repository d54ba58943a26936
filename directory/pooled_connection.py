"""A database connection that knows, without asking the server, that it was not closed while it lay idle."""

import select
import time
from typing import Any

import psycopg

# A network that drops connections silently says nothing: after so long the server is asked all the same.
TRUSTED_SECONDS = 30.0


class PooledConnection(psycopg.Connection[Any]):
    """A connection of the pool, which sends an empty statement before it hands one out, to see that it works.

    That costs a page as much as its only query. A server that stops, crashes or drops a connection closes its
    socket, and the kernel knows: nothing to read there means that the connection is open. Only where there is
    something, or the last answer is too long ago, is the statement really sent.
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
        """Also true where the other side has hung up. Raises OperationalError where this side has."""
        poll = select.poll()
        poll.register(self.fileno(), select.POLLIN)
        return bool(poll.poll(0))
