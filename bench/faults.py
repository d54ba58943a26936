"""What breaks when parts of a running site are killed: searches, mail, acknowledged changes.

    .venv/bin/python -m bench.faults database     the database is killed for 12 seconds
    .venv/bin/python -m bench.faults workers      site workers and the job worker, each 20 times, with kill -9

Starts a database of its own in `.data/faults` (which waits for the disk, as in production), the site under
gunicorn, the job worker, started again whenever it ends as systemd does, and a mail server that takes 20 ms
for each mail. Meanwhile two clients search without a pause, and ten times a second a mail is queued and a
location is renamed. What the database has acknowledged must be there in the end. Prints the numbers and ends
with 1 if a bar is missed. Needs the packages for tests.
"""

import argparse
import asyncio
import http.client
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

from aiosmtpd.controller import Controller

from bench.as_deployed import HOST, children, results_paths, wait_for_answer
from bench.search import environment_of, prepare
from tools.embedded_postgres.server import Server

LOCATIONS = 2_000
CLIENTS = 2
KILLS = 20
SECONDS_AWAY = 12
MAX_SECONDS_TO_WORK_AGAIN = 15
WRITES_A_SECOND = 10
# Until jobs of the last dead worker are taken up, and some more.
SECONDS_TO_DELIVER = 120
HOME = Path(".data/faults/postgres")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


class Sink:
    """A mail server: how often it took the mail for each address."""

    def __init__(self) -> None:
        self.taken: Counter[str] = Counter()

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.taken.update(envelope.rcpt_tos)
        await asyncio.sleep(0.02)
        return "250 OK"


@dataclass
class Load:
    """Searches and writes, each in threads, until `stop`. `failures` are moments and reasons."""

    port: int
    paths: list[str]
    location: int
    searches: int = 0
    failures: list[tuple[float, str]] = field(default_factory=list)
    mails: set[str] = field(default_factory=set)
    names: list[str] = field(default_factory=list)
    stopped: threading.Event = field(default_factory=threading.Event)

    def search(self, seed: int) -> None:
        dice = random.Random(seed)
        while not self.stopped.is_set():
            connection = http.client.HTTPConnection(HOST, self.port, timeout=30)
            try:
                connection.request("GET", dice.choice(self.paths))
                response = connection.getresponse()
                response.read()
                reason = "" if response.status == 200 else str(response.status)
            except (OSError, http.client.HTTPException) as error:
                reason = type(error).__name__
            finally:
                connection.close()
            self.searches += 1
            if reason:
                self.failures.append((time.monotonic(), reason))

    def write(self) -> None:
        # Django is set up by main.
        from django.db import Error, close_old_connections, transaction  # noqa: PLC0415

        from mail.sending import queue_mail  # noqa: PLC0415
        from providers.models import Location  # noqa: PLC0415

        for number in range(10**9):
            if self.stopped.wait(1 / WRITES_A_SECOND):
                return
            address, name = f"m{number}@example.org", f"Renamed {number}"
            kind = "account/email_confirmation" if number % 2 else "reviews/writing/confirm"
            try:
                with transaction.atomic():
                    place = {"activate_url": "x", "location": {"name": name}, "url": "u"}
                    queue_mail(kind, to=address, context=place)
                    Location.objects.filter(pk=self.location).update(name=name)
            except Error:  # not acknowledged
                close_old_connections()
                continue
            self.mails.add(address)
            self.names.append(name)


