"""Dates that versions called their last review become the day a text was written, or the day a person signed it.

The shipped texts never had a reviewer: their "last review" was the day they were written, and the placeholder of
the demo that stood in for a reviewer goes. A text of the admin was written when its version was made, and reviewed
by the real person whom it names, if it has a day for that. Names of reviewers without a day are no signature.
"""

from django.db import migrations

MOVE = """
    DELETE FROM content_versionperson AS row USING content_person AS person, content_guideversion AS version
    WHERE row.person_id = person.id AND row.version_id = version.id
        AND (person.is_demo OR row.contribution = 'reviewer' AND version.last_reviewed IS NULL);

    UPDATE content_versionperson AS row SET reviewed_on = version.last_reviewed
    FROM content_guideversion AS version
    WHERE row.version_id = version.id AND row.contribution = 'reviewer';

    -- Without a day of review it was never published, and its editor sets the day.
    UPDATE content_guideversion SET written_on = CASE
        WHEN origin = 'shipped' THEN last_reviewed
        ELSE least((created_at AT TIME ZONE 'America/New_York')::date, last_reviewed)
    END WHERE last_reviewed IS NOT NULL;

    DELETE FROM content_person WHERE is_demo;
"""


class Migration(migrations.Migration):
    dependencies = [("content", "0002_dates_of_writing_and_of_reviews")]

    operations = [migrations.RunSQL(MOVE, migrations.RunSQL.noop)]
