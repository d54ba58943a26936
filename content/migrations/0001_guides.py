"""The tables of the guides."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

import content.models.version


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("providers", "0005_change_tracking"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="GlossaryEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        max_length=60,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9]+(-[a-z0-9]+)*$",
                                "Small letters, digits and hyphens only, such as donse2018.",
                            )
                        ],
                    ),
                ),
                ("term", models.CharField(max_length=120)),
                ("definition", models.TextField(help_text="Plain text: one or two short sentences.")),
                (
                    "also",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120),
                        blank=True,
                        default=list,
                        help_text="Other names for it, separated by commas.",
                        size=None,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "glossary entries",
                "ordering": ["term"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("slug__regex", "^[a-z0-9]+(-[a-z0-9]+)*$")),
                        name="glossary_slug_is_plain",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("definition", ""), _negated=True),
                        name="glossary_entry_says_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Guide",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        max_length=80,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9]+(-[a-z0-9]+)*$",
                                "Small letters, digits and hyphens only, such as donse2018.",
                            )
                        ],
                    ),
                ),
                (
                    "topic",
                    models.CharField(
                        choices=[
                            ("combining", "TMS and therapy together"),
                            ("basics", "The basics"),
                            ("conditions", "By condition"),
                            ("practical", "Cost, safety and choosing"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "order",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="Order within the topic, smallest first."
                    ),
                ),
            ],
            options={
                "ordering": ["topic", "order", "slug"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("slug__regex", "^[a-z0-9]+(-[a-z0-9]+)*$")),
                        name="guide_slug_is_plain",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("slug__in", ("evidence-grades", "glossary", "people", "preview", "search")),
                            _negated=True,
                        ),
                        name="guide_slug_is_not_another_page",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("topic__in", ["combining", "basics", "conditions", "practical"])),
                        name="guide_topic_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GuideVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(help_text="Counted within the guide, from 1.")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("in-review", "In review"),
                            ("published", "Published"),
                            ("retired", "Retired"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[("shipped", "A file that comes with the site"), ("admin", "The admin")],
                        default="admin",
                        max_length=10,
                    ),
                ),
                ("published_from", models.DateTimeField(blank=True, null=True)),
                ("published_until", models.DateTimeField(blank=True, null=True)),
                ("title", models.CharField(max_length=120)),
                (
                    "summary",
                    models.CharField(help_text="One sentence, for cards and search engines.", max_length=300),
                ),
                (
                    "body",
                    models.TextField(
                        help_text="Markdown; docs/guides.md explains the blocks.", verbose_name="text"
                    ),
                ),
                (
                    "symptoms",
                    models.BooleanField(
                        default=False,
                        help_text="Then the crisis block must stand in the text.",
                        verbose_name="talks about symptoms",
                    ),
                ),
                ("last_reviewed", models.DateField(blank=True, null=True)),
                ("next_review_due", models.DateField(blank=True, null=True)),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("changed_at", models.DateTimeField(auto_now=True)),
                ("file_hash", models.CharField(blank=True, editable=False, max_length=64)),
                ("plain_text", models.TextField(blank=True, editable=False)),
                (
                    "words",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), default=list, editable=False, size=None
                    ),
                ),
                ("reading_minutes", models.PositiveSmallIntegerField(default=1, editable=False)),
                (
                    "search",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.contrib.postgres.search.CombinedSearchVector(
                            django.contrib.postgres.search.CombinedSearchVector(
                                django.contrib.postgres.search.SearchVector(
                                    "title", config="english", weight="A"
                                ),
                                "||",
                                django.contrib.postgres.search.SearchVector(
                                    "summary", config="english", weight="B"
                                ),
                                django.contrib.postgres.search.SearchConfig("english"),
                            ),
                            "||",
                            django.contrib.postgres.search.SearchVector(
                                "plain_text", config="english", weight="C"
                            ),
                            django.contrib.postgres.search.SearchConfig("english"),
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "guide",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="content.guide",
                    ),
                ),
                (
                    "terms",
                    models.ManyToManyField(blank=True, related_name="guide_versions", to="providers.term"),
                ),
            ],
            options={
                "ordering": ["guide", "-number"],
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        max_length=60,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9]+(-[a-z0-9]+)*$",
                                "Small letters, digits and hyphens only, such as donse2018.",
                            )
                        ],
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                (
                    "credentials",
                    models.CharField(
                        blank=True,
                        help_text="As the person writes them, such as MD or PhD. Empty if none.",
                        max_length=80,
                    ),
                ),
                (
                    "role",
                    models.CharField(blank=True, help_text="What they do, in a few words.", max_length=120),
                ),
                (
                    "bio",
                    models.TextField(
                        blank=True, help_text="A few sentences in plain text, shown on their page."
                    ),
                ),
                (
                    "is_demo",
                    models.BooleanField(
                        default=False, help_text="A placeholder of the demo, nobody real. Pages say so."
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "people",
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("slug__regex", "^[a-z0-9]+(-[a-z0-9]+)*$")),
                        name="person_slug_is_plain",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="person_has_a_name"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reference",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "key",
                    models.SlugField(
                        help_text="First author and year: donse2018",
                        max_length=60,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9]+(-[a-z0-9]+)*$",
                                "Small letters, digits and hyphens only, such as donse2018.",
                            )
                        ],
                    ),
                ),
                ("authors", models.CharField(max_length=300)),
                ("year", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=400)),
                (
                    "journal",
                    models.CharField(
                        blank=True, help_text="The journal, or who published the page.", max_length=160
                    ),
                ),
                (
                    "volume_pages",
                    models.CharField(blank=True, max_length=60, verbose_name="volume and pages"),
                ),
                (
                    "doi",
                    models.CharField(
                        blank=True, help_text="Without https://doi.org/", max_length=120, verbose_name="DOI"
                    ),
                ),
                ("pmid", models.CharField(blank=True, max_length=12, verbose_name="PMID")),
                (
                    "pmcid",
                    models.CharField(
                        blank=True, help_text="With PMC in front.", max_length=16, verbose_name="PMC ID"
                    ),
                ),
                (
                    "url",
                    models.URLField(blank=True, help_text="For sources without DOI or PMID.", max_length=400),
                ),
                (
                    "study_type",
                    models.CharField(
                        blank=True, help_text="Such as randomized controlled trial.", max_length=120
                    ),
                ),
                (
                    "sample_size",
                    models.PositiveIntegerField(blank=True, help_text="People who took part.", null=True),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True, help_text="What readers should know about it, in plain words."
                    ),
                ),
            ],
            options={
                "ordering": ["key"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("key__regex", "^[a-z0-9]+(-[a-z0-9]+)*$")),
                        name="reference_key_is_plain",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 1900), ("year__lte", 2100)),
                        name="reference_year_is_a_year",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("doi", ""), ("doi__startswith", "10."), _connector="OR"),
                        name="reference_doi_is_bare",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("pmid", ""), ("pmid__regex", "^[0-9]+$"), _connector="OR"),
                        name="reference_pmid_is_a_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("pmcid", ""), ("pmcid__regex", "^PMC[0-9]+$"), _connector="OR"),
                        name="reference_pmcid_has_its_prefix",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("url", ""), ("url__regex", "^https?://"), _connector="OR"),
                        name="reference_url_is_of_the_web",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sample_size", None), ("sample_size__gt", 0), _connector="OR"),
                        name="reference_sample_is_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="VersionPerson",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        choices=[("author", "Author"), ("reviewer", "Medical reviewer")], max_length=10
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="parts", to="content.person"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="content.guideversion",
                    ),
                ),
            ],
            options={
                "ordering": ["part", "position", "id"],
            },
        ),
        migrations.AddField(
            model_name="guideversion",
            name="people",
            field=models.ManyToManyField(
                related_name="versions", through="content.VersionPerson", to="content.person"
            ),
        ),
        migrations.CreateModel(
            name="Overrule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("finding", models.TextField(help_text="What the check said: line, rule and sentence.")),
                ("reason", models.TextField()),
                ("made_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="overrules",
                        to="content.guideversion",
                    ),
                ),
            ],
            options={
                "ordering": ["-made_at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason__regex", "^\\s*$"), _negated=True),
                        name="overrule_has_a_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="UsefulCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("useful", models.PositiveIntegerField(default=0)),
                ("not_useful", models.PositiveIntegerField(default=0)),
                (
                    "guide",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="useful_counts",
                        to="content.guide",
                    ),
                ),
            ],
            options={
                "ordering": ["-day"],
                "constraints": [
                    models.UniqueConstraint(fields=("guide", "day"), name="useful_count_is_one_a_day"),
                    models.CheckConstraint(
                        condition=models.Q(("useful__gte", 0), ("not_useful__gte", 0)),
                        name="useful_count_is_a_count",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="versionperson",
            constraint=models.UniqueConstraint(
                fields=("version", "person", "part"), name="version_person_is_unique"
            ),
        ),
        migrations.AddConstraint(
            model_name="versionperson",
            constraint=models.CheckConstraint(
                condition=models.Q(("part__in", ["author", "reviewer"])), name="version_part_is_known"
            ),
        ),
        migrations.AddIndex(
            model_name="guideversion",
            index=django.contrib.postgres.indexes.GinIndex(
                condition=models.Q(("status", "published")), fields=["search"], name="version_search"
            ),
        ),
        migrations.AddConstraint(
            model_name="guideversion",
            constraint=models.UniqueConstraint(fields=("guide", "number"), name="version_number_is_unique"),
        ),
        migrations.AddConstraint(
            model_name="guideversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["draft", "in-review", "published", "retired"])),
                name="version_status_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="guideversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("origin__in", ["shipped", "admin"])), name="version_origin_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="guideversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "published"), _negated=True),
                    models.Q(
                        ("last_reviewed__isnull", False),
                        ("next_review_due__isnull", False),
                        ("published_from__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="version_published_has_its_dates",
            ),
        ),
        migrations.AddConstraint(
            model_name="guideversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("published_until", None),
                    ("published_until__gt", models.F("published_from")),
                    _connector="OR",
                ),
                name="version_period_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="guideversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("next_review_due", None),
                    ("next_review_due__gt", models.F("last_reviewed")),
                    _connector="OR",
                ),
                name="version_review_dates_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="guideversion",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("status", "published")),
                expressions=[
                    ("guide", "="),
                    (content.models.version.TimeRange("published_from", "published_until"), "&&"),
                ],
                name="version_one_at_a_time",
            ),
        ),
    ]
