"""Reading published locations from PostgreSQL into columns, a million in seconds.

Row by row, a million locations with twenty terms each would take minutes. So the server packs each column of
ten thousand locations into one value, which numpy reads without a loop; and for terms, payers and programs
it gathers the ids of the locations that have one into one value of 8 bytes an id.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import psycopg
from django.db import connection, transaction

from places.index import place_index
from providers.fields.filters import FLAG_COLUMNS, NUMBER_COLUMNS
from providers.models import Clearance, Term
from providers.search.changes import ReadPoint
from providers.search.name_reader import read_names
from providers.search.packed import IDS, Columns, IdFilter, Names, Numbers, RowNumbers, read_columns
from providers.search.rows import UNKNOWN, Rows
from providers.vocabulary.catalog import Catalog

# The columns of a location: how the server sends each, and as what it is kept.
SCALARS: Columns = {
    "ids": Numbers("int8send(id)", IDS, np.int64),
    "latitudes": Numbers("float8send(latitude)", ">f8", np.float64),
    "longitudes": Numbers("float8send(longitude)", ">f8", np.float64),
    "changed_in": Numbers("int8send(changed_in::text::bigint)", IDS, np.int64),
    "confirmed_on": Numbers("int4send(coalesce(confirmed_on - date '1970-01-01', -1))", ">i4", np.int32),
    "rating_hundredths": Numbers("int4send(coalesce(rating_average * 100, 0)::int4)", ">i4", np.uint16),
    "rating_count": Numbers("int4send(rating_count::int4)", ">i4", np.int32),
    "state": Numbers("int4send((ascii(state) << 8 | ascii(substr(state, 2)))::int4)", ">i4", np.uint16),
    "zips": Numbers("int4send(postal_code::int4)", ">i4", np.int32),  # a constraint keeps them digits
    "practice_ids": Numbers("int8send(practice_id)", IDS, np.int64),
    "names": Names("name"),
}

# What the fields' definitions filter or sort by, besides terms.
FLAGS = {name: Numbers(f"boolsend(coalesce({name}, false))", ">u1", np.bool_) for name in FLAG_COLUMNS}
NUMBERS = {
    name: Numbers(f"int4send(coalesce({name}, {UNKNOWN})::int4)", ">i4", np.int32) for name in NUMBER_COLUMNS
}

# In these the last column is the ids of the locations, 8 bytes each. {condition} narrows the locations.
TERMS = """
SELECT term_id, string_agg(int8send(location_id), ''::bytea)
FROM providers_locationterm WHERE {condition} GROUP BY term_id
"""
# A payer is a choice in the search where TMS itself is in its network.
PAYERS = """
SELECT payer_id, string_agg(int8send(location_id), ''::bytea)
FROM providers_payernetwork WHERE status = 'in-network' AND service = 'tms' AND {condition} GROUP BY payer_id
"""
PROGRAMS = """
SELECT therapy_id, timing, delivery, string_agg(int8send(location_id), ''::bytea)
FROM providers_combinedprogram WHERE {condition} GROUP BY therapy_id, timing, delivery
"""

READ_POINT = """
SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint,
       coalesce(pg_current_xact_id_if_assigned()::text::bigint, 0)
"""


@dataclass(frozen=True)
class Reading:
    """All rows, and when that was."""

    rows: Rows
    read_point: ReadPoint


def read_catalog() -> Catalog:
    """The vocabularies as they are now. The version moves whenever a term is written or removed."""
    terms = list(Term.objects.all())
    version = (len(terms), max((term.changed_in for term in terms), default=0))
    clearances = Clearance.objects.values_list("device__slug", "condition__slug", "is_verified")
    return Catalog.from_rows(terms, version, clearances)


def read_all() -> Reading:
    """Every published location, from one snapshot of the database."""
    with _one_snapshot() as cursor:
        rows = _read(cursor, IdFilter())
        return Reading(rows, _read_point(cursor, rows))


def read_some(ids: Sequence[int]) -> Rows:
    """Those of these locations that are published."""
    with _one_snapshot() as cursor:
        return _read(cursor, IdFilter(ids))


@contextmanager
def _one_snapshot() -> Iterator[psycopg.Cursor]:
    """A cursor whose statements all see the same moment."""
    is_ours = not connection.in_atomic_block  # inside a caller's transaction, its own settings apply
    with transaction.atomic():
        if is_ours:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
                # What is gathered stays in memory; compiling the statements would take longer than it saves.
                cursor.execute("SET LOCAL work_mem = '256MB'; SET LOCAL jit = off")
        # Not Django's cursor: it makes text of every value. The errors are Django's all the same.
        with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
            cursor.format = psycopg.pq.Format.BINARY
            yield cursor


def _read_point(cursor: psycopg.Cursor, rows: Rows) -> ReadPoint:
    cursor.execute(READ_POINT)
    row = cursor.fetchone()
    assert row is not None  # a SELECT without FROM has one row
    horizon, own = row
    seen = np.unique(rows.changed_in[rows.changed_in >= horizon])
    return ReadPoint(horizon).next(horizon, frozenset(seen.tolist()), own)


def _read(cursor: psycopg.Cursor, id_filter: IdFilter) -> Rows:
    published = f"status = 'published' AND {id_filter.condition('id')}"
    columns = read_columns(cursor, {**SCALARS, **FLAGS, **NUMBERS}, "providers_location", published)
    flags = {name: columns.pop(name) for name in FLAGS}
    field_numbers = {name: columns.pop(name) for name in NUMBERS}
    practice_ids, names = columns.pop("practice_ids"), columns.pop("names")
    columns["county"] = place_index().county_number_of_zip[columns.pop("zips")]
    numbers = RowNumbers(columns["ids"])
    condition = id_filter.condition("location_id")
    cursor.execute(TERMS.format(condition=condition))
    terms = {term_id: numbers.of_packed(ids) for term_id, ids in cursor}
    cursor.execute(PAYERS.format(condition=condition))
    terms |= {payer_id: numbers.of_packed(ids) for payer_id, ids in cursor}
    cursor.execute(PROGRAMS.format(condition=condition))
    programs = {tuple(key): numbers.of_packed(ids) for *key, ids in cursor}
    name_words, name_keys, name_rows = read_names(cursor, numbers, names, practice_ids, id_filter)
    return Rows(
        **columns,
        flags=flags,
        numbers=field_numbers,
        terms=terms,
        programs=programs,
        name_words=name_words,
        name_keys=name_keys,
        name_rows=name_rows,
    )
