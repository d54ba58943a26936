"""The background worker: it goes on after outages of the database, or its process ends. ADR 0131."""

import asyncio
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import structlog
from asgiref.sync import sync_to_async
from django.db import InterfaceError, OperationalError, close_old_connections
from procrastinate.contrib.django import DjangoApp, app
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException, UniqueViolation
from procrastinate.job_context import JobContext
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager
from procrastinate.middleware import AsyncCallNext
from procrastinate.periodic import PeriodicDeferrer, PeriodicRegistry
from procrastinate.worker import Worker

from mail.connector import PatientConnector, is_outage
from mail.jobs import MAIL, SECURITY_MAIL
from mail.marks import give_back_unsent, keep_marks
from mail.watchdog import Watchdog, end_now

log = structlog.get_logger(__name__)

HEARTBEAT_SECONDS = 5
# A worker that has not shown itself for so long is dead, and its jobs are taken up by another.
STALLED_SECONDS = 30
KEEPING_SECONDS = 5
# A job that ends its worker each time it runs is given up.
MAX_STARTS = 25
MAX_JOB_SECONDS = 30 * 60
STUCK_SECONDS = 120
DOING = "SELECT id FROM procrastinate_jobs WHERE status = 'doing' AND worker_id = ANY(%(workers)s)"

BEATING = (
    "SELECT count(*) FROM procrastinate_workers "
    "WHERE id = ANY(%(workers)s) AND last_heartbeat > now() - make_interval(secs => %(seconds)s)"
)


class WorkerFailed(Exception):
    """It can't go on. Its process must end."""


@dataclass(frozen=True)
class Lane:
    """Jobs that wait only for each other: those of some queues, so many at the same time."""

    name: str
    queues: tuple[str, ...]
    concurrency: int


def lanes() -> list[Lane]:
    """Each queue that a task names is in one lane. A mail server that hangs holds up no other lane."""
    app.perform_import_paths()
    others = {task.queue for task in app.tasks.values()} - {SECURITY_MAIL, MAIL}
    return [
        Lane("security mail", (SECURITY_MAIL,), 2),
        Lane("mail", (MAIL,), 2),
        Lane("other jobs", tuple(sorted(others)), 2),
    ]


def thread_for_each_job() -> ThreadPoolExecutor:
    """asyncio's own has fewer threads on a small machine, so that one lane could take those of another."""
    return ThreadPoolExecutor(sum(lane.concurrency for lane in lanes()), "job")


