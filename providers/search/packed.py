"""Columns that PostgreSQL packs into a few long values, and looking up rows by their ids."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import iadd
from typing import Any

import numpy as np
import psycopg
from numpy.typing import DTypeLike, NDArray

# Ids in network byte order, as int8send() makes them.
IDS = ">i8"
# Rows in one packed value: enough to make the overhead negligible, few enough for a value of a few megabytes.
PACKED_TOGETHER = 10_000


@dataclass(frozen=True)
class Numbers:
    """A column of numbers: the SQL that packs one of them, numpy's type for that, and the type to keep."""

    sql: str
    packed: str
    kept: DTypeLike

    @property
    def gathered(self) -> str:
        return f"string_agg({self.sql}, ''::bytea)"

    def unpacked(self, values: Sequence[bytes]) -> NDArray[Any]:
        return np.frombuffer(b"".join(values), dtype=self.packed).astype(self.kept)


@dataclass(frozen=True)
class Names:
    """A column of text that is never null; a line break in it counts as a space."""

    sql: str

    @property
    def gathered(self) -> str:
        return f"string_agg(translate({self.sql}, E'\\n', ' '), E'\\n')"

    def unpacked(self, values: Sequence[str]) -> list[str]:
        return reduce(iadd, (value.split("\n") for value in values), [])


Columns = Mapping[str, Numbers | Names]


@dataclass(frozen=True)
class IdFilter:
    """Narrows what is read to certain locations; without `ids`, to none in particular: all are read."""

    ids: Sequence[int] | None = None

    def condition(self, column: str) -> str:
        """The condition, in SQL, on a column with ids of locations."""
        if self.ids is None:
            return "true"
        return f"{column} IN ({','.join(str(int(id)) for id in self.ids) or 'NULL'})"

    def linked_condition(self, column: str, link: str, location_column: str) -> str:
        """The condition on the id of something that the `column` of the table `link` names for locations."""
        if self.ids is None:
            return "true"
        return f"id IN (SELECT {column} FROM {link} WHERE {self.condition(location_column)})"


def read_columns(
    cursor: psycopg.Cursor,
    columns: Columns,
    table: str,
    condition: str,
    *,
    by: str = "id",
) -> dict[str, Any]:
    """The columns, by name, of those rows of a table that meet a condition, in no particular order.

    `by` is a column of ids; rows with ids near one another travel together.
    """
    gathered = ", ".join(column.gathered for column in columns.values())
    cursor.execute(f"SELECT {gathered} FROM {table} WHERE {condition} GROUP BY {by} / {PACKED_TOGETHER}")
    packed = list(zip(*cursor.fetchall(), strict=True)) or [()] * len(columns)
    return {
        name: column.unpacked(values) for (name, column), values in zip(columns.items(), packed, strict=True)
    }


class RowNumbers:
    """Looks up row numbers by id."""

    def __init__(self, ids: NDArray[np.int64]) -> None:
        self.size = len(ids)
        size = int(ids.max()) + 1 if len(ids) else 0
        self.table: NDArray[np.int32] | None = None
        if size <= 8 * len(ids) + 1024:  # ids are dense: a table is ten times faster than a search
            self.table = np.full(size + 1, -1, dtype=np.int32)  # the last one is for all ids beyond
            self.table[ids] = np.arange(len(ids), dtype=np.int32)
        else:
            self.order = np.argsort(ids)
            self.sorted_ids = ids[self.order]

    def of(self, ids: NDArray[np.int64]) -> NDArray[np.integer]:
        """The row of each id, -1 for an id without a row."""
        if self.table is not None:
            return self.table[np.minimum(ids, len(self.table) - 1)]
        at = np.minimum(np.searchsorted(self.sorted_ids, ids), self.size - 1)
        return np.where(self.sorted_ids[at] == ids, self.order[at], -1)

    def of_packed(self, packed: bytes) -> NDArray[np.integer]:
        """The rows of packed ids; ids without a row are left out."""
        rows = self.of(np.frombuffer(packed, dtype=IDS).astype(np.int64))
        return rows[rows >= 0]
