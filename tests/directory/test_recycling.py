"""Web workers are replaced after some time or if they grow too large, and no request is lost by that."""

import http.client
import logging
import os
from pathlib import Path

import pytest

from directory import gunicorn, recycling
from directory.recycling import MemoryCeiling, own_memory
from tests.journeys.served import AWAY, environment, serving
from tests.ports import HOST

HAS_SMAPS = Path("/proc/self/smaps_rollup").exists()
REQUESTS = 60


def test_memory_of_a_process_that_is_not_there_is_unknown():
    assert own_memory(2**22 + 1) == 0


@pytest.mark.skipif(not HAS_SMAPS, reason="Only Linux tells the memory of a process.")
def test_memory_of_ones_own_grows_with_what_is_written():
    before = own_memory()
    block = bytearray(os.urandom(2**20)) * 50
    assert own_memory() - before > 40 * 2**20
    del block


@pytest.mark.skipif(not HAS_SMAPS, reason="Only Linux tells the memory of a process.")
def test_the_ceiling_is_looked_at_after_a_minute_and_then_every_few_seconds(monkeypatch):
    now = [1000.0]
    monkeypatch.setattr(recycling.time, "monotonic", lambda: now[0])
    ceiling = MemoryCeiling(max_bytes=1)
    assert not ceiling.is_exceeded()  # it has just started
    now[0] += recycling.MIN_SECONDS
    assert ceiling.is_exceeded()
    assert not ceiling.is_exceeded()  # it was looked at a moment ago
    now[0] += recycling.SECONDS_BETWEEN_CHECKS
    assert ceiling.is_exceeded()
    assert not MemoryCeiling(max_bytes=0).is_exceeded()


class Worker:
    """What gunicorn's hooks are given of a worker."""

    def __init__(self):
        self.alive, self.log = True, logging.getLogger()


@pytest.mark.skipif(not HAS_SMAPS, reason="Only Linux tells the memory of a process.")
def test_a_worker_above_the_ceiling_is_ended_as_one_that_has_answered_enough_requests(monkeypatch):
    """gunicorn lets such a worker finish its requests: see the next test."""
    worker = Worker()
    gunicorn.post_worker_init(worker)
    gunicorn.post_request(worker, None)
    assert worker.alive
    monkeypatch.setattr(recycling, "MIN_SECONDS", 0)
    worker.memory_ceiling = MemoryCeiling(max_bytes=1)
    gunicorn.post_request(worker, None)
    assert not worker.alive


def test_workers_are_replaced_and_every_request_is_answered(tmp_path):
    # Its database is away, which `/healthz/live` doesn't need.
    changes = {"WEB_CONCURRENCY": "2", "WEB_MAX_REQUESTS": "5", "LOG_LEVEL": "INFO"}
    log = tmp_path / "log"
    with serving(environment(AWAY, tmp_path) | changes, log) as url:
        port = int(url.rpartition(":")[2])
        for _ in range(REQUESTS):
            connection = http.client.HTTPConnection(HOST, port, timeout=60)
            connection.request("GET", "/healthz/live")
            assert connection.getresponse().status == 200
            connection.close()
    assert log.read_text().count("Booting worker") > 4
    assert "Traceback" not in log.read_text()
