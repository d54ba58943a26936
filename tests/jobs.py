"""Running the jobs that a test's transaction has deferred, in their order, as a worker would.

A real worker has its own connection and can't see what the test has not committed; that it runs our jobs is
tested once, in tests/mail/test_worker.py.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from django.db import connection, connections
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from mail.models import Message
from mail.worker import JobWorker


def run_jobs(*, most: int = 100) -> list[str]:
    """Run what waits and is due, jobs that jobs defer included; the names of the tasks that ran."""
    ran: list[str] = []
    while len(ran) < most:
        job = waiting_jobs().order_by("pk").first()
        if job is None:
            return ran
        with connection.cursor() as cursor:  # the model itself can only be read
            cursor.execute("UPDATE procrastinate_jobs SET status = 'succeeded' WHERE id = %s", [job.pk])
        app.tasks[job.task_name].func(**job.args)
        ran.append(job.task_name)
    raise AssertionError(f"More than {most} jobs: do they defer each other without end?")


def run_worker() -> None:
    """Let a real worker, on its own connection, do all that is committed and due.

    In a thread of its own: after a journey in a browser, Playwright's event loop runs in this one.
    """

    def work() -> None:
        try:
            asyncio.run(until_idle())
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as thread:
        thread.submit(work).result()


async def until_idle() -> None:
    await JobWorker(graceful_seconds=20).run_until_idle()


def waiting_jobs():
    """Those that are due now; a retry that is scheduled for later is not."""
    return ProcrastinateJob.objects.filter(status="todo", scheduled_at=None)


def mails(to: str | None = None) -> list[Message]:
    """Mails that were queued, oldest first."""
    messages = Message.objects.order_by("pk")
    return list(messages.filter(to__iexact=to) if to else messages)
