"""The worker's connection to the queue, which waits while the database is away."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable
from typing import Any, TypeVar

import psycopg
import structlog
from django.db import connections
from procrastinate.connector import Notify
from procrastinate.contrib.django.utils import connector_params
from procrastinate.exceptions import ConnectorException
from procrastinate.psycopg_connector import PsycopgConnector
from psycopg_pool import AsyncConnectionPool

log = structlog.get_logger(__name__)

Result = TypeVar("Result")

# The statements of a queue take milliseconds. A network that drops packets would let one wait for ever.
STATEMENT_SECONDS = 30
RETRY_SECONDS = 0.5
LOG_SECONDS = 60


class PatientConnector(PsycopgConnector):
    """Repeats a statement until the database has answered it, or `is_stopping` says that nobody needs it.

    procrastinate's own would raise, and its worker would end.

    A statement whose answer got lost is repeated too, although it may have taken effect. For the queue that
    is harmless but in one case: a job may have been fetched that nobody runs. JobWorker looks for these.

    - `pulse`: called at each attempt, to show that the process isn't stuck.
    - `back_at`: when the last outage ended (`time.monotonic()`).
    """

    def __init__(self, *, is_stopping: Callable[[], bool], pulse: Callable[[], None]) -> None:
        super().__init__()
        self._is_stopping, self._pulse = is_stopping, pulse
        self._away_since: float | None = None
        self._logged_at = float("-inf")
        self.back_at = float("-inf")

    def new_pool(self) -> AsyncConnectionPool[Any]:
        return AsyncConnectionPool(
            kwargs=connector_params(connections["default"].alias),
            open=False,
            check=AsyncConnectionPool.check_connection,
            min_size=1,
            max_size=4,
            timeout=1.5,
            # As in the site's own pool: after this the next statement tries at once.
            reconnect_timeout=1.0,
        )

    async def execute_query_async(self, query: Any, **arguments: Any) -> None:
        call = super().execute_query_async
        await self._patiently(lambda: call(query, **arguments))

    async def execute_query_one_async(self, query: Any, **arguments: Any) -> dict[str, Any]:
        call = super().execute_query_one_async
        return await self._patiently(lambda: call(query, **arguments))

    async def execute_query_all_async(self, query: Any, **arguments: Any) -> list[dict[str, Any]]:
        call = super().execute_query_all_async
        return await self._patiently(lambda: call(query, **arguments))

    async def listen_notify(self, on_notification: Notify, channels: Iterable[str]) -> None:
        """Jobs that are announced meanwhile are found by the next poll, after five seconds at most."""
        call, names = super().listen_notify, list(channels)
        await self._patiently(lambda: call(on_notification, names), seconds=None)

    async def _patiently(
        self, call: Callable[[], Awaitable[Result]], *, seconds: float | None = STATEMENT_SECONDS
    ) -> Result:
        while True:
            self._pulse()
            try:
                result = await asyncio.wait_for(call(), seconds)
            except (ConnectorException, TimeoutError) as error:
                if not is_outage(error) or self._is_stopping():
                    raise
                self._note_outage(error)
                await asyncio.sleep(RETRY_SECONDS)
            else:
                self._note_answer()
                return result

    def _note_outage(self, error: Exception) -> None:
        now = time.monotonic()
        self._away_since = self._away_since or now
        if now - self._logged_at > LOG_SECONDS:
            self._logged_at = now
            log.warning("worker.database_away", error=type(error.__cause__ or error).__name__)

    def _note_answer(self) -> None:
        if self._away_since is not None:
            seconds = round(time.monotonic() - self._away_since, 1)
            self._away_since, self._logged_at = None, float("-inf")
            self.back_at = time.monotonic()
            log.warning("worker.database_back", seconds=seconds)


def is_outage(error: Exception) -> bool:
    """Whether it makes sense to try again: the server is down, restarting, full, or does not answer in time.

    Not so if there are no tables, or a statement is wrong.
    """
    if isinstance(error, TimeoutError):
        return True
    return isinstance(error.__cause__, (psycopg.OperationalError, psycopg.InterfaceError))
