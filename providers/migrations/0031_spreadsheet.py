"""Spreadsheets that were uploaded and checked, and wait to be applied."""

import django.core.serializers.json
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models.functions import Now


class Migration(migrations.Migration):
    dependencies = [
        ("providers", "0030_history_baseline"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SpreadsheetUpload",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(help_text="As the file was called.", max_length=120)),
                ("rows", models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                (
                    "unchanged",
                    models.PositiveIntegerField(help_text="Locations in the file that stay as they are."),
                ),
                ("created_at", models.DateTimeField(db_default=Now(), editable=False)),
                ("applied_at", models.DateTimeField(blank=True, null=True)),
                (
                    "practice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="spreadsheets",
                        to="providers.practice",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"ordering": ["-id"]},
        ),
    ]