class JobWorker:
    """All lanes in one process.

    procrastinate runs the jobs of a lane. Beside it, `_keep` starts the periodic jobs and takes up jobs that
    were left by workers that are dead.
    """

    def __init__(self, *, graceful_seconds: float, stalled_seconds: float = STALLED_SECONDS) -> None:
        self._graceful_seconds, self._stalled_seconds = graceful_seconds, stalled_seconds
        self._stop_requested = asyncio.Event()
        self._running: dict[int, float] = {}
        self._ran_any = False
        self._unclaimed: set[int] = set()
        self._watchdog = Watchdog(STUCK_SECONDS)
        self._connector = PatientConnector(
            is_stopping=self._stop_requested.is_set, pulse=self._watchdog.pulse
        )
        # An app of its own for the queue only. Jobs that jobs defer go through Django's connection, so that
        # they are written in the transaction that is their reason.
        self._app = DjangoApp(connector=self._connector)
        self._app.tasks = app.tasks
        self._app.periodic_registry = PeriodicRegistry()  # `_keep` has the periodic tasks
        self._manager: JobManager = self._app.job_manager
        self._workers: list[Worker] = []

    async def run(self) -> None:
        """Until SIGTERM or SIGINT. Raises WorkerFailed if it can't go on."""
        loop = asyncio.get_running_loop()
        loop.set_default_executor(thread_for_each_job())
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._stop_requested.set)
        keep_marks()
        with self._watchdog:
            async with self._connector.new_pool() as pool:
                await self._connector.open_async(pool)
                await self._run_lanes()

    async def run_until_idle(self) -> None:
        """Do what is due, jobs that jobs defer included, and return."""
        asyncio.get_running_loop().set_default_executor(thread_for_each_job())
        async with self._connector.new_pool() as pool:
            await self._connector.open_async(pool)
            self._ran_any = True
            while self._ran_any:
                self._ran_any = False
                self._workers = self._new_workers(wait=False, listen_notify=False)
                await asyncio.gather(*(worker.run() for worker in self._workers))

    def _new_workers(self, **options: Any) -> list[Worker]:
        return [
            Worker(
                self._app,
                queues=list(lane.queues),
                name=lane.name,
                concurrency=lane.concurrency,
                install_signal_handlers=False,
                update_heartbeat_interval=HEARTBEAT_SECONDS,
                # At its start a worker forgets dead ones. After an outage all look dead for a moment.
                stalled_worker_timeout=24 * 3600,
                task_middleware=self._app.worker_defaults["task_middleware"],
                worker_middleware=[self._note_running],
                **options,
            )
            for lane in lanes()
        ]

    async def _run_lanes(self) -> None:
        self._workers = self._new_workers()
        working = [asyncio.create_task(worker.run(), name=worker.worker_name) for worker in self._workers]
        keeping = asyncio.create_task(self._keep(), name="keeping")
        stopping = asyncio.create_task(self._stop_requested.wait(), name="stopping")
        await asyncio.wait([*working, keeping, stopping], return_when=asyncio.FIRST_COMPLETED)

        asked_to_stop = stopping.done()
        self._stop_requested.set()  # nobody waits for the database any more
        failed = [task for task in (*working, keeping) if task.done()]
        keeping.cancel()
        stopping.cancel()
        for worker in self._workers:
            worker.stop()
        for task in failed:
            log.error("worker.failed", what=task.get_name(), exc_info=task.exception())
        _, unfinished = await asyncio.wait(working, timeout=self._graceful_seconds)
        if unfinished:
            # Their threads can't be ended, so the process is. The next worker takes their jobs up.
            log.warning("worker.jobs_unfinished", jobs=len(self._running))
            end_now(0 if asked_to_stop else 1)
        for task in working:  # those that the end of another has ended
            if not task.cancelled() and (error := task.exception()) and not asked_to_stop:
                log.error("worker.failed", what=task.get_name(), exc_info=error)
        if not asked_to_stop:
            raise WorkerFailed

    async def _note_running(self, call_next: AsyncCallNext, context: JobContext, worker: Worker) -> Any:
        assert context.job.id is not None
        self._ran_any = True
        self._running[context.job.id] = time.monotonic()
        try:
            return await call_next()
        finally:
            del self._running[context.job.id]

    async def _keep(self) -> None:
        deferrer = PeriodicDeferrer(app.periodic_registry, **app.periodic_defaults)
        while True:
            await self._give_back_unsent()
            await self._defer_periodic(deferrer)
            # Right after an outage nobody has shown itself for a while, so everybody gets the time to do so.
            if time.monotonic() - self._connector.back_at > self._stalled_seconds:
                await self._take_up_stalled()
                await self._check_heartbeats()
            await self._take_up_unclaimed()
            self._check_durations()
            self._watchdog.pulse()
            await asyncio.sleep(KEEPING_SECONDS)

    async def _give_back_unsent(self) -> None:
        try:
            await sync_to_async(give_back_unsent)()
        except (OperationalError, InterfaceError):
            await sync_to_async(close_old_connections)()  # and again at the next look

    async def _defer_periodic(self, deferrer: PeriodicDeferrer) -> None:
        """Like procrastinate's, but with a connection that outlives an outage."""
        for periodic, timestamp in list(deferrer.get_previous_tasks(at=time.time())):
            options = periodic.configure_kwargs.copy()
            options["task_kwargs"] = {"timestamp": timestamp}
            try:
                await self._manager.defer_periodic_job(
                    job=periodic.task.configure(**options).job,
                    periodic_id=periodic.periodic_id,
                    defer_timestamp=timestamp,
                )
            except AlreadyEnqueued:  # the last one is still waiting
                continue

    async def _take_up_stalled(self) -> None:
        """Jobs of workers that are dead."""
        ours = self._worker_ids()
        for job in await self._manager.get_stalled_jobs(seconds_since_heartbeat=self._stalled_seconds):
            if job.worker_id not in ours:
                await self._take_up(job)

    async def _take_up_unclaimed(self) -> None:
        """Jobs that are ours, and that nobody runs: the database broke off while it gave them to us.

        Two looks, because a job is fetched before it runs, and marked as done afterward.
        """
        rows = await self._connector.execute_query_all_async(DOING, workers=self._worker_ids())
        unclaimed = {row["id"] for row in rows} - self._running.keys()
        for job_id in unclaimed & self._unclaimed:
            for job in await self._manager.list_jobs_async(id=job_id, status=Status.DOING.value):
                if job_id not in self._running:
                    await self._take_up(job)
        self._unclaimed = unclaimed

    async def _check_heartbeats(self) -> None:
        """Raises WorkerFailed if a lane of ours has stopped to show itself: others take its jobs for lost."""
        ids, seconds = self._worker_ids(), self._stalled_seconds
        row = await self._connector.execute_query_one_async(BEATING, workers=ids, seconds=seconds)
        if row["count"] < len(ids):
            log.error("worker.heartbeat_missing", lanes=len(ids) - row["count"])
            raise WorkerFailed

    def _worker_ids(self) -> list[int]:
        return [worker.worker_id for worker in self._workers if worker.worker_id is not None]

    async def _take_up(self, job: Job) -> None:
        log.warning("worker.stalled_job", job=job.id, task=job.task_name, starts=job.attempts + 1)
        try:
            if job.attempts + 1 >= MAX_STARTS:
                log.error("worker.job_given_up", job=job.id, task=job.task_name)
                await self._manager.finish_job(job, Status.FAILED, delete_job=False)
            else:
                await self._manager.retry_job(job)
        except UniqueViolation:  # the same job is waiting already (its `queueing_lock`)
            await self._manager.finish_job(job, Status.ABORTED, delete_job=False)
        except ConnectorException as error:
            if is_outage(error):
                raise
            # Another worker was first, and the queue refuses to do it twice.

    def _check_durations(self) -> None:
        now = time.monotonic()
        for job_id, started in self._running.items():
            if now - started > MAX_JOB_SECONDS:
                log.error("worker.job_too_long", job=job_id, seconds=round(now - started))
                raise WorkerFailed
