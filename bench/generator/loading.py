"""Writes a directory of any size: drawn in batches and copied while the next is drawn, in one transaction."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import numpy as np
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from bench.generator import copy_format as fmt
from bench.generator.draw import Background, draw_batch
from bench.generator.rows import Rows
from bench.generator.suspension import Suspended, suspend, truncatable
from bench.generator.tables import TABLES, Numbering, tables_of
from providers.demo.directory import MAX_CLINICIANS
from providers.demo.loading import Loaded, is_there, lock_demo
from providers.demo.redating import redate_demo
from providers.demo.terms import TermIds
from providers.progress import Progress

# Locations drawn at a time: small enough for the processor's cache, large enough for COPY.
BATCH = 20_000
# Each location may be a practice, and each practice may have six clinicians.
HOLDERS_OF_A_BATCH = BATCH * (1 + MAX_CLINICIANS)
# From this many on, loading without keys and indexes saves more time than rebuilding them takes.
MANY = 1_000
# NPIs would run out with more.
MAX_LOCATIONS = 10_000_000
# Sorting 22 million keys in memory; more is asked for than the server's setting for this transaction only.
SORTING_MEMORY = "1GB"


@transaction.atomic
def load_many(*, locations: int, seed: int, today: date, progress: Progress) -> Loaded:
    """Make a demo directory of `locations` locations: the same rows for the same number and seed.

    Dates are counted back from `today`. Rows that are not demo rows are not touched. If this very directory
    is there, only its dates are brought up to today. Raises OtherDemoData or MissingTerms.
    """
    with connection.cursor() as cursor:
        lock_demo(cursor)
        if is_there(locations, seed):
            return Loaded({}, redate_demo(today))
        background, ids = Background.read(), TermIds.read()
        suspended, frozen = _prepare(cursor, locations)
        rows = dict.fromkeys(TABLES, 0)
        with progress.phase("Demo locations", locations, "locations") as advance:
            for batch in _batches(background, ids, locations, seed, today, _numbering(cursor)):
                for part in batch:
                    _copy(cursor, part, freeze=part.table in frozen)
                    rows[part.table] += part.count
                advance(batch[TABLES.index("providers_location")].count)
        _finish(cursor, suspended, progress)
    return Loaded(rows)


def _prepare(cursor: CursorWrapper, locations: int) -> tuple[Suspended, list[str]]:
    """What was suspended for the load, and the tables that COPY may write frozen.

    Keys are removed only if all tables are empty: then nobody is reading or writing them.
    """
    if locations < MANY or any(_has_rows(cursor, table) for table in TABLES):
        return Suspended([]), []
    cursor.execute("SELECT set_config('maintenance_work_mem', %s, true)", [SORTING_MEMORY])
    suspended = suspend(cursor, TABLES)
    frozen = truncatable(cursor, TABLES)
    if frozen:
        # They are empty. Rows that COPY writes into a table of this very transaction needn't be visited again
        # by VACUUM nor, where no replica reads it, be written to the log.
        cursor.execute(f"TRUNCATE {', '.join(frozen)}")
    return suspended, frozen


def _finish(cursor: CursorWrapper, suspended: Suspended, progress: Progress) -> None:
    """Restore what was suspended, and update statistics and sequences."""
    if suspended.restoring:
        with progress.phase("Indexes and keys", len(suspended.restoring), "steps") as advance:
            for _ in suspended.restore(cursor):
                advance(1)
    for table in TABLES:
        cursor.execute(f"ANALYZE {table}")
    # So that rows that are added later get ids of their own.
    for table in TABLES[:3]:
        cursor.execute(f"SELECT setval(pg_get_serial_sequence(%s, 'id'), max(id)) FROM {table}", [table])


def _has_rows(cursor: CursorWrapper, table: str) -> bool:
    cursor.execute(f"SELECT EXISTS (SELECT FROM {table})")
    return cursor.fetchone()[0]


def _numbering(cursor: CursorWrapper) -> Numbering:
    """The highest ids in use or given out."""
    highest = []
    for table in TABLES[:3]:
        cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [table])
        given_out = f"SELECT last_value - (NOT is_called)::int FROM {cursor.fetchone()[0]}"
        cursor.execute(f"SELECT greatest((SELECT max(id) FROM {table}), ({given_out}))")
        highest.append(cursor.fetchone()[0])
    practices, clinicians, locations = highest
    return Numbering(practices=practices, clinicians=clinicians, locations=locations, holders=0)


def _batches(
    background: Background, ids: TermIds, locations: int, seed: int, today: date, start: Numbering
) -> Iterator[list[Rows]]:
    """The rows of one batch after another; the next is drawn while the last is being copied."""

    def draw(number: int, numbering: Numbering) -> tuple[list[Rows], Numbering]:
        rng = np.random.default_rng([seed, number])
        batch = draw_batch(rng, background, min(BATCH, locations - number * BATCH))
        rows = tables_of(batch, background, ids, numbering, seed=seed, today=today, rng=rng)
        return list(rows), numbering.after(batch, HOLDERS_OF_A_BATCH)

    with ThreadPoolExecutor(max_workers=1) as pool:
        last = (locations - 1) // BATCH
        coming = pool.submit(draw, 0, start)
        for number in range(last + 1):
            rows, numbering = coming.result()
            if number < last:
                coming = pool.submit(draw, number + 1, numbering)
            yield rows


def _copy(cursor: CursorWrapper, rows: Rows, *, freeze: bool) -> None:
    options = "FORMAT BINARY, FREEZE" if freeze else "FORMAT BINARY"
    with cursor.copy(f"COPY {rows.table} ({', '.join(rows.columns)}) FROM STDIN ({options})") as copy:
        copy.write(fmt.HEADER + rows.data + fmt.TRAILER)
