"""The demo, served as deployed for one benchmark: with a database of its own, which is dropped afterward.

Sessions of its people are made in the database. `X-Forwarded-For` is trusted, as behind a proxy, so that one
program can send the requests of many visitors.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.as_deployed import HOST, SECONDS_TO_STOP, children, database, free_port, wait_for_answer

ROOT = Path(__file__).resolve().parent.parent
FACTS = """
import json
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.urls import URLPattern, get_resolver
from accounts.models import User
from listings.models import Membership
from providers.models import Location
from reviews.models import Review

ROLES = ("owner", "moderator", "admin", "manager")

def session_of(email):
    user = User.objects.get(email=email)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return session.session_key

def routes(patterns, before=""):
    for pattern in patterns:
        here = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield here
        else:
            yield from routes(pattern.url_patterns, here)

practice = Membership.objects.get(user__email="owner@example.com").practice
location = Location.objects.published().filter(practice=practice).first()
other = Location.objects.published().exclude(practice=practice).first()
review = Review.objects.published().first()
print("FACTS" + json.dumps({
    "sessions": {role: session_of(f"{role}@example.com") for role in ROLES},
    "routes": list(routes(get_resolver().url_patterns)),
    "practice_id": practice.pk,
    "location_id": location.pk,
    "location_path": location.get_absolute_url(),
    "other_location_id": other.pk,
    "review_id": review.pk,
}))
"""


@dataclass(frozen=True)
class DemoSite:
    """`sessions`: by role; `routes`: patterns of addresses, such as "staff/practices/<int:practice_id>/"."""

    process: subprocess.Popen[bytes]
    port: int
    database_url: str
    sessions: dict[str, str]
    routes: list[str]
    practice_id: int
    location_id: int
    location_path: str
    other_location_id: int
    review_id: int

    def processes(self) -> list[int]:
        """gunicorn, its workers, and the limited processes that have a file open."""
        found = [self.process.pid]
        for process in found:
            found += children(process)
        return found

    def memory(self) -> int:
        """Bytes of all processes; what several share counts once (proportional set size)."""
        return sum(proportional_memory(process) for process in self.processes())


def proportional_memory(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:  # it has just ended
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


@contextmanager
def served_demo(name: str, **changes: str) -> Iterator[DemoSite]:
    """The demo, until the end of the block. `changes`: more environment variables."""
    port = free_port()
    with database(name) as url:
        environment = os.environ | {
            "DATABASE_URL": url,
            "SECRET_KEY": "a-secret-for-benchmarks-which-protects-nothing-at-all",
            "STATIC_ROOT": str(ROOT / ".data/bench/static"),
            "MEDIA_ROOT": str(ROOT / ".data/bench/media"),
            "TANDEM_DEMO": "1",
            "BEHIND_PROXY": "1",
            "API_RATE": "100000/min",
            "LOG_LEVEL": "ERROR",
            "HOST": HOST,
            "PORT": str(port),
            **changes,
        }
        print("Preparing the demo", flush=True)
        run(["manage.py", "prepare_demo"], environment)
        said = run(["manage.py", "shell", "-v", "0", "-c", FACTS], environment)
        facts = json.loads(said.partition("FACTS")[2])
        log = ROOT / f".data/bench/{name}.log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", "--config", "directory/gunicorn.py"],
                cwd=ROOT,
                env=environment,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        print(f"Serving the demo; its log is {log}", flush=True)
        try:
            wait_for_answer(process, port)
            yield DemoSite(process, port, url, **facts)
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(SECONDS_TO_STOP)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def run(command: list[str], environment: dict[str, str]) -> str:
    """A Python program of this checkout; what it printed. Raises SystemExit with what it said if it fails."""
    done = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment, check=False, capture_output=True, text=True
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    return done.stdout
