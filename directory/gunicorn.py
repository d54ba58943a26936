"""How gunicorn serves the site, in `make demo` and in production: `gunicorn -c directory/gunicorn.py`.

With threads, because a search waits for the database only once; preloaded, so that the workers share one copy
of the search index. The environment decides the rest (docs/deployment.md).
"""

import gc
import os

from gunicorn.arbiter import Arbiter
from gunicorn.http import message
from gunicorn.workers.base import Worker

from directory.logs import GunicornLogger
from directory.recycling import MAX_REQUESTS, MAX_REQUESTS_JITTER, MemoryCeiling, give_back_freed_memory

wsgi_app = "directory.wsgi:application"
bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = "directory.slow_clients.SlowClientWorker"
threads = int(os.environ.get("WEB_THREADS", "4"))
preload_app = True
max_requests = MAX_REQUESTS
max_requests_jitter = MAX_REQUESTS_JITTER
# Longer than nginx keeps an idle connection to us (60 s): whoever closes it must not be us, or a request that
# is on its way is lost.
keepalive = 75
graceful_timeout = int(os.environ.get("GRACEFUL_TIMEOUT", "20"))
# A worker shows that it is alive by touching a file. It is in memory, because a disk may be slow or full.
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
# No request may be logged with the visitor's address or the query string: see GunicornLogger.
accesslog = None
logger_class = GunicornLogger
loglevel = os.environ.get("LOG_LEVEL", "INFO").lower()
# Nobody uses it, and it would create a socket in the home directory.
control_socket_disable = True
# gunicorn reads request lines of at most 8,190 bytes no matter what this setting says, unless there is no
# limit at all. A search with a long value must get an answer from the site, so both limits are raised.
limit_request_line = message.MAX_REQUEST_LINE = 65_536
give_back_freed_memory()  # before the first thread


def when_ready(server: Arbiter) -> None:
    """Read what every worker keeps in memory once, before the workers are forked.

    They share it, no visitor waits for it, and a worker can answer without the database from its first
    request on. Then close the database connections: neither they nor the threads of their pool survive a
    fork.
    """
    # Imported here: models can be imported only after the application, which gunicorn loads after this file.
    from django.conf import settings  # noqa: PLC0415
    from django.db import connections  # noqa: PLC0415

    from places.index import place_index  # noqa: PLC0415
    from providers.demo.presence import shows_demo_data  # noqa: PLC0415
    from providers.search.service import DATABASE_IS_DOWN, search_index  # noqa: PLC0415

    if not (settings.BEHIND_PROXY or settings.DEMO or settings.DEBUG):
        server.log.warning(
            "BEHIND_PROXY is not set. Without a proxy this site must not face the internet: "
            "see docs/deployment.md."
        )
    try:
        search_index.start()
        place_index()
        shows_demo_data()
    except DATABASE_IS_DOWN as error:  # each worker then reads what it needs when it needs it
        search_index.note_database_error(error)
    for connection in connections.all(initialized_only=True):
        connection.close()
        connection.close_pool()  # type: ignore[attr-defined]  # PostgreSQL's has it
    gc.collect()
    gc.freeze()  # keeps memory shared: a later collection would write to its pages, which copies them


def post_worker_init(worker: Worker) -> None:
    worker.memory_ceiling = MemoryCeiling()


def post_request(worker: Worker, request: object) -> None:
    """Ends a worker that has grown too large, as gunicorn ends one after `max_requests`: it finishes the
    requests that it has, and is replaced."""
    if worker.alive and worker.memory_ceiling.is_exceeded():
        worker.log.warning("Ending a worker that has more memory than WEB_MAX_MEMORY")
        worker.alive = False
