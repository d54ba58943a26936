"""Reading published locations from PostgreSQL into columns, a million in seconds.

Row by row, a million locations with twenty terms each would take minutes. So the scalar columns come as
one binary COPY of fixed-width rows, which numpy reads without a loop; terms come as three long values for
every ten thousand locations; and for what is rarer the server gathers the ids of the locations per payer,
program or name into one value of 8 bytes an id.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import psycopg
from django.db import connection, transaction
from numpy.typing import NDArray

from providers.models import Term
from providers.search.changes import Look
from providers.search.rows import Rows
from providers.text import words
from providers.vocabulary.catalog import Catalog

# The columns of SCALARS and, as numpy's big-endian types, how COPY sends them.
SCALARS = """
SELECT id, latitude, longitude, changed_in, coalesce(confirmed_on - date '1970-01-01', -1),
       coalesce(rating_average * 100, 0)::int4, rating_count::int4,
       (ascii(state) << 8 | ascii(substr(state, 2)))::int4, coalesce(accepting_new_patients, false)
FROM providers_location WHERE status = 'published'
"""
SCALAR_TYPES = {
    "ids": ">i8",
    "latitudes": ">f8",
    "longitudes": ">f8",
    "changed_in": ">i8",
    "confirmed_on": ">i4",
    "rating_hundredths": ">i4",
    "rating_count": ">i4",
    "state": ">i4",
    "accepting": ">u1",
}
COPY_HEADER_BYTES = 19
COPY_TRAILER_BYTES = 2

# Locations, how many terms each has, and all those terms: parallel, in the order of the primary key, which
# PostgreSQL walks without sorting. {only} narrows the locations, here and below.
TERMS = """
SELECT string_agg(int8send(location_id), ''::bytea), string_agg(int4send(number), ''::bytea),
       string_agg(terms, ''::bytea)
FROM (
    SELECT location_id, count(*)::int4 AS number, string_agg(int8send(term_id), ''::bytea) AS terms
    FROM providers_locationterm WHERE {only} GROUP BY location_id
) AS located GROUP BY location_id / 10000
"""
# In these the last column is the ids of the locations, 8 bytes each.
# A payer is a choice in the search where TMS itself is in its network.
PAYERS = """
SELECT payer_id, string_agg(int8send(location_id), ''::bytea)
FROM providers_payernetwork WHERE status = 'in-network' AND service = 'tms' AND {only} GROUP BY payer_id
"""
PROGRAMS = """
SELECT therapy_id, timing, delivery, string_agg(int8send(location_id), ''::bytea)
FROM providers_combinedprogram WHERE {only} GROUP BY therapy_id, timing, delivery
"""
NAMES = """
SELECT name, string_agg(int8send(location_id), ''::bytea) FROM (
    SELECT location.name, location.id AS location_id FROM providers_location AS location
    UNION ALL
    SELECT practice.name, location.id FROM providers_location AS location
    JOIN providers_practice AS practice ON practice.id = location.practice_id
    UNION ALL
    SELECT clinician.first_name, location_id FROM providers_locationclinician
    JOIN providers_clinician AS clinician ON clinician.id = clinician_id
    UNION ALL
    SELECT clinician.last_name, location_id FROM providers_locationclinician
    JOIN providers_clinician AS clinician ON clinician.id = clinician_id
) AS names WHERE {only} GROUP BY name
"""


LOOK = """
SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint,
       coalesce(pg_current_xact_id_if_assigned()::text::bigint, 0)
