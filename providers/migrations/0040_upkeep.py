"""Reports that put a notice on a listing, and how a confirmation takes it off again.

The trigger, because everybody who confirms has to take part: one tap, the mail, the editor, the admin site.
"""

from django.db import migrations, models

# A confirmation answers the reports before it. It carries a day of the site's time zone, a report a moment: a
# day's grace covers every time zone. (Dates that are moved or loaded from the past answer nothing new.)
SETTLE = """
CREATE FUNCTION settle_reports_of_new_rows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE providers_report AS report SET settled_at = now()
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
    dependencies = [
        ("providers", "0007_link_history"),
    ]

    operations = [
        migrations.AddField(
            model_name="location",
            name="doubted_at",
            field=models.DateTimeField(
                blank=True,
                editable=False,
                help_text="When a third person reported that it is closed or its number wrong; empty once its contact section is confirmed again. See providers/staff/reports/doubt.py.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="is_repeat",
            field=models.BooleanField(
                default=False,
                help_text="The same address had reported this listing in the 30 days before: it is not independent.",
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="settled_at",
            field=models.DateTimeField(
                blank=True,
                help_text="From when on it does not count towards the notice on the page: the contact section was confirmed after it, or an admin closed it.",
                null=True,
            ),
        ),
        migrations.AlterField(
            model_name="report",
            name="reporter",
            field=models.CharField(
                blank=True,
                help_text="Tells reporters of one day apart; see accounts/visitor.py. Emptied after 30 days.",
                max_length=32,
            ),
        ),
        migrations.RunSQL(SETTLE, DROP_SETTLE),
    ]
