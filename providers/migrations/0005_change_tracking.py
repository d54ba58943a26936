"""Triggers that note in which transaction a location, or what search takes from other tables, changed.

A process that serves search asks for rows whose `changed_in` is not older than the oldest transaction
that was still running when it last looked. That is exact under concurrent commits, where a timestamp
or a sequence would miss rows that commit late. Triggers, because every writer has to take part: the
editor, the admin, the importer, psql.
"""

from django.db import migrations

STAMP = """
CREATE FUNCTION stamp_changed_in() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.changed_in := pg_current_xact_id();
    RETURN NEW;
END $$;

CREATE TRIGGER stamp_changed_in BEFORE INSERT OR UPDATE ON providers_location
    FOR EACH ROW EXECUTE FUNCTION stamp_changed_in();
CREATE TRIGGER stamp_changed_in BEFORE INSERT OR UPDATE ON providers_term
    FOR EACH ROW EXECUTE FUNCTION stamp_changed_in();
"""
DROP_STAMP = """
DROP TRIGGER stamp_changed_in ON providers_location;
DROP TRIGGER stamp_changed_in ON providers_term;
DROP FUNCTION stamp_changed_in();
"""

# An update of changed_in alone is enough: the row trigger above writes the value. A location that this
# transaction has already stamped is left alone, so a bulk load does not write its rows twice.
TOUCH = """
CREATE FUNCTION touch_locations_of_new_rows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE providers_location SET changed_in = pg_current_xact_id()
    WHERE id IN (SELECT location_id FROM new_rows) AND changed_in <> pg_current_xact_id();
    RETURN NULL;
END $$;

CREATE FUNCTION touch_locations_of_old_rows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE providers_location SET changed_in = pg_current_xact_id()
    WHERE id IN (SELECT location_id FROM old_rows) AND changed_in <> pg_current_xact_id();
    RETURN NULL;
END $$;

CREATE FUNCTION touch_locations_of_practices() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE providers_location SET changed_in = pg_current_xact_id()
    WHERE practice_id IN (SELECT id FROM new_rows) AND changed_in <> pg_current_xact_id();
    RETURN NULL;
END $$;

CREATE FUNCTION touch_locations_of_clinicians() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE providers_location SET changed_in = pg_current_xact_id()
    WHERE id IN (
        SELECT location_id FROM providers_locationclinician
        WHERE clinician_id IN (SELECT id FROM new_rows)
    ) AND changed_in <> pg_current_xact_id();
    RETURN NULL;
END $$;

CREATE TRIGGER touch_locations AFTER UPDATE ON providers_practice
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION touch_locations_of_practices();
CREATE TRIGGER touch_locations AFTER UPDATE ON providers_clinician
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION touch_locations_of_clinicians();
"""
DROP_TOUCH = """
DROP TRIGGER touch_locations ON providers_practice;
DROP TRIGGER touch_locations ON providers_clinician;
DROP FUNCTION touch_locations_of_practices();
DROP FUNCTION touch_locations_of_clinicians();
DROP FUNCTION touch_locations_of_old_rows();
DROP FUNCTION touch_locations_of_new_rows();
"""

PARTS_OF_A_LOCATION = [
    "providers_locationterm",
    "providers_locationclinician",
    "providers_openinghours",
    "providers_payernetwork",
    "providers_combinedprogram",
    "providers_confirmation",
]

# An UPDATE touches the old location as well as the new: a row can move from one to another.
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

# A listing is as fresh as its least recently confirmed section, and unconfirmed while one of the five
# was never confirmed (see providers/models/confirmation.py).
CONFIRMED_ON = """
CREATE FUNCTION refresh_confirmed_on(location_ids bigint[]) RETURNS void LANGUAGE sql AS $$
    UPDATE providers_location AS location SET confirmed_on = current.oldest
    FROM (
        SELECT affected.id, CASE WHEN count(section) = 5 THEN min(confirmation.confirmed_on) END AS oldest
        FROM unnest(location_ids) AS affected (id)
        LEFT JOIN providers_confirmation AS confirmation ON confirmation.location_id = affected.id
        GROUP BY affected.id
    ) AS current
    WHERE location.id = current.id AND location.confirmed_on IS DISTINCT FROM current.oldest
$$;

CREATE FUNCTION refresh_confirmed_on_of_new_rows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM refresh_confirmed_on(ARRAY(SELECT DISTINCT location_id FROM new_rows));
    RETURN NULL;
END $$;
CREATE FUNCTION refresh_confirmed_on_of_old_rows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM refresh_confirmed_on(ARRAY(SELECT DISTINCT location_id FROM old_rows));
    RETURN NULL;
END $$;

CREATE TRIGGER confirmed_on_insert AFTER INSERT ON providers_confirmation
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION refresh_confirmed_on_of_new_rows();
CREATE TRIGGER confirmed_on_update_new AFTER UPDATE ON providers_confirmation
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION refresh_confirmed_on_of_new_rows();
CREATE TRIGGER confirmed_on_update_old AFTER UPDATE ON providers_confirmation
    REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION refresh_confirmed_on_of_old_rows();
CREATE TRIGGER confirmed_on_delete AFTER DELETE ON providers_confirmation
    REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION refresh_confirmed_on_of_old_rows();
"""
DROP_CONFIRMED_ON = """
DROP TRIGGER confirmed_on_insert ON providers_confirmation;
DROP TRIGGER confirmed_on_update_new ON providers_confirmation;
DROP TRIGGER confirmed_on_update_old ON providers_confirmation;
DROP TRIGGER confirmed_on_delete ON providers_confirmation;
DROP FUNCTION refresh_confirmed_on_of_new_rows();
DROP FUNCTION refresh_confirmed_on_of_old_rows();
DROP FUNCTION refresh_confirmed_on(bigint[]);
"""

# Listings end by a status, which changed_in covers. A row that is deleted all the same (remove_demo) leaves
# its id here for a week; a process that has not looked for a day reads everything again.
REMOVED = """
CREATE FUNCTION note_removed_locations() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM providers_removedlocation WHERE removed_at < now() - interval '7 days';
    INSERT INTO providers_removedlocation (location_id) SELECT id FROM old_rows
    ON CONFLICT (location_id) DO UPDATE SET changed_in = pg_current_xact_id(), removed_at = now();
    RETURN NULL;
END $$;

CREATE TRIGGER note_removed AFTER DELETE ON providers_location REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION note_removed_locations();
"""
DROP_REMOVED = """
DROP TRIGGER note_removed ON providers_location;
DROP FUNCTION note_removed_locations();
"""


class Migration(migrations.Migration):
    dependencies = [("providers", "0004_term_vocabularies")]

    operations = [
        migrations.RunSQL(STAMP, DROP_STAMP),
        migrations.RunSQL(TOUCH, DROP_TOUCH),
        *[
            migrations.RunSQL(TOUCH_PART.format(table=table), DROP_TOUCH_PART.format(table=table))
            for table in PARTS_OF_A_LOCATION
        ],
        migrations.RunSQL(CONFIRMED_ON, DROP_CONFIRMED_ON),
        migrations.RunSQL(REMOVED, DROP_REMOVED),
    ]
