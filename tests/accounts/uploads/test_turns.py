"""One file at a time on the machine, whichever process of the site has it."""

import subprocess
import sys
from threading import Event, Thread

import pytest

from accounts.uploads import turns
from accounts.uploads.limited_process import LimitedProcessError, run
from accounts.uploads.turns import ReaderBusyError, one_at_a_time

HOLDS_THE_LOCK = """
import fcntl, os, sys, time
fcntl.flock(os.open(sys.argv[1], os.O_RDONLY), fcntl.LOCK_EX)
print("locked", flush=True)
time.sleep(3600)
"""


@pytest.fixture
def other_process():
    """Another worker of the site, which has a file open."""
    command = [sys.executable, "-c", HOLDS_THE_LOCK, str(turns.LOCK)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        process.stdout.readline()
        yield process
        process.kill()


def test_while_another_process_has_a_file_open_one_is_told_to_come_back(other_process, monkeypatch):
    monkeypatch.setattr(turns, "SECONDS_TO_WAIT", 0.1)
    with pytest.raises(ReaderBusyError):
        run("tests.accounts.uploads.programs.echo", b"")


def test_a_process_that_was_killed_holds_nobody_up(other_process):
    other_process.kill()
    other_process.wait()
    assert run("tests.accounts.uploads.programs.echo", b"x").files[0] == b"x"


def test_waiting_ends_when_the_other_file_is_done(other_process, monkeypatch):
    monkeypatch.setattr(turns, "SECONDS_TO_WAIT", 60)
    answers = []
    waiting = Thread(target=lambda: answers.append(run("tests.accounts.uploads.programs.echo", b"x")))
    waiting.start()
    other_process.kill()
    waiting.join()
    assert answers[0].files[0] == b"x"


def test_an_orphaned_process_still_counts(monkeypatch):
    """A worker is killed while its limited process runs: that one holds the lock until it ends."""
    monkeypatch.setattr(turns, "SECONDS_TO_WAIT", 0)
    with one_at_a_time() as descriptor:
        orphan = subprocess.Popen(
            [sys.executable, "-c", "import sys; sys.stdin.read()"],
            stdin=subprocess.PIPE,
            pass_fds=[descriptor],
        )
    with pytest.raises(ReaderBusyError), one_at_a_time():
        pass
    orphan.communicate()
    with one_at_a_time():
        pass


def test_only_half_of_a_worker_s_threads_may_wait_for_files(monkeypatch):
    monkeypatch.setattr(turns, "SECONDS_TO_WAIT", 60)
    is_over, have_begun = Event(), []

    def hold():
        with one_at_a_time():
            have_begun.append(True)
            is_over.wait()

    threads = [Thread(target=hold) for _ in range(turns.MAX_THREADS)]
    for thread in threads:
        thread.start()
    try:
        while turns._threads._value:
            pass
        with pytest.raises(ReaderBusyError), one_at_a_time():  # at once, without waiting
            pass
        assert len(have_begun) <= 1
    finally:
        is_over.set()
        for thread in threads:
            thread.join()


def test_a_file_that_fails_gives_its_turn_back(monkeypatch):
    monkeypatch.setattr(turns, "SECONDS_TO_WAIT", 0)
    for _ in range(turns.MAX_THREADS + 1):
        with pytest.raises(LimitedProcessError):
            run("tests.accounts.uploads.programs.misbehaving", b"", way="fails")
