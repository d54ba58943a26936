"""The page of the log is in the order of time."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reviews", "0010_find_copies")]
    operations = [
        migrations.AddIndex(
            model_name="decision", index=models.Index(fields=["-made_at", "-id"], name="decision_made")
        )
    ]
