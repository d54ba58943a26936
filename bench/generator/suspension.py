"""Removes keys, indexes and triggers from empty tables for a large load, and restores them afterwards.

Checking keys and filling indexes row by row takes several times as long as building them afterwards.
Everything is read from the catalog and restored from it, in the caller's transaction: if the load fails,
nothing has changed. The tables' owner may do this; no superuser is needed. Until the transaction ends,
nobody else can read these tables, nor those that they refer to.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.backends.utils import CursorWrapper

# Keys that foreign keys refer to stay; the rows come in the order of their ids.
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
    """The statements that restore what was removed, in order."""

    restoring: list[str]

    def restore(self, cursor: CursorWrapper) -> Iterator[str]:
        """Run them one by one; each is yielded before it runs, for a progress bar."""
        for statement in self.restoring:
            yield statement
            cursor.execute(statement)


def suspend(cursor: CursorWrapper, tables: Sequence[str]) -> Suspended:
    """Remove foreign keys, unique and exclusion constraints and indexes, and disable triggers."""
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
            # In reverse order, because a foreign key needs the key that it refers to.
            *[
                f"ALTER TABLE {table} ADD CONSTRAINT {name} {text}"
                for table, name, _, text in reversed(constraints)
            ],
            *[text for _, text in indexes],
            *[f"ALTER TABLE {table} {_ENABLE[state]} TRIGGER {name}" for table, name, state in triggers],
        ]
    )


def truncatable(cursor: CursorWrapper, tables: Sequence[str]) -> list[str]:
    """Those of the tables that no foreign key refers to."""
    return [name for (name,) in _fetch(cursor, _UNREFERENCED, list(tables))]


def _fetch(cursor: CursorWrapper, query: str, tables: list[str]) -> list[tuple[Any, ...]]:
    cursor.execute(query, [tables])
    return cursor.fetchall()
