"""What has changed since a process last read, exactly.

Every location carries the number of the transaction that changed it last. A process remembers the
oldest transaction that was still running when it read (the horizon): whatever commits afterwards has
that number or a later one, however long it took. Later ones that had committed by then are remembered by
number (`settled`): a transaction becomes visible as a whole, so all its rows were seen. That is exact
under concurrent commits, and works on a replica, whose snapshots do not list running transactions.
"""

from dataclasses import dataclass

from django.db import connection

# More than this is not worth applying one by one: everything is read again.
LIMIT = 10_000

# One statement, so one moment: locations written since, locations deleted since, the vocabularies' version
# and the new horizon. `own` is our own open transaction, if any, which can write the same row again.
CHANGES = """
SELECT id, changed_in::text::bigint, NULL::bigint[] FROM (
    SELECT id, changed_in FROM providers_location
    WHERE changed_in >= %(horizon)s::text::xid8 AND changed_in <> ALL (%(settled)s::xid8[]) LIMIT %(limit)s
) AS written
UNION ALL
SELECT location_id, changed_in::text::bigint, NULL FROM (
    SELECT location_id, changed_in FROM providers_removedlocation
    WHERE changed_in >= %(horizon)s::text::xid8 AND changed_in <> ALL (%(settled)s::xid8[]) LIMIT %(limit)s
) AS removed
UNION ALL
SELECT NULL, NULL, ARRAY[
    pg_snapshot_xmin(pg_current_snapshot())::text::bigint,
    coalesce(pg_current_xact_id_if_assigned()::text::bigint, 0),
    (SELECT count(*) FROM providers_term),
    (SELECT changed_in::text::bigint FROM providers_term ORDER BY changed_in DESC LIMIT 1)
]
"""


@dataclass(frozen=True)
class ReadPoint:
    """The moment of a read: everything that had committed by then is known, and nothing else.

    `settled` are transactions at or above the `horizon` that had committed.
    """

    horizon: int
    settled: frozenset[int] = frozenset()

    def next(self, horizon: int, seen: frozenset[int], own: int) -> "ReadPoint":
        """The point of a later read, which also saw the transactions `seen`; `own` is still open, or 0."""
        settled = self.settled | seen
        return ReadPoint(
            horizon, frozenset(number for number in settled if number >= horizon and number != own)
        )


@dataclass(frozen=True)
class Changes:
    """Locations that were written or deleted between two reads."""

    ids: frozenset[int]
    read_point: ReadPoint
    vocabulary_version: tuple[int, int]
    is_complete: bool


def changes_since(read_point: ReadPoint) -> Changes:
    """Everything that has committed since a read point.

    After a bulk load that is more than LIMIT rows, and the answer says that it is not complete.
    """
    settled = [str(number) for number in read_point.settled]
    with connection.cursor() as cursor:
        cursor.execute(CHANGES, {"horizon": read_point.horizon, "settled": settled, "limit": LIMIT})
        rows = cursor.fetchall()
    horizon, own, terms, last_term = next(summary for _, _, summary in rows if summary is not None)
    written = [(id, changed_in) for id, changed_in, summary in rows if summary is None]
    return Changes(
        ids=frozenset(id for id, _ in written),
        read_point=read_point.next(horizon, frozenset(changed_in for _, changed_in in written), own),
        vocabulary_version=(terms, last_term or 0),
        is_complete=len(written) < LIMIT,
    )
