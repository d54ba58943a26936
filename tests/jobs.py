"""Running the jobs that a test's transaction has deferred, in their order, as a worker would.

A real worker has its own connection and can't see what the test has not committed; that it runs our jobs is
tested once, in tests/mail/test_worker.py.
"""

from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from mail.models import Message


def run_jobs(*, most: int = 100) -> list[str]:
    """Run what waits and is due, jobs that jobs defer included; the names of the tasks that ran."""
    ran: list[str] = []
    done: set[int] = set()
    while len(ran) < most:
        job = waiting_jobs().exclude(pk__in=done).order_by("pk").first()
        if job is None:
            return ran
        done.add(job.pk)
        app.tasks[job.task_name].func(**job.args)
        ran.append(job.task_name)
    raise AssertionError(f"More than {most} jobs: do they defer each other without end?")


def waiting_jobs():
    """Those that are due now; a retry that is scheduled for later is not."""
    return ProcrastinateJob.objects.filter(status="todo", scheduled_at=None)


def mails(to: str | None = None) -> list[Message]:
    """Mails that were queued, oldest first."""
    messages = Message.objects.order_by("pk")
    return list(messages.filter(to__iexact=to) if to else messages)
