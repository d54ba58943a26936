"""Triggers that note in which transaction a location, or what search takes from other tables, changed.

The process that builds the search index asks for rows whose `changed_in` is not older than the oldest
transaction that was still running when it last looked. That is exact under concurrent commits, where a
timestamp or a sequence would miss rows that commit late. Triggers, because every writer has to take part: the
editor, the admin, the importer, psql.
"""

import pgtrigger

from providers.models.card_facts import card_facts_sql

_OLD, _NEW = "SELECT location_id FROM old_rows", "SELECT location_id FROM new_rows"
# What can happen to rows, and the ids of the locations that they belong to before and after it.
_CHANGES = [
    (pgtrigger.Insert, pgtrigger.Referencing(new="new_rows"), _NEW),
    # A row can move from one location to another.
    (pgtrigger.Update, pgtrigger.Referencing(old="old_rows", new="new_rows"), f"{_OLD} UNION {_NEW}"),
    (pgtrigger.Delete, pgtrigger.Referencing(old="old_rows"), _OLD),
]


def one_line(sql: str) -> str:
    """The same SQL on one line, as migrations hold it. No comments or literals of several lines."""
    return " ".join(line.strip() for line in sql.splitlines()).strip()


def stamps_transaction() -> pgtrigger.Trigger:
    """Sets `changed_in` to the current transaction on every write of the row."""
    return pgtrigger.Trigger(
        name="stamp_changed_in",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        func="NEW.changed_in := pg_current_xact_id(); RETURN NEW;",
    )


def touches_location(*, is_on_cards: bool = False) -> list[pgtrigger.Trigger]:
    """Stamps the location that a row belongs to on every change; for tables with `location_id`.

    A location that the transaction has already stamped is left alone, so that a bulk load doesn't write it
    twice. With `is_on_cards`, `card_facts` holds the rows, so every statement writes the location again.
    """
    return [
        _touch(
            f"touch_on_{operation.name.lower()}",
            operation,
            referencing,
            f"id = ANY(ARRAY({location_ids}))",
            again=is_on_cards,
        )
        for operation, referencing, location_ids in _CHANGES
    ]


def touches_locations_of_practice() -> pgtrigger.Trigger:
    """Stamps the locations of a practice when it is updated."""
    return _touch_on_update("practice_id = ANY(ARRAY(SELECT id FROM new_rows))")


def touches_locations_of_clinician() -> pgtrigger.Trigger:
    """Stamps the locations where a clinician works when the clinician is updated."""
    return _touch_on_update(
        "id = ANY(ARRAY(SELECT location_id FROM providers_locationclinician"
        " WHERE clinician_id IN (SELECT id FROM new_rows)))"
    )


def gathers_from_parts() -> pgtrigger.Trigger:
    """Sets `confirmed_on` and `card_facts` of a location whenever its row is written.

    The row is locked before its parts are read, so if two transactions run at once, the second sees what the
    first has done.
    """
    return pgtrigger.Trigger(
        name="take_from_parts",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        # A listing is as fresh as its least recently confirmed section, and unconfirmed while one of the five
        # was never confirmed (see providers/models/confirmation.py).
        func=one_line(f"""
            SELECT CASE WHEN count(*) = 5 THEN min(confirmed_on) END INTO NEW.confirmed_on
            FROM providers_confirmation WHERE location_id = NEW.id;
            NEW.card_facts := {card_facts_sql("NEW.id")};
            RETURN NEW;
        """),
    )


def notes_removal() -> pgtrigger.Trigger:
    """Leaves the id of a deleted location in RemovedLocation for a week.

    Listings end by a status, which `changed_in` covers. This is for rows that are deleted all the same
    (remove_demo); a process that hasn't looked for a day reads everything again.
    """
    return pgtrigger.Trigger(
        name="note_removed",
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=pgtrigger.Delete,
        referencing=pgtrigger.Referencing(old="old_rows"),
        func=one_line("""
            DELETE FROM providers_removedlocation WHERE removed_at < now() - interval '7 days';
            INSERT INTO providers_removedlocation (location_id) SELECT id FROM old_rows
            ON CONFLICT (location_id) DO UPDATE SET changed_in = pg_current_xact_id(), removed_at = now();
            RETURN NULL;
        """),
    )


def _touch_on_update(condition: str) -> pgtrigger.Trigger:
    referencing = pgtrigger.Referencing(new="new_rows")
    return _touch("touch_locations", pgtrigger.Update, referencing, condition, again=False)


def _touch(
    name: str,
    operation: pgtrigger.Operation,
    referencing: pgtrigger.Referencing,
    condition: str,
    *,
    again: bool,
) -> pgtrigger.Trigger:
    """A statement trigger that stamps the locations that meet `condition`: `again`, even if they are stamped.

    Setting changed_in to anything is enough: the row's own trigger writes the value. The ids are an array,
    because PostgreSQL keeps a statement's plan for the session, and with an array that plan uses the index.
    """
    unless_stamped = "" if again else " AND changed_in <> pg_current_xact_id()"
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        referencing=referencing,
        func=one_line(f"""
            UPDATE providers_location SET changed_in = pg_current_xact_id()
            WHERE {condition}{unless_stamped};
            RETURN NULL;
        """),
    )
