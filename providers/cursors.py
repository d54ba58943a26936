"""Database cursors whose statements the server may plan once: for what patients read most."""

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.utils import CursorDebugWrapper, CursorWrapper

MAX_ID = 2**63 - 1  # what PostgreSQL's bigint holds; an address may name any number


def preparing_cursor(*, binary: bool = False) -> CursorWrapper:
    """A cursor of Django's, with its errors and its count of queries, that lets the server keep the plan of
    what it runs (DATABASE_PREPARE_AFTER). `binary`: values come as psycopg reads them, not as Django does."""
    database = connections[DEFAULT_DB_ALIAS]
    database.close_if_health_check_failed()
    database.ensure_connection()
    cursor = psycopg.Cursor(database.connection)
    if binary:
        cursor.format = psycopg.pq.Format.BINARY
    wrapper = CursorDebugWrapper if database.queries_logged else CursorWrapper
    return wrapper(cursor, database)
