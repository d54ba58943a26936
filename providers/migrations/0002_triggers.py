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

# "who confirmed the oldest section;terms;programs;networks": conditions and therapies by id, each joined therapy
# with its delivery, each payer in network with its services; a space before each. `CardFacts` reads it.
CARD_FACTS = """
CREATE FUNCTION card_facts(of_location bigint) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT concat(
        (SELECT confirmed_by FROM providers_confirmation
         WHERE location_id = of_location ORDER BY confirmed_on, section LIMIT 1),
        ';',
        (SELECT string_agg(' ' || link.term_id, '' ORDER BY link.term_id)
         FROM providers_locationterm AS link JOIN providers_term AS term ON term.id = link.term_id
         WHERE link.location_id = of_location AND term.vocabulary IN ('condition', 'therapy')),
        ';',
        (SELECT string_agg(' ' || therapy_id || ':' || delivery, '' ORDER BY id)
         FROM providers_combinedprogram WHERE location_id = of_location),
        ';',
        (SELECT string_agg(' ' || payer_id || ':' || services, '' ORDER BY payer_id)
         FROM (
             SELECT payer_id, string_agg(service, ',' ORDER BY service DESC) AS services
             FROM providers_payernetwork WHERE location_id = of_location AND status = 'in-network'
             GROUP BY payer_id
         ) AS network)
    )
$$;

CREATE FUNCTION take_from_parts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- A listing is as fresh as its least recently confirmed section, and unconfirmed while one of the five was
    -- never confirmed (see providers/models/confirmation.py).
    SELECT CASE WHEN count(*) = 5 THEN min(confirmed_on) END INTO NEW.confirmed_on
    FROM providers_confirmation WHERE location_id = NEW.id;
    NEW.card_facts := card_facts(NEW.id);
    RETURN NEW;
END $$;

CREATE TRIGGER take_from_parts BEFORE INSERT OR UPDATE ON providers_location
    FOR EACH ROW EXECUTE FUNCTION take_from_parts();
"""
DROP_CARD_FACTS = """
DROP TRIGGER take_from_parts ON providers_location;
DROP FUNCTION take_from_parts();
DROP FUNCTION card_facts(bigint);
"""

# Other than the functions of migration 0005, this writes a location that its transaction has written already:
# each statement may add another part. An UPDATE can move a part from one location to another.
WRITE_LOCATIONS = """
CREATE FUNCTION write_locations() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    ids bigint[];
BEGIN
    IF TG_OP = 'INSERT' THEN
        ids := ARRAY(SELECT DISTINCT location_id FROM new_rows);
    ELSIF TG_OP = 'DELETE' THEN
        ids := ARRAY(SELECT DISTINCT location_id FROM old_rows);
    ELSE
        ids := ARRAY(SELECT location_id FROM old_rows UNION SELECT location_id FROM new_rows);
    END IF;
    UPDATE providers_location SET changed_in = pg_current_xact_id() WHERE id = ANY(ids);
    RETURN NULL;
END $$;
"""
DROP_WRITE_LOCATIONS = "DROP FUNCTION write_locations();"

PARTS_ON_CARDS = [
    "providers_locationterm",
    "providers_payernetwork",
    "providers_combinedprogram",
    "providers_confirmation",
]
WRITE_ON_CHANGE = """
CREATE TRIGGER write_on_insert AFTER INSERT ON {table} REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION write_locations();
CREATE TRIGGER write_on_update AFTER UPDATE ON {table} REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION write_locations();
CREATE TRIGGER write_on_delete AFTER DELETE ON {table} REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION write_locations();
"""
DROP_WRITE_ON_CHANGE = """
DROP TRIGGER write_on_insert ON {table};
DROP TRIGGER write_on_update ON {table};
DROP TRIGGER write_on_delete ON {table};
"""


TOUCHED = ["locationclinician", "openinghours", "closure", "photo"]


class Migration(migrations.Migration):
    dependencies = [("providers", "0001_initial")]

    operations = [
        migrations.RunSQL(STAMP, DROP_STAMP),
        migrations.RunSQL(TOUCH, DROP_TOUCH),
        *[
            migrations.RunSQL(
                TOUCH_PART.format(table=f"providers_{table}"),
                DROP_TOUCH_PART.format(table=f"providers_{table}"),
            )
            for table in TOUCHED
        ],
        migrations.RunSQL(REMOVED, DROP_REMOVED),
        migrations.RunSQL(CARD_FACTS, DROP_CARD_FACTS),
        migrations.RunSQL(WRITE_LOCATIONS, DROP_WRITE_LOCATIONS),
        *[
            migrations.RunSQL(WRITE_ON_CHANGE.format(table=table), DROP_WRITE_ON_CHANGE.format(table=table))
            for table in PARTS_ON_CARDS
        ],
    ]
