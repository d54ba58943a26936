"""Loading the gazetteer into the places table: all of it or nothing. It can be repeated safely."""

from collections.abc import Callable
from typing import NamedTuple

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from places.index import forget_places
from places.models import GazetteerLoad, Place
from places.rows import PlaceRow, fingerprint, place_rows

Say = Callable[[str], None]

_COLUMNS = ", ".join(PlaceRow._fields)
_IDENTITY = ("kind", "code")  # what ON CONFLICT matches, so a place keeps its id from load to load
_OTHERS = [field for field in PlaceRow._fields if field not in _IDENTITY]

_UPSERT = f"""
    INSERT INTO {Place._meta.db_table} AS place ({_COLUMNS})
    SELECT {_COLUMNS} FROM loaded_place ORDER BY kind, code
    ON CONFLICT (kind, code) DO UPDATE
    SET {", ".join(f"{field} = excluded.{field}" for field in _OTHERS)}
    WHERE ({", ".join(f"place.{field}" for field in _OTHERS)})
       IS DISTINCT FROM ({", ".join(f"excluded.{field}" for field in _OTHERS)})
"""

_DELETE_OTHERS = f"""
    DELETE FROM {Place._meta.db_table} AS place
    WHERE NOT EXISTS (
        SELECT FROM loaded_place WHERE loaded_place.kind = place.kind AND loaded_place.code = place.code
    )
"""

# A slug can move from one city to another between two gazetteers. Depending on the order of the rows, the
# unique constraint would fail, so rows whose slug changes get a temporary one first.
_SET_TEMPORARY_SLUGS = f"""
    UPDATE {Place._meta.db_table} AS place SET slug = 'moving-' || place.id
    FROM loaded_place
    WHERE loaded_place.kind = place.kind AND loaded_place.code = place.code
      AND loaded_place.slug <> place.slug
"""


class LoadResult(NamedTuple):
    """`written` counts new and changed places; both are 0 if the table held this gazetteer already."""

    places: int
    written: int
    deleted: int


def load_places(say: Say = lambda line: None) -> LoadResult:
    """Make the places table match the shipped gazetteer, in one transaction; `say` gets progress lines.

    Does nothing (in well under a second) if the table holds these rows already. Raises GazetteerMissing.
    """
    checksum = fingerprint()
    with transaction.atomic(), connection.cursor() as cursor:
        # Two releases starting at once load one after the other; the second finds nothing to do.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('load_places'))")
        loaded = _places_loaded(checksum)
        if loaded:
            say(f"{loaded:,} places are loaded already.")
            return LoadResult(loaded, 0, 0)
        rows = place_rows()
        say(f"Copying {len(rows):,} places ...")
        _copy(cursor, rows)
        say("Taking over what is new or has changed ...")
        cursor.execute(_DELETE_OTHERS)
        deleted = cursor.rowcount
        cursor.execute(_SET_TEMPORARY_SLUGS)
        cursor.execute(_UPSERT)
        written = cursor.rowcount
        cursor.execute("DROP TABLE loaded_place")
        GazetteerLoad.objects.all().delete()
        GazetteerLoad.objects.create(checksum=checksum, places=len(rows))
        # Otherwise the first searches after a load would be planned for an empty table.
        cursor.execute(f"ANALYZE {Place._meta.db_table}")
    forget_places()
    say(f"{len(rows):,} places: {written:,} written, {deleted:,} removed.")
    return LoadResult(len(rows), written, deleted)


def _places_loaded(checksum: str) -> int:
    """How many places the table holds, if they are those of this checksum; else 0."""
    load = GazetteerLoad.objects.filter(checksum=checksum).first()
    # The count guards against a table that was emptied by something else.
    return load.places if load and Place.objects.count() == load.places else 0


def _copy(cursor: CursorWrapper, rows: list[PlaceRow]) -> None:
    cursor.execute(
        f"CREATE TEMPORARY TABLE loaded_place ON COMMIT DROP AS "
        f"SELECT {_COLUMNS} FROM {Place._meta.db_table} WITH NO DATA"
    )
    with cursor.copy(f"COPY loaded_place ({_COLUMNS}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
