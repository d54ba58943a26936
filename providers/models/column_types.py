"""Column types that Django doesn't have."""

from typing import Any

from django.db import models


class TransactionIdField(models.Field):
    """PostgreSQL's `xid8`: the 64-bit number of a transaction, an `int` in Python.

    Nothing in Python writes it: a trigger does (providers/models/triggers.py), so that it is right no matter
    who changes the row.
    """

    description = "A PostgreSQL transaction id (xid8)"

    def db_type(self, connection: Any) -> str:
        return "xid8"

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> int | None:
        return None if value is None else int(value)

    def get_prep_value(self, value: Any) -> str | None:
        return None if value is None else str(value)


class CurrentTransactionId(models.Func):
    """`pg_current_xact_id()`: the number of the current transaction."""

    function = "pg_current_xact_id"
    output_field = TransactionIdField()
