import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("providers", "0001_initial"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="closure",
            name="touch_on_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="closure",
            name="touch_on_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="closure",
            name="touch_on_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="location",
            name="take_from_parts",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="openinghours",
            name="touch_on_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="openinghours",
            name="touch_on_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="openinghours",
            name="touch_on_delete",
        ),
        migrations.AlterField(
            model_name="location",
            name="card_facts",
            field=models.TextField(
                db_default=";;;;;",
                editable=False,
                help_text="Its terms, programs, payers in network, hours, and who confirmed it, so that a page of results reads one row a card. See providers/models/card_facts.py.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="closure",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_on_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="UPDATE providers_location SET changed_in = pg_current_xact_id() WHERE id = ANY(ARRAY(SELECT location_id FROM new_rows)); RETURN NULL;",
                    hash="94807308f6e23c493cf6340768de9d84caa3593b",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_touch_on_insert_8d6e4",
                    referencing="REFERENCING NEW TABLE AS new_rows ",
                    table="providers_closure",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="closure",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_on_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="UPDATE providers_location SET changed_in = pg_current_xact_id() WHERE id = ANY(ARRAY(SELECT location_id FROM old_rows UNION SELECT location_id FROM new_rows)); RETURN NULL;",
                    hash="bfa23cd5c1225b56ae4ddb71a03667767d2be70d",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_touch_on_update_cd956",
                    referencing="REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ",
                    table="providers_closure",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="closure",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_on_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="UPDATE providers_location SET changed_in = pg_current_xact_id() WHERE id = ANY(ARRAY(SELECT location_id FROM old_rows)); RETURN NULL;",
                    hash="1f6e430f30d531fd7e42c4f3c96951f78c1c07e3",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_touch_on_delete_71a33",
                    referencing="REFERENCING OLD TABLE AS old_rows ",
                    table="providers_closure",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="location",
            trigger=pgtrigger.compiler.Trigger(
                name="take_from_parts",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="SELECT CASE WHEN count(*) = 5 THEN min(confirmed_on) END INTO NEW.confirmed_on FROM providers_confirmation WHERE location_id = NEW.id; NEW.card_facts := concat( (SELECT confirmed_by FROM providers_confirmation WHERE location_id = NEW.id ORDER BY confirmed_on, section LIMIT 1), ';', (SELECT string_agg(' ' || term_id, '' ORDER BY term_id) FROM providers_locationterm WHERE location_id = NEW.id), ';', (SELECT string_agg(' ' || therapy_id || ':' || delivery || ':' || timing || ':' || coalesce(left(shared_plan::text, 1), ''), '' ORDER BY id) FROM providers_combinedprogram WHERE location_id = NEW.id), ';', (SELECT string_agg(' ' || payer_id || ':' || services, '' ORDER BY payer_id) FROM ( SELECT payer_id, string_agg(service, ',' ORDER BY service DESC) AS services FROM providers_payernetwork WHERE location_id = NEW.id AND status = 'in-network' GROUP BY payer_id ) AS network), ';', (SELECT string_agg(' ' || weekday || '-' || to_char(opens, 'HH24MI') || '-' || to_char(closes, 'HH24MI'), '' ORDER BY weekday, opens) FROM providers_openinghours WHERE location_id = NEW.id), ';', (SELECT string_agg(' ' || first_day || '/' || last_day, '' ORDER BY first_day, last_day) FROM providers_closure WHERE location_id = NEW.id) ); RETURN NEW;",
                    hash="23894e5145ba05b2e3b1384d19a5ae884060c3a9",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_take_from_parts_3042a",
                    table="providers_location",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="openinghours",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_on_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="UPDATE providers_location SET changed_in = pg_current_xact_id() WHERE id = ANY(ARRAY(SELECT location_id FROM new_rows)); RETURN NULL;",
                    hash="d2a9ab2578b3d842f9315151a108813e13b0c41f",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_touch_on_insert_0e466",
                    referencing="REFERENCING NEW TABLE AS new_rows ",
                    table="providers_openinghours",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="openinghours",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_on_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="UPDATE providers_location SET changed_in = pg_current_xact_id() WHERE id = ANY(ARRAY(SELECT location_id FROM old_rows UNION SELECT location_id FROM new_rows)); RETURN NULL;",
                    hash="31652ee874aaf032b0d2f92625f67a6f4e0f0ad9",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_touch_on_update_e50af",
                    referencing="REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ",
                    table="providers_openinghours",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="openinghours",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_on_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="UPDATE providers_location SET changed_in = pg_current_xact_id() WHERE id = ANY(ARRAY(SELECT location_id FROM old_rows)); RETURN NULL;",
                    hash="c73c7cf04e4aba5e501e9c4cd5dd8e5ed24a3d22",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_touch_on_delete_586be",
                    referencing="REFERENCING OLD TABLE AS old_rows ",
                    table="providers_openinghours",
                    when="AFTER",
                ),
            ),
        ),
        # Every location is written once, so that its trigger gathers the facts anew.
        migrations.RunSQL("UPDATE providers_location SET changed_in = changed_in", migrations.RunSQL.noop),
    ]
