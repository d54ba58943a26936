"""A small WSGI application under our gunicorn worker.

One process with one thread, so that one client can stop it where nothing is done about that.
"""

import os

from directory import slow_clients
from tests.ports import HOST

wsgi_app = "tests.directory.slow_clients_site:application"
worker_class = "directory.slow_clients.SlowClientWorker"
bind = f"{HOST}:{os.environ['PORT']}"
workers = 1
threads = int(os.environ["WEB_THREADS"])
keepalive = 30
control_socket_disable = True
graceful_timeout = 1
slow_clients.MAX_SECONDS = float(os.environ["MAX_SECONDS"])
slow_clients.MAX_SECONDS_TO_TAKE = float(os.environ["MAX_SECONDS_TO_TAKE"])

# How the bodies ended that were not read to their end.
broken: list[str] = []


def application(environ, start_response):
    path = environ["PATH_INFO"]
    if path == "/broken":
        answer = " ".join(broken).encode()
    elif path == "/large":
        answer = b"x" * 50_000_000
    else:
        length = int(environ.get("CONTENT_LENGTH") or 0)
        try:
            answer = environ["wsgi.input"].read(length)
        except OSError as error:
            broken.append(type(error).__name__)
            raise
        assert len(answer) == length
    start_response("200 OK", [("Content-Length", str(len(answer)))])
    return [answer]
