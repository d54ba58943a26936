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
    INSERT INTO listings_linkevent (pgh_created_at, pgh_label, pgh_context_id, location_id, term_id, role)
    SELECT now(), lower(TG_OP), _pgh_attach_context(), location_id, term_id, '' FROM changed_rows;
    RETURN NULL;
END $$;

CREATE FUNCTION note_clinician_links() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF 'note_links' = ANY(nullif(current_setting('pgtrigger.ignore', true), '')::text[]) THEN
        RETURN NULL;
    END IF;
    INSERT INTO listings_linkevent
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

BASELINE = """
CREATE FUNCTION note_history_baseline() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    is_known boolean;
BEGIN
    -- What does without history does without this too (models/history.py). After the transaction that set it,
    -- the setting is empty and not missing.
    IF 'note_links' = ANY(nullif(current_setting('pgtrigger.ignore', true), '')::text[]) THEN
        RETURN NEW;
    END IF;
    EXECUTE format('SELECT EXISTS (SELECT FROM %I WHERE pgh_obj_id = $1)', TG_ARGV[0])
        INTO is_known USING OLD.id;
    IF NOT is_known THEN
        EXECUTE format(
            'INSERT INTO %1$I SELECT (jsonb_populate_record(NULL::%1$I, $1 || jsonb_build_object(
                ''pgh_id'', nextval(pg_get_serial_sequence(%2$L, ''pgh_id'')),
                ''pgh_created_at'', now(), ''pgh_label'', ''baseline'', ''pgh_obj_id'', $2))).*',
            TG_ARGV[0], TG_ARGV[0]
        ) USING to_jsonb(OLD), OLD.id;
    END IF;
    RETURN NEW;
END $$;
"""
# What triggers and reviews keep is no change of a listing: a bulk update of it writes no history.
TRIGGER = """
CREATE TRIGGER note_history_baseline BEFORE UPDATE ON {table} FOR EACH ROW
    WHEN ({changed}) EXECUTE FUNCTION note_history_baseline('{event_table}');
"""
ANY = "OLD.* IS DISTINCT FROM NEW.*"
FACTS = (
    "to_jsonb(OLD) - '{changed_in,confirmed_on,doubted_at,rating_average,rating_count}'::text[] "
    "IS DISTINCT FROM to_jsonb(NEW) - '{changed_in,confirmed_on,doubted_at,rating_average,rating_count}'::text[]"
)
CHANGED = {
    "practice": ANY,
    "location": FACTS,
    "clinician": ANY,
    "openinghours": ANY,
    "payernetwork": "OLD.status IS DISTINCT FROM NEW.status",  # not what is confirmed anew
    # Not what is attested anew; and no condition may name a generated column.
    "combinedprogram": "(OLD.therapy_id, OLD.condition_id, OLD.timing, OLD.delivery, OLD.partner_name, "
    "OLD.therapist_credentials, OLD.shared_plan) IS DISTINCT FROM (NEW.therapy_id, NEW.condition_id, NEW.timing, "
    "NEW.delivery, NEW.partner_name, NEW.therapist_credentials, NEW.shared_plan)",
    "closure": ANY,
    "photo": ANY,
}

# A confirmation answers the reports before it. It carries a day of the site's time zone, a report a moment: a
# day's grace covers every time zone. (Dates that are moved or loaded from the past answer nothing new.)
SETTLE = """
CREATE FUNCTION settle_reports_of_new_rows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE listings_report AS report SET settled_at = now()
    FROM new_rows
    WHERE report.location_id = new_rows.location_id AND new_rows.section = 'contact'
        AND report.settled_at IS NULL AND report.kind IN ('closed', 'number-wrong')
        AND new_rows.confirmed_on >= (report.created_at AT TIME ZONE 'UTC')::date - 1;
    UPDATE providers_location AS location SET doubted_at = NULL
    FROM new_rows
    WHERE location.id = new_rows.location_id AND new_rows.section = 'contact'
        AND location.doubted_at IS NOT NULL
        AND new_rows.confirmed_on >= (location.doubted_at AT TIME ZONE 'UTC')::date - 1;
    RETURN NULL;
END $$;

CREATE TRIGGER settle_reports_insert AFTER INSERT ON providers_confirmation
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION settle_reports_of_new_rows();
CREATE TRIGGER settle_reports_update AFTER UPDATE ON providers_confirmation
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION settle_reports_of_new_rows();
"""
DROP_SETTLE = """
DROP TRIGGER settle_reports_insert ON providers_confirmation;
DROP TRIGGER settle_reports_update ON providers_confirmation;
DROP FUNCTION settle_reports_of_new_rows();
"""


class Migration(migrations.Migration):
    dependencies = [("listings", "0001_initial"), ("providers", "0002_triggers")]

    operations = [
        migrations.RunSQL(LINK_EVENTS, DROP_LINK_EVENTS),
        migrations.RunSQL(BASELINE, "DROP FUNCTION note_history_baseline();"),
        *[
            migrations.RunSQL(
                TRIGGER.format(
                    table=f"providers_{name}", event_table=f"listings_{name}event", changed=changed
                ),
                f"DROP TRIGGER note_history_baseline ON providers_{name};",
            )
            for name, changed in CHANGED.items()
        ],
        migrations.RunSQL(SETTLE, DROP_SETTLE),
    ]
