"""Rows from before: random public ids, codes by month, rounded counts of codes, and open appeals in the log."""

from django.conf import settings
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

# 52 random bits. Two rows with the same number would be a failed migration, not a wrong site.
PUBLIC_IDS = """
    UPDATE reviews_review
    SET public_id = ('x' || substr(replace(gen_random_uuid()::text, '-', ''), 20, 13))::bit(52)::bigint
"""
MONTHS = "UPDATE reviews_visitcode SET used_in = date_trunc('month', used_in)::date WHERE used_in IS NOT NULL"
NO_COUNTS = "UPDATE reviews_ratingsummary SET codes_issued = 0, codes_used = 0"
# As reviews/codes/counting.py counts them.
COUNTS = """
    UPDATE reviews_ratingsummary AS summary SET
        codes_issued = CASE WHEN issued >= 10 THEN issued / 5 * 5 ELSE 0 END,
        codes_used = CASE WHEN used >= 10 THEN used / 5 * 5 ELSE 0 END
    FROM (
        SELECT batch.location_id, count(*)::int AS issued,
            count(*) FILTER (WHERE code.used_in < date_trunc('month', now() AT TIME ZONE %(zone)s))::int AS used
        FROM reviews_visitcode AS code JOIN reviews_codebatch AS batch ON batch.id = code.batch_id
        WHERE batch.made_on < date_trunc('month', now() AT TIME ZONE %(zone)s)
        GROUP BY batch.location_id
    ) AS counted
    WHERE counted.location_id = summary.location_id
"""
APPEALS = """
    INSERT INTO reviews_decision
        (made_at, subject, subject_id, review_id, location_id, action, reason, note, stars, received_on, is_demo)
    SELECT appeal.created_at, 'appeal', appeal.id, review.id, review.location_id, 'appeal', '', '',
        review.overall, (review.confirmed_at AT TIME ZONE %(zone)s)::date, practice.is_demo
    FROM reviews_appeal AS appeal
    JOIN reviews_review AS review ON review.id = appeal.review_id
    JOIN providers_location AS location ON location.id = review.location_id
    JOIN providers_practice AS practice ON practice.id = location.practice_id
    WHERE appeal.state = 'open' ORDER BY appeal.id
"""


def fill(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    with schema_editor.connection.cursor() as cursor:
        for statement in (PUBLIC_IDS, MONTHS, NO_COUNTS):
            cursor.execute(statement)
        for statement in (COUNTS, APPEALS):
            cursor.execute(statement, {"zone": settings.TIME_ZONE})


class Migration(migrations.Migration):
    dependencies = [("reviews", "0004_delayed_publication_and_ledger")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
