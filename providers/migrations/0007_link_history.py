"""History of what a location offers and who works there, and change tracking of closures and pictures.

Statement triggers: a change of many terms writes its events at once. `_pgh_attach_context` is
django-pghistory's: it notes who makes the changes of this transaction. The setting `pgtrigger.ignore` names
triggers that a transaction does without (see providers/models/history.py).
"""

from django.db import migrations

LINK_EVENTS = """
CREATE FUNCTION note_term_links() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF 'note_links' = ANY(nullif(current_setting('pgtrigger.ignore', true), '')::text[]) THEN
        RETURN NULL;
    END IF;
    INSERT INTO providers_linkevent (pgh_created_at, pgh_label, pgh_context_id, location_id, term_id, role)
    SELECT now(), lower(TG_OP), _pgh_attach_context(), location_id, term_id, '' FROM changed_rows;
    RETURN NULL;
END $$;

CREATE FUNCTION note_clinician_links() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF 'note_links' = ANY(nullif(current_setting('pgtrigger.ignore', true), '')::text[]) THEN
        RETURN NULL;
    END IF;
    INSERT INTO providers_linkevent
        (pgh_created_at, pgh_label, pgh_context_id, location_id, clinician_id, role)
    SELECT now(), lower(TG_OP), _pgh_attach_context(), location_id, clinician_id, role FROM changed_rows;
    RETURN NULL;
END $$;

CREATE TRIGGER note_insert AFTER INSERT ON providers_locationterm REFERENCING NEW TABLE AS changed_rows
    FOR EACH STATEMENT EXECUTE FUNCTION note_term_links();
CREATE TRIGGER note_delete AFTER DELETE ON providers_locationterm REFERENCING OLD TABLE AS changed_rows
    FOR EACH STATEMENT EXECUTE FUNCTION note_term_links();
CREATE TRIGGER note_insert AFTER INSERT ON providers_locationclinician REFERENCING NEW TABLE AS changed_rows
    FOR EACH STATEMENT EXECUTE FUNCTION note_clinician_links();
CREATE TRIGGER note_delete AFTER DELETE ON providers_locationclinician REFERENCING OLD TABLE AS changed_rows
    FOR EACH STATEMENT EXECUTE FUNCTION note_clinician_links();
"""
DROP_LINK_EVENTS = """
DROP TRIGGER note_insert ON providers_locationterm;
DROP TRIGGER note_delete ON providers_locationterm;
DROP TRIGGER note_insert ON providers_locationclinician;
DROP TRIGGER note_delete ON providers_locationclinician;
DROP FUNCTION note_term_links();
DROP FUNCTION note_clinician_links();
"""

TOUCH_PART = """
CREATE TRIGGER touch_on_insert AFTER INSERT ON {table} REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION touch_locations_of_new_rows();
CREATE TRIGGER touch_on_update_new AFTER UPDATE ON {table} REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION touch_locations_of_new_rows();
CREATE TRIGGER touch_on_update_old AFTER UPDATE ON {table} REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION touch_locations_of_old_rows();
CREATE TRIGGER touch_on_delete AFTER DELETE ON {table} REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION touch_locations_of_old_rows();
"""
DROP_TOUCH_PART = """
DROP TRIGGER touch_on_insert ON {table};
DROP TRIGGER touch_on_update_new ON {table};
DROP TRIGGER touch_on_update_old ON {table};
DROP TRIGGER touch_on_delete ON {table};
"""


class Migration(migrations.Migration):
    dependencies = [("providers", "0006_staff")]

    operations = [
        migrations.RunSQL(LINK_EVENTS, DROP_LINK_EVENTS),
        *[
            migrations.RunSQL(TOUCH_PART.format(table=table), DROP_TOUCH_PART.format(table=table))
            for table in ("providers_closure", "providers_photo")
        ],
    ]
