"""Emptying the database after a test with real transactions: two things that Django's own TRUNCATE leaves or
can't do."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db.backends.postgresql.operations import DatabaseOperations

from reviews.models import Decision
from reviews.models.append_only import AppendOnly

# The log of decisions refuses to be emptied, and nobody may do so outside of tests.
SWITCH = f"ALTER TABLE reviews_decision {{}} TRIGGER {AppendOnly().get_pgid(Decision)}"
# Django doesn’t manage the queue’s tables, so it would leave jobs and workers to the next test.
FORGET_JOBS = "TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE"


@pytest.fixture(autouse=True, scope="session")
def test_databases_can_be_emptied() -> Iterator[None]:
    flush = DatabaseOperations.execute_sql_flush

    def flush_all(operations: DatabaseOperations, statements: list[str]) -> Any:
        disable, enable = SWITCH.format("DISABLE"), SWITCH.format("ENABLE ALWAYS")
        return flush(operations, [disable, *statements, enable, FORGET_JOBS])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "execute_sql_flush", flush_all)
        yield
