"""Statements that are compiled and planned once: for the pages that patients read most.

Django takes longer to compile a query than PostgreSQL to run it, and PostgreSQL often longer to plan it.

    _SUMMARY = Compiled(lambda: RatingSummary.objects.filter(pk=PLACEHOLDER))
    rows = _SUMMARY.rows(location_id)
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

import psycopg
import psycopg.sql
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.utils import CursorWrapper
from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)

PLACEHOLDER = -1  # stands for the id in a compiled statement: no row has it


def preparing_cursor(*, binary: bool = False) -> CursorWrapper:
    """A cursor of Django's, with its errors and its count of queries, that lets the server keep the plan of
    what it runs (DATABASE_PREPARE_AFTER). `binary`: values come as psycopg reads them, not as Django does."""
    database = connections[DEFAULT_DB_ALIAS]  # what `connection` looks up anew for each of these
    database.close_if_health_check_failed()
    database.ensure_connection()
    cursor = psycopg.Cursor(database.connection)
    if binary:
        cursor.format = psycopg.pq.Format.BINARY
    return database.make_debug_cursor(cursor) if database.queries_logged else database.make_cursor(cursor)


@dataclass(frozen=True)
class Statement:
    """SQL whose only parameter is the id, as often as it comes. psycopg looks at each parameter each time."""

    sql: str
    ids: int

    @classmethod
    def of(cls, sql: str, parameters: Sequence[Any]) -> "Statement":
        """From a compiled query: every value but `PLACEHOLDER` becomes part of the text."""
        before, *after = sql.split("%s")
        filled = [
            ("%s" if value == PLACEHOLDER else _literal(value)) + text
            for value, text in zip(parameters, after, strict=True)
        ]
        return cls(before + "".join(filled), sum(value == PLACEHOLDER for value in parameters))

    def rows(self, row_id: int) -> list[tuple[Any, ...]]:
        with preparing_cursor() as cursor:
            cursor.execute(self.sql, [row_id] * self.ids)
            return cursor.fetchall()


def _literal(value: Any) -> str:
    connection.ensure_connection()
    return psycopg.sql.Literal(value).as_string(connection.connection).replace("%", "%%")


@dataclass(frozen=True)
class _Query:
    """What Django's compiler knows of a query: the columns of the model and the annotations by position."""

    statement: Statement
    model: type[Model]
    columns: tuple[int, ...]
    names: tuple[str, ...]
    annotations: tuple[tuple[str, int], ...]
    converted: Callable[[Iterable[Any]], Iterable[Sequence[Any]]]


class Compiled(Generic[Row]):
    """A queryset of one model, perhaps with annotations, in which `PLACEHOLDER` stands for an id."""

    def __init__(self, queryset: Callable[[], QuerySet[Row]]) -> None:
        self._queryset = queryset

    @cached_property
    def _query(self) -> _Query:
        compiler = self._queryset().query.get_compiler(connection=connection)
        statement = Statement.of(*compiler.as_sql())
        columns = tuple(compiler.klass_info["select_fields"])
        converters = compiler.get_converters([expression for expression, *_ in compiler.select])
        return _Query(
            statement=statement,
            model=compiler.klass_info["model"],
            columns=columns,
            names=tuple(compiler.select[at][0].target.attname for at in columns),
            annotations=tuple(compiler.annotation_col_map.items()),
            converted=lambda rows: compiler.apply_converters(rows, converters),
        )

    def rows(self, row_id: int) -> list[Row]:
        """The rows, as the queryset would give them (django.db.models.query.ModelIterable)."""
        query = self._query
        return [_row(query, values) for values in query.converted(query.statement.rows(row_id))]


def _row(query: _Query, values: Sequence[Any]) -> Any:
    row = query.model.from_db(connection.alias, query.names, [values[at] for at in query.columns])
    for name, at in query.annotations:
        setattr(row, name, values[at])
    return row
