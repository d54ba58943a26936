"""How gunicorn serves the site, in `make demo` and in production: `gunicorn -c directory/gunicorn.py`.

Threads, because a search waits for the database only once; preloaded, so that the workers share one copy
of the search index. The environment decides the rest (docs/deployment.md).
"""

import gc
import os

from gunicorn.arbiter import Arbiter
from gunicorn.http import message

from directory.logs import GunicornLogger

wsgi_app = "directory.wsgi:application"
bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = "gthread"
threads = int(os.environ.get("WEB_THREADS", "4"))
preload_app = True
graceful_timeout = int(os.environ.get("GRACEFUL_TIMEOUT", "20"))
# A worker shows that it lives by touching a file: in memory, not on a disk that may be slow or full.
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
# No request may reach a log with its address or query string: see GunicornLogger.
accesslog = None
logger_class = GunicornLogger
loglevel = os.environ.get("LOG_LEVEL", "INFO").lower()
# Nobody uses it, and it would leave a socket in the home directory.
control_socket_disable = True
# gunicorn reads request lines of at most 8,190 bytes whatever its setting says, unless there is no limit
# at all. A search with a long value must get an answer of the site, so the bound moves, here and there.
limit_request_line = message.MAX_REQUEST_LINE = 65_536


def when_ready(server: Arbiter) -> None:
    """Read what every worker keeps in memory once, before they are forked: they share it, no visitor waits
    for it, and a worker answers without the database from its first request on. Then let go of the database:
    neither a connection nor the threads of its pool survive a fork."""
    # Imported here: models can be imported only after the application, which gunicorn loads after this file.
    from django.db import connections  # noqa: PLC0415

    from places.index import place_index  # noqa: PLC0415
    from providers.demo.presence import shows_demo_data  # noqa: PLC0415
    from providers.search.service import DATABASE_IS_DOWN, search_index  # noqa: PLC0415

    try:
        search_index.start()
        place_index()
        shows_demo_data()
    except DATABASE_IS_DOWN as error:  # then each worker reads what it needs when it needs it
        search_index.note_database_error(error)
    for connection in connections.all(initialized_only=True):
        connection.close()
        connection.close_pool()
    gc.collect()
    gc.freeze()  # what is shared stays shared: a later collection would touch, and so copy, its pages
