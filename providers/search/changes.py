"""What has changed since a process last looked, exactly.

Every location carries the number of the transaction that changed it last. A process remembers the
oldest transaction that was still running when it looked (the horizon): all that commits afterwards has
that number or a later one, however long it took. Some rows come back that were seen already; the pair
(id, transaction) tells.
"""

from dataclasses import dataclass

from django.db import connection

# More than this is not worth applying one by one: everything is read anew.
LIMIT = 10_000

# One statement, so one moment: locations written since, locations deleted since, the vocabularies' version
# and the new horizon. A row that our own open transaction wrote can change again under the same number.
CHANGES = """
SELECT id, changed_in::text::bigint,
       changed_in IS NOT DISTINCT FROM pg_current_xact_id_if_assigned(), NULL::bigint[]
FROM (
    SELECT id, changed_in FROM providers_location WHERE changed_in >= %(horizon)s::text::xid8 LIMIT %(limit)s
) AS written
UNION ALL
SELECT location_id, changed_in::text::bigint,
       changed_in IS NOT DISTINCT FROM pg_current_xact_id_if_assigned(), NULL::bigint[]
FROM (
    SELECT location_id, changed_in FROM providers_removedlocation
    WHERE changed_in >= %(horizon)s::text::xid8 LIMIT %(limit)s
) AS removed
UNION ALL
SELECT NULL, NULL, NULL, ARRAY[
    pg_snapshot_xmin(pg_current_snapshot())::text::bigint,
    (SELECT count(*) FROM providers_term),
    (SELECT changed_in::text::bigint FROM providers_term ORDER BY changed_in DESC LIMIT 1)
]
"""


@dataclass(frozen=True)
class Changes:
    """Written or deleted locations as id -> transaction; `unsettled` ones may change again under it."""

    written: dict[int, int]
    unsettled: frozenset[int]
    horizon: int
    vocabulary_version: tuple[int, int]
    is_complete: bool


def changes_since(horizon: int) -> Changes:
    """Everything committed since the look that this horizon came from (and, perhaps, a little before).

    After a bulk load that is more than LIMIT rows, and the answer says that it is not complete.
    """
    with connection.cursor() as cursor:
        cursor.execute(CHANGES, {"horizon": horizon, "limit": LIMIT})
        rows = cursor.fetchall()
    _, _, _, (new_horizon, terms, last_term) = next(row for row in rows if row[3] is not None)
    written: dict[int, int] = {}
    for id, changed_in, _, summary in rows:
        if summary is None:
            # An id that was deleted and came back stands here twice: the later writing counts.
            written[id] = max(changed_in, written.get(id, 0))
    unsettled = frozenset(id for id, _, is_unsettled, summary in rows if summary is None and is_unsettled)
    is_complete = len(written) < LIMIT
    return Changes(written, unsettled, new_horizon, (terms, last_term or 0), is_complete)
