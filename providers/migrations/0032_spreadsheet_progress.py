"""How far applying a spreadsheet has come, and what became of it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("providers", "0031_spreadsheet"),
    ]

    operations = [
        migrations.CreateModel(
            name="SpreadsheetProgress",
            fields=[
                (
                    "upload",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="progress",
                        serialize=False,
                        to="providers.spreadsheetupload",
                    ),
                ),
                ("rows_done", models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.AddField(
            model_name="spreadsheetupload",
            name="held",
            field=models.PositiveIntegerField(
                default=0, help_text="How many of its changes wait for a check."
            ),
        ),
        migrations.AddField(
            model_name="spreadsheetupload",
            name="problem",
            field=models.CharField(blank=True, help_text="Why it was not applied.", max_length=500),
        ),
        migrations.AddField(
            model_name="spreadsheetupload",
            name="requested_at",
            field=models.DateTimeField(blank=True, help_text="When somebody said: apply it.", null=True),
        ),
    ]
