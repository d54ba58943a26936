"""Columns that PostgreSQL packs into a few long values, and rows found by their ids."""

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
# Rows in one packed value: enough to make the overhead vanish, few enough for a value of a few megabytes.
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


@dataclass(frozen=True)
class Which:
    """Which locations are read: all, or those with certain ids."""

    ids: Sequence[int] | None = None

    def having(self, column: str) -> str:
        """The condition, in SQL, on a column with ids of locations."""
        if self.ids is None:
            return "true"
        return f"{column} IN ({','.join(str(int(id)) for id in self.ids) or 'NULL'})"

    def linked(self, column: str, link: str, location_column: str) -> str:
        """The condition on the id of something that the `column` of the table `link` names for locations."""
        if self.ids is None:
            return "true"
        return f"id IN (SELECT {column} FROM {link} WHERE {self.having(location_column)})"


def read_columns(
    cursor: psycopg.Cursor,
    columns: Mapping[str, Numbers | Names],
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
    parts = list(zip(*cursor.fetchall(), strict=True)) or [()] * len(columns)
    return {
        name: column.unpacked(values) for (name, column), values in zip(columns.items(), parts, strict=True)
    }


class RowNumbers:
    """Finds the row of something by its id."""

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
        """The row of each id, -1 for one that has none."""
        if self.table is not None:
            return self.table[np.minimum(ids, len(self.table) - 1)]
        at = np.minimum(np.searchsorted(self.sorted_ids, ids), self.size - 1)
        return np.where(self.sorted_ids[at] == ids, self.order[at], -1)

    def of_packed(self, packed: bytes) -> NDArray[np.integer]:
        """The rows of packed ids; ids without a row are left out."""
        rows = self.of(np.frombuffer(packed, dtype=IDS).astype(np.int64))
        return rows[rows >= 0]
