"""Loading what the registry says about the NPIs in the directory."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import connection, transaction
from django.utils import timezone

from listings.models import Claim
from listings.registry.csv_files import Advance, Source, opened, rows
from listings.registry.records import NotARecord, Record, as_record
from providers.models import Clinician, Practice
from providers.progress import Progress

FIELDS = ", ".join(Record._fields)
INCOMING = """
    CREATE TEMPORARY TABLE registry_incoming AS
    SELECT 0::bigint AS line, {fields} FROM listings_registryrecord LIMIT 0
"""
# A deactivated row is mostly blank: what was known before stays. A file older than what is known changes
# nothing. Of two rows with the same NPI, the later one counts.
UPSERT = """
    INSERT INTO listings_registryrecord AS known ({fields}, read_on, is_demo)
    SELECT DISTINCT ON (npi) {fields}, %(read_on)s::date, false FROM registry_incoming ORDER BY npi, line DESC
    ON CONFLICT (npi) DO UPDATE SET {changes},
        updated_on = COALESCE(EXCLUDED.updated_on, known.updated_on),
        deactivated_on = EXCLUDED.deactivated_on, read_on = EXCLUDED.read_on, is_demo = false
    WHERE known.read_on <= EXCLUDED.read_on
"""
KEPT_IF_BLANK = Record._fields[1:-2]


@dataclass
class Loaded:
    """The result of loading a file: its day, rows read, rows skipped as unreadable, and records written."""

    read_on: date
    read: int = 0
    skipped: int = 0
    written: int = 0


def known_npis() -> frozenset[str]:
    """The NPIs of practices, clinicians and claims."""
    practices, clinicians = Practice.objects.exclude(npi=None), Clinician.objects.exclude(npi=None)
    tables = (practices, clinicians, Claim.objects.exclude(npi=""))
    return frozenset(npi for rows in tables for npi in rows.values_list("npi", flat=True) if npi)


@transaction.atomic
def load_registry(path: Path, *, everything: bool, read_on: date | None, progress: Progress) -> Loaded:
    """Load the records whose NPI is in the directory, or `everything`. Raises NotARegistryFile.

    It can be run again, and with weekly files after the monthly one. `read_on`: the day of the file; None:
    the day in its name, or today.
    """
    wanted = None if everything else known_npis()
    with opened(path) as source:
        loaded = Loaded(read_on or source.day or timezone.localdate())
        with connection.cursor() as cursor, progress.phase("Reading", source.size, "bytes") as advance:
            cursor.execute(INCOMING.format(fields=FIELDS))
            with cursor.copy(f"COPY registry_incoming (line, {FIELDS}) FROM STDIN") as copy:
                for record in records(source, advance, wanted, loaded):
                    copy.write_row((loaded.read, *record))
            cursor.execute(upsert_statement(), {"read_on": loaded.read_on})
            loaded.written = cursor.rowcount
            cursor.execute("DROP TABLE registry_incoming")
    return loaded


def records(
    source: Source, advance: Advance, wanted: frozenset[str] | None, loaded: Loaded
) -> Iterator[Record]:
    for row in rows(source, advance, wanted):
        loaded.read += 1
        if row is None:
            continue
        try:
            yield as_record(row)
        except NotARecord:  # truncated or mixed up; the other rows are fine
            loaded.skipped += 1


def upsert_statement() -> str:
    changes = ", ".join(
        f"{name} = CASE WHEN EXCLUDED.entity_type IS NULL THEN known.{name} ELSE EXCLUDED.{name} END"
        for name in KEPT_IF_BLANK
    )
    return UPSERT.format(fields=FIELDS, changes=changes)
