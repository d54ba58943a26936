"""The NPI that a claimant gives, and registry records of which nothing is left but that they ended."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("providers", "0040_upkeep"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="claim",
            name="npi",
            field=models.CharField(
                blank=True,
                default="",
                help_text="As the person who claims gives it, unchecked.",
                max_length=10,
                verbose_name="NPI",
            ),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="registryrecord",
            name="entity_type",
            field=models.PositiveSmallIntegerField(
                blank=True,
                choices=[(1, "Person"), (2, "Organization")],
                help_text="Empty: deactivated before we first read it.",
                null=True,
            ),
        ),
        migrations.AlterField(
            model_name="registryrecord",
            name="name",
            field=models.CharField(
                blank=True, help_text="Legal business name, or first and last name.", max_length=200
            ),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(
                condition=models.Q(("state__in", ["requested", "proven"])),
                fields=["id"],
                name="claim_to_check",
            ),
        ),
    ]
