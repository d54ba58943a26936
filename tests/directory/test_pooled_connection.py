"""A connection of the pool is known to work without a question, and to be closed when it was."""

from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection
from psycopg_pool import ConnectionPool

from directory import pooled_connection
from directory.pooled_connection import PooledConnection

pytestmark = pytest.mark.django_db


@pytest.fixture
def pooled() -> Iterator[PooledConnection]:
    """A connection that has just been found working."""
    with PooledConnection.connect(**connection.get_connection_params(), autocommit=True) as opened:
        ConnectionPool.check_connection(opened)
        yield opened


def last_statement_at(pooled: PooledConnection) -> object:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute("SELECT query_start FROM pg_stat_activity WHERE pid = %s", [pooled.info.backend_pid])
        return cursor.fetchone()[0]


def end(pooled: PooledConnection) -> None:
    with connection.cursor() as cursor:  # and wait until it has happened, at most so many milliseconds
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pooled.info.backend_pid])


def test_an_open_connection_is_not_asked_again(pooled):
    before = last_statement_at(pooled)
    ConnectionPool.check_connection(pooled)
    assert last_statement_at(pooled) == before


def test_it_is_asked_when_its_last_answer_is_old(pooled, monkeypatch):
    monkeypatch.setattr(pooled_connection, "TRUSTED_SECONDS", 0.0)
    before = last_statement_at(pooled)
    ConnectionPool.check_connection(pooled)
    assert last_statement_at(pooled) != before


def test_a_connection_that_the_server_ended_is_noticed(pooled):
    end(pooled)
    with pytest.raises(psycopg.OperationalError):
        ConnectionPool.check_connection(pooled)


def test_other_statements_are_run(pooled):
    assert pooled.execute("SELECT %s + 1", [41]).fetchone()[0] == 42
