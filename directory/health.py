"""Health checks for a proxy, an orchestrator and a monitor.

Anyone can read them, so they reveal nothing about how the database is reached, and no single job: somebody
who asks for a link in another person's name must not see whether a mail was queued.
"""

import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from mail.state import WorkerState, worker_state
from providers.search.service import SearchStatus, search_index

# The worker shows itself every five seconds, and waits while the database is away.
WORKER_SILENT_AFTER = 60
QUEUE_TOO_OLD_AFTER = 5 * 60
MIN_FREE_BYTES = 500 * 2**20


@dataclass
class Checks:
    """What was found: `reasons` for "degraded", and numbers for a monitor."""

    reasons: list[str] = field(default_factory=list)
    numbers: dict[str, Any] = field(default_factory=dict)


@never_cache
def live(request: HttpRequest) -> HttpResponse:
    """200 while the process can answer at all.

    It uses nothing else: a database that is down is no reason to restart a site that still answers searches.
    """
    return HttpResponse("ok", content_type="text/plain")


@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """200 while searches are answered: "ok", or "degraded" with the reasons.

    503 without an index, when a proxy should send people elsewhere. Nothing else is a reason to do so: all
    machines share the database and the worker, and none would be left.
    """
    if search_index.status().ready:
        search_index.index_or_none()  # where nobody searches, it is as old as the last search
    search = search_index.status()
    checks = Checks()
    check_search(checks, search)
    check_database(checks, search)
    check_disk(checks)
    state = "unavailable" if not search.ready else "degraded" if checks.reasons else "ok"
    body = {"status": state, "reasons": checks.reasons, **checks.numbers}
    return JsonResponse(body, status=200 if search.ready else 503)


def check_search(checks: Checks, search: SearchStatus) -> None:
    age = None
    if not search.ready:
        checks.reasons.append("The search index is not built yet.")
    elif search.polled_at is not None:
        age = int((timezone.now() - search.polled_at).total_seconds())
    checks.numbers["search"] = {
        "locations": search.locations,
        "built_at": search.built_at,
        "polled_at": search.polled_at,
        "age_seconds": age,
        "rebuilding": search.rebuilding,
    }


def check_database(checks: Checks, search: SearchStatus) -> None:
    """The database, and what only it knows: the worker and its queues."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        state = worker_state()
    except Error:  # down, restarting, or too busy to provide a connection in time
        checks.reasons.append("The database does not answer: searches are answered from the index.")
        checks.numbers |= {"database": "away", "worker": None, "queue": None}
        return
    if search.database_error:
        checks.reasons.append(
            "The search index has not caught up with the database since that was last out of reach."
        )
    checks.numbers["database"] = "ok"
    check_worker(checks, state)


def check_worker(checks: Checks, state: WorkerState) -> None:
    silent = state.heartbeat_seconds is None or state.heartbeat_seconds > WORKER_SILENT_AFTER
    if silent:
        checks.reasons.append("No background worker is running: no mail is sent, and no job runs.")
    if state.queue_seconds > QUEUE_TOO_OLD_AFTER:
        checks.reasons.append("Jobs have been waiting for more than five minutes.")
    if state.failed_jobs:
        checks.reasons.append("Jobs have failed within the last day: the worker's log says why.")
    if state.unanswered_mails:
        checks.reasons.append("It is not known whether some mails were sent: see manage.py unanswered_mail.")
    checks.numbers["worker"] = {
        "running": not silent,
        "heartbeat_seconds": None if state.heartbeat_seconds is None else int(state.heartbeat_seconds),
    }
    # In whole minutes: a job that is done at once never shows.
    checks.numbers["queue"] = {
        "oldest_minutes": int(state.queue_seconds // 60),
        "failed_jobs": state.failed_jobs,
    }


def check_disk(checks: Checks) -> None:
    """Where photos and uploads are written. The database may be on another machine."""
    free = min(
        shutil.disk_usage(folder).free for folder in (existing(settings.MEDIA_ROOT), tempfile.gettempdir())
    )
    if free < MIN_FREE_BYTES:
        checks.reasons.append("The disk is almost full.")
    checks.numbers["disk"] = {"free_megabytes": free // 2**20}


def existing(folder: Path | str) -> Path:
    """The folder, or the one above it in which it will be made."""
    path = Path(folder).absolute()
    return next(place for place in (path, *path.parents) if place.exists())
