"""A real worker, on its own connection, runs the jobs that were committed, and outlives what happens to it.

Those that are killed or stopped are processes of their own.
"""

import asyncio
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import psycopg
import pytest
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker

from mail.jobs import MAIL, SECURITY_MAIL
from mail.models import Message
from mail.sending import queue_mail
from mail.watchdog import EXIT_CODE
from mail.worker import JobWorker, lanes
from tests.jobs import run_worker
from tests.mail.smtp import Mailbox, smtp_server, use_smtp
from tests.mail.worker_process import running_worker
from tests.ports import HOST
from tests.template_database import server_url
from tests.tools.launcher import REPOSITORY, wait_until

pytestmark = pytest.mark.django_db(transaction=True)


def queue(to="ana@example.com", name="account/email_confirmation"):
    context = {"activate_url": "x", "location": {"name": "Lakeview"}, "url": "u"}
    return queue_mail(name, to=to, context=context)


def allow_connections(allowed: bool):
    """To the database of the tests. If not: those that there are end, except the one of this test."""
    name = connection.settings_dict["NAME"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (ours,) = cursor.fetchone()
    with psycopg.connect(server_url(), autocommit=True) as server:
        server.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS {allowed}')
        if not allowed:
            server.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND pid <> %s",
                [name, ours],
            )


@contextmanager
def database_away():
    allow_connections(False)
    try:
        yield
    finally:
        allow_connections(True)
        connection.close_pool()  # whose connections were ended, and which would wait before it tries again


def test_a_worker_delivers_the_mails_that_wait(mailoutbox):
    for number in range(3):
        queue(f"p{number}@example.com")
    run_worker()
    assert sorted(mail.to[0] for mail in mailoutbox) == ["p0@example.com", "p1@example.com", "p2@example.com"]
    assert not Message.objects.filter(sent_at=None).exists()


def test_every_queue_of_a_task_has_a_lane():
    served = [name for lane in lanes() for name in lane.queues]
    assert sorted(served) == sorted({*(task.queue for task in app.tasks.values()), SECURITY_MAIL, MAIL})


def test_a_worker_goes_on_after_an_outage_of_the_database(settings):
    mailbox = Mailbox()
    with smtp_server(mailbox, use_smtp(settings)), running_worker(settings) as process:
        queue("before@example.com")
        wait_until(lambda: mailbox.recipients == ["before@example.com"])
        with database_away():
            wait_until(lambda: "worker.database_away" in process.log())
            assert process.poll() is None
        queue("after@example.com")
        wait_until(lambda: "after@example.com" in mailbox.recipients)
        assert "worker.database_back" in process.log()
        assert process.end(signal.SIGTERM) == 0


def test_a_worker_starts_without_a_database_and_waits_for_it(settings):
    mailbox = Mailbox()
    queue()
    with smtp_server(mailbox, use_smtp(settings)), database_away(), running_worker(settings) as process:
        wait_until(lambda: "worker.database_away" in process.log())
        allow_connections(True)
        wait_until(lambda: len(mailbox.taken) == 1)


def test_a_worker_can_be_stopped_while_the_database_is_away(settings):
    use_smtp(settings)
    with running_worker(settings) as process:
        wait_until(lambda: ProcrastinateWorker.objects.count() == len(lanes()))
        with database_away():
            wait_until(lambda: "worker.database_away" in process.log())
            assert process.end(signal.SIGTERM) == 0


def test_a_worker_whose_lane_is_gone_ends_with_an_error(settings):
    """It would otherwise go on without doing anything. systemd starts it again."""
    use_smtp(settings)
    with running_worker(settings) as process:
        wait_until(lambda: ProcrastinateWorker.objects.count() == len(lanes()))
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM procrastinate_workers")
        queue()  # to be fetched for a worker that is not registered
        assert process.wait() == 1
        assert "worker.failed" in process.log()


def test_a_mail_of_a_worker_that_was_killed_before_the_last_line_is_sent_by_the_next(settings):
    port = use_smtp(settings)
    message = queue()
    with socket.create_server((HOST, port)) as silent, running_worker(settings) as process:
        client, _ = silent.accept()  # and says nothing
        with client:
            process.end(signal.SIGKILL)
    (job,) = ProcrastinateJob.objects.filter(status="doing", task_name="mail.deliver")
    assert job.args == {"message_id": message.pk}
    with connection.cursor() as cursor:  # time passes
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '31 seconds'")
    mailbox = Mailbox()
    with smtp_server(mailbox, port), running_worker(settings) as process:
        wait_until(lambda: len(mailbox.taken) == 1)
        assert "worker.stalled_job" in process.log()
        wait_until(lambda: not Message.objects.exists())


def test_a_silent_mail_server_holds_up_neither_sign_in_nor_other_jobs(settings):
    """The server is silent to ordinary mail, of which there is more than its lane takes at once."""
    port = use_smtp(settings)
    mailbox = Mailbox()
    for number in range(5):
        queue(f"p{number}@example.com", "reviews/writing/confirm")
    mail_lane = next(lane for lane in lanes() if lane.name == "mail")
    with socket.create_server((HOST, port)) as silent, running_worker(settings, EMAIL_TIMEOUT="600"):
        held = [silent.accept()[0] for _ in range(mail_lane.concurrency)]
        silent.close()
        with smtp_server(mailbox, port):
            queue("ana@example.com")
            app.tasks["mail.sweep"].defer(timestamp=0)
            wait_until(lambda: mailbox.recipients == ["ana@example.com"])
            wait_until(lambda: ProcrastinateJob.objects.filter(task_name="mail.sweep", status="succeeded"))
            assert Message.objects.waiting().count() == 5
        for client in held:
            client.close()


def test_a_stalled_job_that_is_queued_already_is_not_queued_twice():
    app.tasks["mail.sweep"].defer(timestamp=0)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing'")
    app.tasks["mail.sweep"].defer(timestamp=1)
    take_up_stalled_jobs()
    assert sorted(ProcrastinateJob.objects.values_list("status", flat=True)) == ["aborted", "todo"]


def test_a_job_that_ends_its_worker_each_time_is_given_up():
    queue()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', attempts = %s", [10_000])
    take_up_stalled_jobs()
    assert ProcrastinateJob.objects.get().status == "failed"


def take_up_stalled_jobs():
    async def work():
        worker = JobWorker(graceful_seconds=1)
        async with worker._connector.new_pool() as pool:
            await worker._connector.open_async(pool)
            await worker._take_up_stalled()

    # In a thread of its own: a browser's test before this one leaves a running event loop in its thread.
    with ThreadPoolExecutor(1) as threads:
        threads.submit(asyncio.run, work()).result()


def test_a_process_whose_event_loop_stands_still_is_ended():
    code = "import time; from mail.watchdog import Watchdog\nwith Watchdog(0.2): time.sleep(600)"
    done = subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, check=False, capture_output=True)
    assert done.returncode == EXIT_CODE
