"""Loading many rows into empty tables: without keys, indexes and triggers, which come back as they were.

Checking keys and filling indexes a row at a time costs several times what building them afterwards does.
Everything is read from the catalog and restored from it, in the caller's transaction: if the load fails,
nothing ever changed. The owner of the tables may do this; it takes no superuser. Until the transaction ends
nobody else can read these tables, nor those that they refer to.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.backends.utils import CursorWrapper

# Primary keys and what else foreign keys rest on stay; the rows come in the order of their ids.
_CONSTRAINTS = """
    SELECT conrelid::regclass::text, quote_ident(conname), contype, pg_get_constraintdef(oid)
    FROM pg_constraint AS taken
    WHERE conrelid = ANY(%s::regclass[]) AND contype IN ('f', 'p', 'u', 'x')
    AND NOT EXISTS (
        SELECT FROM pg_constraint AS other
        WHERE other.contype = 'f' AND other.conindid = taken.conindid AND taken.contype <> 'f'
    )
    ORDER BY array_position(ARRAY['f', 'x', 'u', 'p'], contype::text), conrelid, conname
"""
_INDEXES = """
    SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid)
    FROM pg_index
    WHERE indrelid = ANY(%s::regclass[])
    AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
    ORDER BY indrelid, indexrelid::regclass::text
"""
_TRIGGERS = """
    SELECT tgrelid::regclass::text, quote_ident(tgname), tgenabled
    FROM pg_trigger
    WHERE tgrelid = ANY(%s::regclass[]) AND NOT tgisinternal AND tgenabled <> 'D'
"""
_UNREFERENCED = """
    SELECT given::text FROM unnest(%s::regclass[]) AS given
    WHERE NOT EXISTS (SELECT FROM pg_constraint WHERE contype = 'f' AND confrelid = given)
"""
_ENABLE = {"O": "ENABLE", "R": "ENABLE REPLICA", "A": "ENABLE ALWAYS"}


@dataclass(frozen=True)
class Suspended:
    """What was taken away, and the statements that bring it back, in their order."""

    restoring: list[str]

    def restore(self, cursor: CursorWrapper) -> Iterator[str]:
        """Run them one by one; each is given out before it runs, for a progress bar."""
        for statement in self.restoring:
            yield statement
            cursor.execute(statement)


def suspend(cursor: CursorWrapper, tables: Sequence[str]) -> Suspended:
    """Take foreign keys, unique and exclusion constraints, indexes and triggers off these tables."""
    names = list(tables)
    constraints, indexes, triggers = (
        _fetch(cursor, query, names) for query in (_CONSTRAINTS, _INDEXES, _TRIGGERS)
    )
    for table, name, _, _ in constraints:
        cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    for name, _ in indexes:
        cursor.execute(f"DROP INDEX {name}")
    for table, name, _ in triggers:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {name}")
    return Suspended(
        [
            # Last out, first in: a foreign key needs the key that it refers to.
            *[
                f"ALTER TABLE {table} ADD CONSTRAINT {name} {text}"
                for table, name, _, text in reversed(constraints)
            ],
            *[text for _, text in indexes],
            *[f"ALTER TABLE {table} {_ENABLE[state]} TRIGGER {name}" for table, name, state in triggers],
        ]
    )


def truncatable(cursor: CursorWrapper, tables: Sequence[str]) -> list[str]:
    """Those of the tables that no foreign key refers to any more."""
    return [name for (name,) in _fetch(cursor, _UNREFERENCED, list(tables))]


def _fetch(cursor: CursorWrapper, query: str, tables: list[str]) -> list[tuple[Any, ...]]:
    cursor.execute(query, [tables])
    return cursor.fetchall()
