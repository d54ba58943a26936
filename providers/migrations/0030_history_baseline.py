"""The first change of a row that has no history keeps what the row was before.

A bulk load switches triggers off, and rows were there before history was. An event holds a row as it is after
a change, so without this the first change of such a row would have nothing to compare with and could not be
taken back. Deletions need none: their event holds the row that goes.
"""

from django.db import migrations, models

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


class Migration(migrations.Migration):
    dependencies = [("providers", "0010_claims")]

    operations = [
        migrations.AddIndex("location", models.Index(fields=["phone"], name="location_phone")),
        migrations.RunSQL(BASELINE, "DROP FUNCTION note_history_baseline();"),
        *[
            migrations.RunSQL(
                TRIGGER.format(
                    table=f"providers_{name}", event_table=f"providers_{name}event", changed=changed
                ),
                f"DROP TRIGGER note_history_baseline ON providers_{name};",
            )
            for name, changed in CHANGED.items()
        ],
    ]
