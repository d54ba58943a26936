"""A directory of the million-row generator is like one of the small generator, but for its size."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from bench import search_measurements
from bench.generator.loading import load_many
from providers.demo.loading import Loaded
from tests.demo_fixture import filled_directory
from tests.providers.demo.test_directory import *  # noqa: F403 - both generators must do the same


@pytest.fixture(scope="module")
def demo_directory(django_db_setup: None, django_db_blocker: Any) -> Iterator[Loaded]:
    with filled_directory(django_db_blocker, load_many) as loaded:
        yield loaded


@pytest.fixture
def open_connection() -> Iterator[None]:
    """Requests leave the test's connection open, as those of Django's test client do."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("open_connection")
def test_the_benchmark_of_the_search_runs_on_it(monkeypatch, capsys):
    """Nothing else imports the benchmark, so a change of what it measures would break it unnoticed."""
    monkeypatch.setattr(search_measurements, "PAGES", 3)
    monkeypatch.setattr(search_measurements, "ROUNDS", 1)
    monkeypatch.setattr(search_measurements, "STATEMENTS", 2)
    monkeypatch.setattr(search_measurements, "settle", lambda: None)  # would last beyond this test
    search_measurements.main(2_000, 5)
    printed = capsys.readouterr().out
    for measured in ("build from the database", "index, 25 miles", "page, cards made", "PostgreSQL"):
        assert measured in printed
