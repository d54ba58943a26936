"""Columns for the day a text was written, the day a reviewer signed it, and declarations of interests."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("content", "0001_initial")]

    operations = [
        migrations.RemoveConstraint(model_name="guideversion", name="version_published_has_its_dates"),
        migrations.RemoveConstraint(model_name="guideversion", name="version_review_dates_in_order"),
        migrations.RenameField(model_name="guideversion", old_name="next_review_due", new_name="update_due"),
        migrations.AlterField(
            model_name="guideversion",
            name="update_due",
            field=models.DateField(
                blank=True,
                help_text="By this day the sources are checked again. Pages say when it is late.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="guideversion",
            name="written_on",
            field=models.DateField(
                blank=True,
                help_text="The day this text was finished. Pages, feed and sitemap give it.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="versionperson",
            name="reviewed_on",
            field=models.DateField(
                blank=True,
                help_text="The day a reviewer signed this text. Authors have none.",
                null=True,
            ),
        ),
        migrations.AlterField(
            model_name="versionperson",
            name="contribution",
            field=models.CharField(
                choices=[("author", "Author"), ("reviewer", "Medical reviewer")],
                default="author",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="interests",
            field=models.TextField(
                blank=True,
                help_text="Who pays them, and what they own or earn in connection with TMS or therapy, in their "
                "own words. If there is nothing to declare, the declaration says so.",
                verbose_name="declaration of interests",
            ),
        ),
    ]
