"""The columns that are no longer used go, and the database keeps the new rules."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("content", "0003_move_dates_of_reviews")]

    operations = [
        migrations.RemoveField(model_name="guideversion", name="last_reviewed"),
        migrations.RemoveField(model_name="person", name="is_demo"),
        migrations.AddConstraint(
            model_name="guideversion",
            constraint=models.CheckConstraint(
                condition=~models.Q(status="published")
                | models.Q(published_from__isnull=False, written_on__isnull=False, update_due__isnull=False),
                name="version_published_has_its_dates",
            ),
        ),
        migrations.AddConstraint(
            model_name="guideversion",
            constraint=models.CheckConstraint(
                condition=models.Q(update_due=None) | models.Q(update_due__gt=models.F("written_on")),
                name="version_dates_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="versionperson",
            constraint=models.CheckConstraint(
                condition=models.Q(contribution="reviewer", reviewed_on__isnull=False)
                | models.Q(contribution="author", reviewed_on=None),
                name="version_review_has_its_day",
            ),
        ),
    ]
