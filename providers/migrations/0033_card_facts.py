"""What a location's row takes from its parts: `confirmed_on`, as before, and now `card_facts`.

A page of results shows twenty cards. Asking four other tables about each of them took PostgreSQL longer than
everything else the page does; with what a card needs in the row itself, one look-up by id is enough.

Both are taken whenever the row is written, and a change of a part writes the row. The row is locked before its
parts are looked at, so of two transactions that change parts of one location at the same time the second sees
what the first has done.
"""

from importlib import import_module

from django.db import migrations, models

tracking = import_module("providers.migrations.0005_change_tracking")

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


def replace_triggers(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        tracking.DROP_TOUCH_PART.format(table=table) + WRITE_ON_CHANGE.format(table=table),
        DROP_WRITE_ON_CHANGE.format(table=table) + tracking.TOUCH_PART.format(table=table),
    )


class Migration(migrations.Migration):
    dependencies = [("providers", "0032_spreadsheet_progress")]

    operations = [
        migrations.AddField(
            model_name="location",
            name="card_facts",
            field=models.TextField(
                db_default=";;;",
                editable=False,
                help_text="What a card shows of its terms, programs, payers and confirmations, so that a page of results reads one row a card. See providers/presenters/card_rows.py.",
            ),
        ),
        migrations.RunSQL(tracking.DROP_CONFIRMED_ON, tracking.CONFIRMED_ON),
        migrations.RunSQL(CARD_FACTS, DROP_CARD_FACTS),
        migrations.RunSQL(WRITE_LOCATIONS, DROP_WRITE_LOCATIONS),
        *[replace_triggers(table) for table in PARTS_ON_CARDS],
        # The trigger fills them in.
        migrations.RunSQL("UPDATE providers_location SET changed_in = changed_in", migrations.RunSQL.noop),
    ]
