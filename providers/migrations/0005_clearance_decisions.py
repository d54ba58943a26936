"""Clearances get the date of the decision as far as it is known, whom and what they are for, and a device.

The shipped rows that had no number or no device get theirs, so that `load_vocabulary` updates them instead of
adding a second row beside each. Rows of the operator's own keep their facts; one without a device becomes one
of "another device".
"""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

# (device, condition, year) of shipped rows without a number -> (device, number)
NUMBERS = {
    (None, "mdd", 2008): ("neurostar", "DEN070003"),
    ("brainsway", "anxious-depression", 2021): ("brainsway", "K210201"),
    ("brainsway", "ocd", 2018): ("brainsway", "DEN170078"),
    ("neurostar", "ocd", 2022): ("neurostar", "K212289"),
    ("brainsway", "smoking", 2020): ("brainsway", "K200957"),
    (None, "migraine", 2013): ("other", "K130556"),
    # Its number is not known. The day is what the file has, and what identifies the row.
    ("apollo", "mdd-15-21", 2025): ("apollo", ""),
}
APOLLO = ("apollo", "mdd-15-21", 2025)


def fill(apps: Any, schema_editor: Any) -> None:
    clearances, terms = (apps.get_model("providers", name) for name in ("Clearance", "Term"))
    devices = {term.slug: term for term in terms.objects.filter(vocabulary="device")}
    for row in clearances.objects.select_related("device", "condition"):
        identity = (row.device.slug if row.device else None, row.condition.slug, row.year)
        row.decision_date = str(row.year)
        if not row.number and identity in NUMBERS:
            device, row.number = NUMBERS[identity]
            row.device = devices.get(device, row.device)
            if identity == APOLLO:
                row.decision_date = "2025-09-10"
        if row.device is None:
            row.device = devices.get("other") or devices.setdefault(
                "other",
                terms.objects.create(
                    vocabulary="device",
                    slug="other",
                    label="Another device",
                    explanation="A device that is not in this list.",
                    position=len(devices),
                ),
            )
        row.is_adjunct = "added to other care" in row.note.lower()
        row.for_adults = "adults" in row.note.lower().split(";")[0]
        row.save()


class Migration(migrations.Migration):
    dependencies = [("providers", "0004_news")]

    operations = [
        migrations.RemoveConstraint(model_name="clearance", name="clearance_is_unique"),
        migrations.RenameField(model_name="clearance", old_name="k_number", new_name="number"),
        migrations.AlterField(
            model_name="clearance",
            name="number",
            field=models.CharField(
                blank=True,
                help_text="Such as K222171 or DEN170078.",
                max_length=10,
                verbose_name="FDA number",
            ),
        ),
        migrations.AddField(
            model_name="clearance",
            name="decision_date",
            field=models.CharField(
                blank=True,
                default="",
                help_text="2020, 2020-08 or 2020-08-17: as much as is known.",
                max_length=10,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="clearance",
            name="for_adults",
            field=models.BooleanField(default=False, help_text="The record says adults, and names no ages."),
        ),
        migrations.AddField(
            model_name="clearance",
            name="is_adjunct",
            field=models.BooleanField(default=False, verbose_name="alongside other treatment"),
        ),
        migrations.AddField(
            model_name="clearance",
            name="use",
            field=models.CharField(
                blank=True, default="", help_text='Such as "as a short-term aid".', max_length=80
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="clearance",
            name="protocol",
            field=models.CharField(blank=True, default="", max_length=80, verbose_name="protocol or coil"),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="clearance",
            name="note",
            field=models.CharField(
                blank=True, help_text="For the staff; readers don't see it.", max_length=300
            ),
        ),
        migrations.RunPython(fill),
        # A table with checks that wait for the end of the transaction can't be altered.
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.AlterModelOptions(
            name="clearance", options={"ordering": ["condition", "decision_date", "id"]}
        ),
        migrations.RemoveField(model_name="clearance", name="year"),
        migrations.AlterField(
            model_name="clearance",
            name="device",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="clearances_as_device",
                to="providers.term",
            ),
        ),
        migrations.AddConstraint(
            model_name="clearance",
            constraint=models.CheckConstraint(
                condition=Q(("decision_date", ""))
                | Q(
                    (
                        "decision_date__regex",
                        "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$",
                    )
                ),
                name="clearance_date_is_a_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="clearance",
            constraint=models.UniqueConstraint(
                fields=("device", "condition", "decision_date", "number"), name="clearance_is_unique"
            ),
        ),
    ]
