"""The places people search from, and the extension that finds misspelt ones."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        # A trusted extension since PostgreSQL 13: the database's owner may create it.
        TrigramExtension(),
        migrations.CreateModel(
            name="GazetteerLoad",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "checksum",
                    models.CharField(
                        help_text="SHA-256 of the rows as they were loaded.",
                        max_length=64,
                    ),
                ),
                (
                    "places",
                    models.PositiveIntegerField(help_text="How many rows that made."),
                ),
                ("loaded_at", models.DateTimeField(auto_now=True)),
            ],
        ),
        migrations.CreateModel(
            name="Place",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("zip", "ZIP code"),
                            ("city", "City or town"),
                            ("state", "State or territory"),
                        ],
                        max_length=5,
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        help_text=(
                            "What identifies the place for good: "
                            "the ZIP, the GeoNames id or the state's two letters."
                        ),
                        max_length=12,
                    ),
                ),
                (
                    "name",
                    models.CharField(help_text="60614, Chicago, Illinois.", max_length=80),
                ),
                (
                    "label",
                    models.CharField(
                        help_text="How pages name it: 60614 (Chicago, IL); Chicago, IL; Illinois.",
                        max_length=160,
                    ),
                ),
                (
                    "folded",
                    models.CharField(
                        help_text="The name as search compares it: saint paul.",
                        max_length=80,
                    ),
                ),
                (
                    "aliases",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80),
                        blank=True,
                        default=list,
                        help_text="Other names people type, folded: nyc, philly.",
                        size=None,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        help_text="The two letters of the state or territory.",
                        max_length=2,
                    ),
                ),
                (
                    "slug",
                    models.CharField(help_text="Its part of an address: chicago; il.", max_length=100),
                ),
                ("latitude", models.FloatField(help_text="Degrees north, WGS84.")),
                ("longitude", models.FloatField(help_text="Degrees east, WGS84.")),
                (
                    "population",
                    models.PositiveIntegerField(
                        default=0,
                        help_text="People; for a ZIP an even share of its city's, good for ordering only.",
                    ),
                ),
                (
                    "time_zone",
                    models.CharField(help_text="IANA name, e.g. America/Chicago.", max_length=40),
                ),
                (
                    "near_city",
                    models.CharField(
                        blank=True,
                        help_text="For a ZIP: the city it is in or nearest to.",
                        max_length=80,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        django.contrib.postgres.indexes.OpClass(models.F("folded"), name="text_pattern_ops"),
                        models.OrderBy(models.F("population"), descending=True),
                        name="place_prefix",
                    ),
                    django.contrib.postgres.indexes.GinIndex(fields=["aliases"], name="place_aliases"),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(models.F("folded"), name="gin_trgm_ops"),
                        condition=models.Q(("kind__in", ["city", "state"])),
                        name="place_trigrams",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "code"), name="place_kind_code"),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "city")),
                        fields=("state", "slug"),
                        name="place_city_address",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["zip", "city", "state"])),
                        name="place_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("latitude__gte", -90),
                            ("latitude__lte", 90),
                            ("longitude__gte", -180),
                            ("longitude__lte", 180),
                        ),
                        name="place_is_on_earth",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind", "zip"), ("near_city", ""), _connector="OR"),
                        name="place_only_zips_are_near_a_city",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("folded", ""), _negated=True),
                        name="place_has_a_search_key",
                    ),
                ],
            },
        ),
    ]
