"""Emptying the log of decisions between tests, which nobody may do outside of them."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db.backends.postgresql.operations import DatabaseOperations

SWITCH = "ALTER TABLE reviews_decision {} TRIGGER append_only"


@pytest.fixture(autouse=True, scope="session")
def test_databases_can_be_emptied() -> Iterator[None]:
    """Tests with real transactions end with a TRUNCATE of every table: for that, its trigger steps aside."""
    flush = DatabaseOperations.execute_sql_flush

    def flush_all(operations: DatabaseOperations, statements: list[str]) -> Any:
        disable, enable = SWITCH.format("DISABLE"), SWITCH.format("ENABLE ALWAYS")
        return flush(operations, [disable, *statements, enable])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "execute_sql_flush", flush_all)
        yield
