"""Reading what triggers noted about a listing: its own row, its practice's, what it has and who works there.

An event holds the row as it was after the change (of a deletion: before it). What it was before is the last
event of the same row; a row that came without history has one labeled "baseline" before its first change (see
listings/models/history.py). Events are in the order of their ids: the database gives one row's events in the
order in which they were committed.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from listings.history.keys import SaveKey
from providers.models import Location

# Kind of row -> its table of events and what finds a location's.
TABLES = {
    "practice": ("listings_practiceevent", "event.pgh_obj_id = %(practice)s"),
    "location": ("listings_locationevent", "event.pgh_obj_id = %(location)s"),
    "hours": ("listings_openinghoursevent", "event.location_id = %(location)s"),
    "network": ("listings_payernetworkevent", "event.location_id = %(location)s"),
    "program": ("listings_combinedprogramevent", "event.location_id = %(location)s"),
    "confirmation": ("listings_confirmationevent", "event.location_id = %(location)s"),
    "closure": ("listings_closureevent", "event.location_id = %(location)s"),
    "photo": ("listings_photoevent", "event.location_id = %(location)s"),
    "term": ("listings_locationtermevent", "event.location_id = %(location)s"),
    # Who works here now, and who was added or removed in the same save. What another practice changes about
    # somebody after they left is not ours to show.
    "clinician": (
        "listings_clinicianevent",
        """(event.pgh_obj_id IN (
                SELECT clinician_id FROM providers_locationclinician WHERE location_id = %(location)s
            ) OR (event.pgh_obj_id, event.pgh_created_at) IN (
                SELECT clinician_id, pgh_created_at FROM listings_locationclinicianevent
                WHERE location_id = %(location)s
            ))""",
    ),
}

_ROW_EVENTS = """
    SELECT '{kind}' AS kind, event.pgh_id, event.pgh_created_at, event.pgh_context_id, event.pgh_label,
        event.pgh_obj_id AS row_id, to_jsonb(event) AS facts
    FROM {table} AS event WHERE {mine}
"""
# That a clinician works here. Known by the clinician's id: one who is removed and added again is the same.
_COLLEAGUE_EVENTS = """
    SELECT 'colleague', event.pgh_id, event.pgh_created_at, event.pgh_context_id, event.pgh_label,
        event.clinician_id, to_jsonb(event) || jsonb_build_object('person', {person})
    FROM listings_locationclinicianevent AS event WHERE event.location_id = %(location)s
"""
# Who the clinician was then: the last event of the person up to that moment; otherwise what the first later
# one has (a baseline, or what was deleted); or the row, if nothing ever changed.
_PERSON = """coalesce(
    (SELECT to_jsonb(person) FROM listings_clinicianevent AS person
        WHERE person.pgh_obj_id = event.clinician_id AND person.pgh_created_at <= event.pgh_created_at
        ORDER BY person.pgh_id DESC LIMIT 1),
    (SELECT to_jsonb(person) FROM listings_clinicianevent AS person
        WHERE person.pgh_obj_id = event.clinician_id ORDER BY person.pgh_id LIMIT 1),
    (SELECT to_jsonb(person) FROM providers_clinician AS person WHERE person.id = event.clinician_id)
)"""
EVENTS = " UNION ALL ".join(
    [_ROW_EVENTS.format(kind=kind, table=table, mine=mine) for kind, (table, mine) in TABLES.items()]
    + [_COLLEAGUE_EVENTS.format(person=_PERSON)]
)

# Two saves of one moment would have to begin in the same microsecond: any order will do.
KEYS = f"""
    SELECT pgh_created_at, pgh_context_id FROM ({EVENTS}) AS event
    WHERE pgh_label <> 'baseline'
    GROUP BY pgh_created_at, pgh_context_id
    ORDER BY pgh_created_at DESC, max(pgh_id) DESC, pgh_context_id
"""

OF_SAVES = f"""
    WITH event AS ({EVENTS}), compared AS (
        SELECT *, lag(facts) OVER (PARTITION BY kind, row_id ORDER BY pgh_id) AS previous FROM event
    )
    SELECT compared.kind, compared.pgh_created_at, compared.pgh_context_id, compared.pgh_label,
        compared.row_id, compared.facts, compared.previous, context.metadata,
        (SELECT role FROM providers_locationclinician AS link
            WHERE compared.kind = 'clinician' AND link.location_id = %(location)s
                AND link.clinician_id = compared.row_id),
        (SELECT jsonb_object_agg(term.id, jsonb_build_array(term.vocabulary, term.slug, term.label))
            FROM jsonb_each_text(compared.facts || jsonb_build_object(
                'old_term_id', compared.previous -> 'term_id',
                'old_payer_id', compared.previous -> 'payer_id',
                'old_therapy_id', compared.previous -> 'therapy_id',
                'old_condition_id', compared.previous -> 'condition_id'
            )) AS fact
            JOIN providers_term AS term ON term.id = fact.value::bigint
            WHERE fact.key IN ('term_id', 'payer_id', 'therapy_id', 'condition_id',
                'old_term_id', 'old_payer_id', 'old_therapy_id', 'old_condition_id'))
    FROM compared
    JOIN unnest(%(moments)s::timestamptz[], %(contexts)s::uuid[]) AS save (moment, context_id)
        ON compared.pgh_created_at = save.moment
        AND compared.pgh_context_id IS NOT DISTINCT FROM save.context_id
    LEFT JOIN pghistory_context AS context ON context.id = compared.pgh_context_id
    WHERE compared.pgh_label <> 'baseline'
    ORDER BY compared.kind, compared.pgh_id
"""


@dataclass(frozen=True)
class Event:
    """One row's change. `before` and `after` are columns -> values; None: the row was not there.

    `is_complete` is false where what was before is not known. `role` is that of a clinician here, now.
    `terms` are the terms that the row refers to: id -> vocabulary, slug and label.
    """

    save: SaveKey
    kind: str
    row_id: int
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    metadata: dict[str, Any] | None
    role: str
    is_complete: bool
    terms: dict[int, tuple[str, str, str]]


def save_keys(location: Location) -> list[SaveKey]:
    """All saves that changed something of the listing, latest first."""
    with connection.cursor() as cursor:
        cursor.execute(KEYS, {"location": location.pk, "practice": location.practice_id})
        return [SaveKey(moment, context) for moment, context in cursor.fetchall()]


def events_of(location: Location, saves: Sequence[SaveKey]) -> list[Event]:
    """What was changed in these saves; one row's events in their order. One statement."""
    if not saves:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            OF_SAVES,
            {
                "location": location.pk,
                "practice": location.practice_id,
                "moments": [save.at for save in saves],
                "contexts": [save.context for save in saves],
            },
        )
        return [_event(*row) for row in cursor.fetchall()]


def _event(
    kind: str,
    moment: datetime,
    context: UUID | None,
    label: str,
    row_id: int,
    *texts: str | None,
) -> Event:
    """Django leaves JSON as text where no model says otherwise."""
    facts, previous, metadata = (json.loads(text) if text else None for text in texts[:3])
    return Event(
        save=SaveKey(moment, context),
        kind=kind,
        row_id=row_id,
        before={"insert": None, "delete": facts}.get(label, previous),
        after=None if label == "delete" else facts,
        metadata=metadata,
        role=texts[3] or "",
        is_complete=label != "update" or previous is not None,
        terms={int(number): tuple(term) for number, term in json.loads(texts[4] or "{}").items()},
    )
