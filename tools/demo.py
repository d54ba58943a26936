"""`make demo` and `make manage`, once the packages are installed.

    python -m tools.demo serve              database, data, static files, gunicorn; until Ctrl-C
    python -m tools.demo manage remove_demo   a management command on the same database

Without Django, which can start only when there is a database and a secret.
"""

import http.client
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tools.child_process import end_with_parent, run_command, stop_on_signals
from tools.embedded_postgres.embedded import EmbeddedPostgres
from tools.embedded_postgres.errors import PostgresError, from_os_error
from tools.own_server import UnusableServer, check_server

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("TANDEM_DATA") or ROOT / ".data").absolute()
HOST = "127.0.0.1"
SECONDS_TO_ANSWER = 120
# Requests that are being answered may finish; after that gunicorn is killed.
SECONDS_TO_STOP = 15
SECONDS_BETWEEN_LOOKS = 2
WORKER = ["manage.py", "run_worker"]


class DemoError(Exception):
    """The demo can't start. The message is one sentence for the person at the terminal."""


def main(arguments: list[str]) -> int:
    stop_on_signals()
    if "MAKELEVEL" in os.environ:  # make is our parent, and may be killed without telling us
        end_with_parent()
    try:
        if arguments[:1] == ["serve"]:
            return serve(free_port(os.environ.get("PORT") or "8000"))
        if arguments[:1] == ["manage"]:
            return manage(arguments[1:])
    except (DemoError, PostgresError, UnusableServer) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    print(__doc__, file=sys.stderr)
    return 2


def free_port(text: str) -> int:
    """The port that `text` names. Raises DemoError if it isn't a port, is in use or isn't allowed."""
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise DemoError(f"PORT={text} is not a port: choose a number from 1024 to 65535.")
    port = int(text)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as gunicorn does
        try:
            probe.bind((HOST, port))
        except PermissionError as error:
            raise DemoError(
                f"Port {port} needs more rights: choose one above 1023, as in make demo PORT=8001."
            ) from error
        except OSError as error:
            raise DemoError(
                f"Port {port} is in use: stop what uses it, or choose another, as in make demo PORT=8001."
            ) from error
    return port


def serve(port: int) -> int:
    """Run the site until a signal ends it."""
    with database() as url:
        environment = demo_environment(url) | {"HOST": HOST, "PORT": str(port)}
        code = run_command([sys.executable, "manage.py", "prepare_demo"], environment)
        if code == 0:
            code = run_gunicorn(environment, port)
    return code


def manage(arguments: list[str]) -> int:
    with database() as url:
        return run_command([sys.executable, "manage.py", *arguments], demo_environment(url))


@contextmanager
def database() -> Iterator[str]:
    """The URL of the operator's own server, or of the embedded server, which runs until the block ends."""
    url = os.environ.get("DATABASE_URL")
    if url:
        check_server(url)
        say("Using the database that DATABASE_URL names.")
        yield url
    else:
        say(f"Starting the database, which is kept in {DATA}.")
        with EmbeddedPostgres(DATA / "postgres").running() as url:
            yield url


def demo_environment(url: str) -> dict[str, str]:
    """The settings of the demo. Existing environment variables take precedence."""
    defaults = {
        "SECRET_KEY": secret_key(DATA / "secret_key"),
        "STATIC_ROOT": str(DATA / "static"),
        "LOG_LEVEL": "WARNING",
        "GRACEFUL_TIMEOUT": "5",
        "PYTHONUNBUFFERED": "1",  # so that output appears at once, even through a pipe
    }
    return defaults | os.environ | {"TANDEM_DEMO": "1", "DATABASE_URL": url}


def secret_key(path: Path) -> str:
    """The site's secret key: made once, at random, and readable only by us."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or not path.read_text():
            path.touch(mode=0o600)
            path.write_text(secrets.token_urlsafe(50))
        return path.read_text()
    except OSError as error:
        raise from_os_error(error, path) from error


def run_gunicorn(environment: dict[str, str], port: int) -> int:
    """Serve until a signal arrives (0) or gunicorn ends by itself (its exit code, or 1)."""
    gunicorn = start(["-m", "gunicorn", "--config", "directory/gunicorn.py"], environment)
    # Sends mail and reminders in the background.
    worker = start(WORKER, environment)
    try:
        if wait_for_answer(gunicorn, port):
            say(f"Tandem is at http://{HOST}:{port}/ - stop it with Ctrl-C.")
            while gunicorn.poll() is None:
                if worker.poll() is not None:  # it ends if it can't go on; elsewhere systemd starts it again
                    say("The background worker stopped, and is started again.")
                    worker = start(WORKER, environment)
                with suppress(subprocess.TimeoutExpired):
                    gunicorn.wait(SECONDS_BETWEEN_LOOKS)
        say("The site stopped by itself; the lines above say why.")
        return gunicorn.poll() or 1
    except (KeyboardInterrupt, SystemExit):
        say("Stopping; the data is kept.")
        return 0
    finally:
        stop(worker, gunicorn)


def start(arguments: list[str], environment: dict[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, *arguments],
        env=environment,
        start_new_session=True,  # Ctrl-C reaches only us, and we stop things in order
        preexec_fn=end_with_parent,  # noqa: PLW1509 - we have no threads
    )


def wait_for_answer(gunicorn: subprocess.Popen[bytes], port: int) -> bool:
    """Whether the home page answers before gunicorn ends or time is up."""
    deadline = time.monotonic() + SECONDS_TO_ANSWER
    while gunicorn.poll() is None and time.monotonic() < deadline:
        try:
            connection = http.client.HTTPConnection(HOST, port, timeout=SECONDS_TO_ANSWER)
            connection.request("GET", "/")
            return connection.getresponse().status < 500
        except OSError:  # not listening yet
            time.sleep(0.05)
        finally:
            connection.close()
    return False


def stop(*processes: subprocess.Popen[bytes]) -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)  # a second Ctrl-C would leave processes behind
    for process in processes:
        process.terminate()
    deadline = time.monotonic() + SECONDS_TO_STOP
    for process in processes:
        try:
            process.wait(max(deadline - time.monotonic(), 0.1))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def say(sentence: str) -> None:
    print(sentence, flush=True)


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main(sys.argv[1:]))