class JobWorker:
    """`run_worker`, started again when it ends."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment, self.starts = environment, 0
        self.stopped = threading.Event()
        self._start()
        self.thread = threading.Thread(target=self._watch)
        self.thread.start()

    def _start(self) -> None:
        self.starts += 1
        self.process = subprocess.Popen([sys.executable, "manage.py", "run_worker"], env=self.environment)

    def _watch(self) -> None:
        while not self.stopped.wait(0.2):
            if self.process.poll() is not None:
                self._start()

    def stop(self) -> None:
        self.stopped.set()
        self.thread.join()
        self.process.terminate()
        self.process.wait(60)


@dataclass
class Site:
    server: Server
    gunicorn: subprocess.Popen[bytes]
    worker: JobWorker
    sink: Sink
    load: Load

    def kill_database(self) -> None:
        postmaster = self.server._pid()
        assert postmaster is not None
        for pid in [postmaster, *children(postmaster)]:
            os.kill(pid, signal.SIGKILL)


@contextmanager
def running_site() -> Iterator[Site]:
    """All parts, with the load on them."""
    with ExitStack() as stack:
        port = free_port()
        stack.enter_context(mock.patch("tools.embedded_postgres.server._free_port", return_value=port))
        server = Server(HOME)
        server.start()
        stack.callback(server.stop)
        password = (HOME / "password").read_text()
        url = f"postgres://tandem:{password}@{HOST}:{port}/postgres"
        sink = Sink()
        mail_port, site_port = free_port(), free_port()
        controller = Controller(sink, hostname=HOST, port=mail_port)
        controller.start()
        stack.callback(controller.stop)
        environment = environment_of(url) | {
            "EMAIL_URL": f"smtp://{HOST}:{mail_port}",
            "HOST": HOST,
            "PORT": str(site_port),
            "RUN_DIR": str((HOME.parent / "run").absolute()),
        }
        prepare(LOCATIONS, environment)
        os.environ.update(environment)
        import django  # noqa: PLC0415 - its settings are known only now

        os.environ["DJANGO_SETTINGS_MODULE"] = "directory.settings"
        django.setup()
        location = forget_the_last_run()
        command = [sys.executable, "-m", "gunicorn", "--config", "directory/gunicorn.py"]
        gunicorn = subprocess.Popen(command, env=environment)
        stack.callback(gunicorn.wait)
        stack.callback(gunicorn.terminate)
        worker = JobWorker(environment)
        stack.callback(worker.stop)
        wait_for_answer(gunicorn, site_port)
        load = Load(site_port, results_paths(url, 500, random.Random(0)), location)
        threads = [threading.Thread(target=load.search, args=[seed]) for seed in range(CLIENTS)]
        threads.append(threading.Thread(target=load.write))
        for thread in threads:
            thread.start()
            stack.callback(thread.join)
        stack.callback(load.stopped.set)
        wait_until(lambda: sum(sink.taken.values()) > 20, 120)
        yield Site(server, gunicorn, worker, sink, load)


def forget_the_last_run() -> int:
    """The id of the location that is renamed."""
    from django.db import connection  # noqa: PLC0415

    from mail.models import Message  # noqa: PLC0415
    from providers.models import Location  # noqa: PLC0415

    Message.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")
    return Location.objects.order_by("pk").values_list("pk", flat=True)[0]


def wait_until(condition: Callable[[], bool], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def check_what_was_acknowledged(site: Site) -> list[bool]:
    """Wait for the last mails, and print what is missing. One value for each bar: whether it is held."""
    from django.db import connection  # noqa: PLC0415

    from mail.models import Message  # noqa: PLC0415
    from providers.models import Location  # noqa: PLC0415

    connection.close()  # it is from before the fault
    load, sink = site.load, site.sink
    load.stopped.set()
    time.sleep(1)
    wait_until(lambda: load.mails <= sink.taken.keys(), SECONDS_TO_DELIVER)
    lost = load.mails - sink.taken.keys()
    if lost:
        print(f"  lost: {sorted(lost)[:5]}")
    doubled = [address for address, times in sink.taken.items() if times > 1]
    open_rows = Message.objects.filter(sent_at=None).exclude(handed_over_at=None).count()
    name = Location.objects.get(pk=load.location).name
    print(f"mails acknowledged   {len(load.mails)}, lost {len(lost)}, doubled {len(doubled)}")
    print(f"  sent, but their answer was not noted: {open_rows} (those that are lost included)")
    print(f"renames acknowledged {len(load.names)}, last one there: {name >= load.names[-1] or name}")
    number = int(name.split()[-1])  # a later one may have been written without being acknowledged
    return [not lost, not doubled, number >= int(load.names[-1].split()[-1])]


def tell_searches(load: Load) -> None:
    reasons = dict(Counter(reason for _, reason in load.failures))
    print(f"searches             {load.searches}, failed {len(load.failures)} {reasons or ''}")


def kill_the_database(site: Site) -> list[bool]:
    load = site.load
    started = site.worker.starts
    time.sleep(3)
    site.kill_database()
    time.sleep(SECONDS_AWAY)
    site.server.start()
    back = time.monotonic()
    known = set(load.mails)
    wait_until(lambda: bool((load.mails - known) & site.sink.taken.keys()), 60)
    seconds = time.monotonic() - back
    time.sleep(5)
    tell_searches(load)
    print(f"new mail is sent     {seconds:.1f} s after the database is back")
    print(f"the job worker ended {site.worker.starts - started} times")
    return [not load.failures, seconds < MAX_SECONDS_TO_WORK_AGAIN, *check_what_was_acknowledged(site)]


def kill_workers(site: Site) -> list[bool]:
    load, dice = site.load, random.Random()
    kills = []
    for _ in range(KILLS):
        victim = dice.choice(children(site.gunicorn.pid))
        time.sleep(dice.uniform(0.5, 1.5))
        kills.append(time.monotonic())
        os.kill(victim, signal.SIGKILL)
        wait_until(lambda gone=victim: gone not in children(site.gunicorn.pid), 30)
    time.sleep(2)
    in_flight = [at for at, reason in load.failures if any(0 <= at - kill < 1 for kill in kills)]
    tell_searches(load)
    print(f"  of these at a kill: {len(in_flight)}")
    held = [len(in_flight) == len(load.failures), len(load.failures) <= KILLS * CLIENTS]
    for _ in range(KILLS):
        before = sum(site.sink.taken.values())
        wait_until(lambda before=before: sum(site.sink.taken.values()) > before, 60)
        time.sleep(dice.uniform(0, 1))
        victim = site.worker.process
        victim.kill()
        wait_until(lambda gone=victim: site.worker.process is not gone, 30)
    print(f"the job worker started {site.worker.starts} times")
    return [*held, *check_what_was_acknowledged(site)]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("what", choices=["database", "workers"])
    options = parser.parse_args()
    with running_site() as site:
        held = kill_the_database(site) if options.what == "database" else kill_workers(site)
    print("All bars are held." if all(held) else "A BAR IS MISSED.")
    return 0 if all(held) else 1


if __name__ == "__main__":
    os.chdir(Path(__file__).resolve().parent.parent)
    sys.exit(main())
