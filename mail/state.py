"""How the worker and its queues are doing, for the health check."""

from dataclasses import dataclass

from django.db import connection

from mail.models import Message

# Jobs that are due, by the time since they were: a retry since its time, any other since it was queued.
# A watcher must not see single jobs come and go: see directory/health.py.
QUERY = """
SELECT
    (SELECT extract(epoch FROM now() - max(last_heartbeat)) FROM procrastinate_workers),
    (SELECT extract(epoch FROM now() - min(coalesce(job.scheduled_at, event.at)))
       FROM procrastinate_jobs job
       JOIN procrastinate_events event ON event.job_id = job.id AND event.type = 'deferred'
      WHERE job.status = 'todo' AND (job.scheduled_at IS NULL OR job.scheduled_at <= now())),
    (SELECT count(DISTINCT job.id)
       FROM procrastinate_jobs job
       JOIN procrastinate_events event ON event.job_id = job.id AND event.type = 'failed'
      WHERE job.status = 'failed' AND event.at > now() - interval '1 day')
"""


@dataclass(frozen=True)
class WorkerState:
    """- `heartbeat_seconds`: since the last heartbeat of any worker; None: there was none for a day.
    - `queue_seconds`: for how long the oldest job is due; 0: none is.
    - `failed_jobs`: those that failed for good within the last day.
    - `unanswered_mails`: those whose outcome is unknown.
    """

    heartbeat_seconds: float | None
    queue_seconds: float
    failed_jobs: int
    unanswered_mails: int


def worker_state() -> WorkerState:
    """Raises Django's database errors."""
    with connection.cursor() as cursor:
        cursor.execute(QUERY)
        heartbeat, queue, failed = cursor.fetchone()
    return WorkerState(
        heartbeat_seconds=None if heartbeat is None else float(heartbeat),
        queue_seconds=float(queue or 0),
        failed_jobs=failed,
        unanswered_mails=Message.objects.unanswered().count(),
    )