"""


@dataclass(frozen=True)
class Reading:
    """All rows, and when that was."""

    rows: Rows
    look: Look


class RowNumbers:
    """Finds the row of a location by its id; locations that are not published have none."""

    def __init__(self, ids: NDArray[np.int64]) -> None:
        self.ids = ids
        size = int(ids.max()) + 1 if len(ids) else 0
        self.table: NDArray[np.int32] | None = None
        if size <= 8 * len(ids) + 1024:  # ids are dense: a table is ten times faster than a search
            self.table = np.full(size, -1, dtype=np.int32)
            self.table[ids] = np.arange(len(ids), dtype=np.int32)

    def of(self, packed: bytes | memoryview) -> NDArray[np.integer]:
        """The rows of ids in network byte order; ids without a row are left out."""
        rows = self.each(packed)
        return rows[rows >= 0]

    def each(self, packed: bytes | memoryview) -> NDArray[np.integer]:
        """The row of each id in network byte order, -1 for one that has none."""
        wanted = np.frombuffer(packed, dtype=">i8").astype(np.int64)
        if not len(self.ids):
            return np.full(len(wanted), -1)
        if self.table is not None:
            rows = self.table[np.minimum(wanted, len(self.table) - 1)]
            return np.where(wanted < len(self.table), rows, -1)
        rows = np.minimum(np.searchsorted(self.ids, wanted), len(self.ids) - 1)
        return np.where(self.ids[rows] == wanted, rows, -1)


def read_catalog() -> Catalog:
    """The vocabularies as they are now. The version moves whenever a term is written or removed."""
    terms = list(Term.objects.all())
    return Catalog.from_rows(terms, (len(terms), max((term.changed_in for term in terms), default=0)))


def read_all() -> Reading:
    """Every published location, as one consistent look at the database."""
    with _one_snapshot() as cursor:
        rows = _read(cursor, "", "true")
        return Reading(rows, _look(cursor, rows))


def read_some(ids: Sequence[int]) -> Rows:
    """Those of these locations that are published."""
    numbers = ",".join(str(int(id)) for id in ids) or "NULL"
    with _one_snapshot() as cursor:
        return _read(cursor, f" AND id IN ({numbers})", f"location_id IN ({numbers})")


@contextmanager
def _one_snapshot() -> Iterator[psycopg.Cursor]:
    """A cursor whose statements all see the same moment."""
    is_ours = not connection.in_atomic_block  # inside somebody's transaction, theirs decides
    with transaction.atomic():
        if is_ours:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
                # Groups of names in memory instead of on disk; compiling would take longer than it saves.
                cursor.execute("SET LOCAL work_mem = '256MB'; SET LOCAL jit = off")
        # Not Django's cursor: it makes text of every value. The errors are Django's all the same.
        with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
            cursor.format = psycopg.pq.Format.BINARY
            yield cursor


def _look(cursor: psycopg.Cursor, rows: Rows) -> Look:
    cursor.execute(LOOK)
    row = cursor.fetchone()
    assert row is not None  # a SELECT without FROM has one row
    horizon, own = row
    seen = np.unique(rows.changed_in[rows.changed_in >= horizon])
    return Look(horizon).next(horizon, frozenset(seen.tolist()), own)


def _read(cursor: psycopg.Cursor, published_only: str, parts_only: str) -> Rows:
    scalars = _read_scalars(cursor, SCALARS + published_only)
    numbers = RowNumbers(scalars["ids"])
    cursor.execute(TERMS.format(only=parts_only))
    terms = _rows_by_term(cursor, numbers)
    cursor.execute(PAYERS.format(only=parts_only))
    terms |= {payer_id: numbers.of(ids) for payer_id, ids in cursor}
    cursor.execute(PROGRAMS.format(only=parts_only))
    programs = {(therapy, timing, delivery): numbers.of(ids) for therapy, timing, delivery, ids in cursor}
    cursor.execute(NAMES.format(only=parts_only))
    name_words, name_keys, name_rows = _words_of_names((name, numbers.of(ids)) for name, ids in cursor)
    return Rows(
        **scalars,
        terms=terms,
        programs=programs,
        name_words=name_words,
        name_keys=name_keys,
        name_rows=name_rows,
    )


def _rows_by_term(cursor: psycopg.Cursor, numbers: RowNumbers) -> dict[int, NDArray[np.integer]]:
    """Term id -> rows of the locations that have it, from the answer to TERMS."""
    rows, terms = [np.zeros(0, dtype=np.int32)], [np.zeros(0, dtype=np.int64)]
    for packed_ids, packed_numbers, packed_terms in cursor:
        rows.append(np.repeat(numbers.each(packed_ids), np.frombuffer(packed_numbers, dtype=">i4")))
        terms.append(np.frombuffer(packed_terms, dtype=">i8"))
    row, term = np.concatenate(rows), np.concatenate(terms)
    kinds = np.unique(term)
    # There are a hundred or two terms: as small integers they sort by counting, not by comparing.
    kind = np.searchsorted(kinds, term).astype(np.uint16)
    kind, row = kind[row >= 0], row[row >= 0]
    row = row[np.argsort(kind, kind="stable")]
    ends = np.cumsum(np.bincount(kind, minlength=len(kinds)))
    return dict(zip(kinds.tolist(), np.split(row, ends[:-1]), strict=True)) if len(kinds) else {}


def _read_scalars(cursor: psycopg.Cursor, statement: str) -> dict[str, NDArray]:
    """The columns of Rows that are one number per location, in order of id."""
    layout = [("fields", ">i2")]
    for name, kind in SCALAR_TYPES.items():
        layout += [(f"{name} length", ">i4"), (name, kind)]
    with cursor.copy(f"COPY ({statement}) TO STDOUT (FORMAT BINARY)") as copy:
        data = b"".join(copy)
    table = np.frombuffer(data[COPY_HEADER_BYTES:-COPY_TRAILER_BYTES], dtype=np.dtype(layout))
    table = table[np.argsort(table["ids"])]
    native = {
        "rating_hundredths": np.uint16,
        "state": np.uint16,
        "accepting": np.bool_,
    }
    return {
        name: table[name].astype(native.get(name, np.dtype(kind).newbyteorder("=")))
        for name, kind in SCALAR_TYPES.items()
    }


def _words_of_names(
    names: Iterator[tuple[str, NDArray[np.integer]]],
) -> tuple[list[str], NDArray[np.int32], NDArray[np.int32]]:
    """The distinct words of all names, and parallel arrays of (word's place in the list, row)."""
    keys: dict[str, int] = {}
    key_of: list[int] = []
    rows_of: list[NDArray[np.integer]] = []
    for name, rows in names:
        if len(rows):
            for word in words(name):
                key_of.append(keys.setdefault(word, len(keys)))
                rows_of.append(rows)
    if not keys:
        return [], np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int32)
    lengths = np.array([len(rows) for rows in rows_of])
    name_keys = np.repeat(np.array(key_of, dtype=np.int32), lengths)
    return list(keys), name_keys, np.concatenate(rows_of).astype(np.int32)
