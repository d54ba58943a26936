"""The tables of reviews."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
import django.db.models.functions.text
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models

import reviews.models.review


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("providers", "0007_link_history"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CodeBatch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("size", models.PositiveSmallIntegerField()),
                ("made_on", models.DateField()),
                ("expires_on", models.DateField(help_text="The last day on which its codes work.")),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "location",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="code_batches",
                        to="providers.location",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "code batches",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="ModerationHold",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "subject", "subject_id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("review", "Review"),
                            ("reply", "Reply of a clinic"),
                            ("appeal", "Appeal"),
                            ("report", "Report by a reader"),
                            ("takedown", "Takedown notice"),
                        ],
                        max_length=10,
                    ),
                ),
                ("subject_id", models.BigIntegerField()),
                ("until", models.DateTimeField()),
                (
                    "moderator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RatingSummary",
            fields=[
                (
                    "location",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="rating_summary",
                        serialize=False,
                        to="providers.location",
                    ),
                ),
                ("number", models.PositiveIntegerField(default=0)),
                ("total", models.PositiveIntegerField(default=0, help_text="Sum of the overall scores.")),
                (
                    "stars",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveIntegerField(), size=5
                    ),
                ),
                (
                    "levels",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveIntegerField(), size=3
                    ),
                ),
                (
                    "answers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveIntegerField(), size=60
                    ),
                ),
                (
                    "would_choose_again",
                    models.PositiveIntegerField(default=0, help_text="How many said yes."),
                ),
                ("asked_again", models.PositiveIntegerField(default=0, help_text="How many said yes or no.")),
                ("codes_issued", models.PositiveIntegerField(default=0)),
                ("codes_used", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name_plural": "rating summaries",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("answers__len", 60), ("levels__len", 3), ("stars__len", 5)),
                        name="summary_has_all_parts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("total__gte", models.F("number")),
                            (
                                "total__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("number"), "*", models.Value(5)
                                ),
                            ),
                        ),
                        name="summary_total_fits",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("asked_again__lte", models.F("number")),
                            ("would_choose_again__lte", models.F("asked_again")),
                        ),
                        name="summary_again_fits",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("codes_used__lte", models.F("codes_issued"))),
                        name="summary_codes_fit",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("unconfirmed", "Waiting for the author to confirm the address"),
                            ("waiting", "Waiting for a moderator"),
                            ("change-asked", "The author was asked for a change"),
                            ("published", "Published"),
                            ("declined", "Declined"),
                            ("removed", "Taken off after publication"),
                            ("withdrawn", "Deleted by the author"),
                            ("replaced", "Replaced by a later one of the same author"),
                        ],
                        default="unconfirmed",
                        max_length=12,
                    ),
                ),
                ("overall", models.PositiveSmallIntegerField(help_text="1 to 5.")),
                (
                    "answers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(
                            choices=[
                                (0, "Not answered"),
                                (1, "Never"),
                                (2, "Sometimes"),
                                (3, "Usually"),
                                (4, "Always"),
                                (5, "Does not apply"),
                            ]
                        ),
                        default=reviews.models.review.no_answers,
                        help_text="In order of Question.",
                        size=None,
                    ),
                ),
                ("would_choose_again", models.BooleanField(blank=True, null=True)),
                ("text", models.TextField(help_text="As typed, never markup.", max_length=5000)),
                ("care_month", models.PositiveSmallIntegerField(help_text="1 to 12.")),
                ("care_year", models.PositiveSmallIntegerField()),
                (
                    "service",
                    models.CharField(
                        choices=[("tms", "TMS"), ("therapy", "Therapy"), ("both", "TMS and therapy")],
                        max_length=10,
                    ),
                ),
                (
                    "relationship",
                    models.CharField(
                        choices=[
                            ("patient", "I was or am a patient there"),
                            ("family", "I am family or a friend of a patient, or of someone who works there"),
                            ("staff", "I work there, worked there, or own it"),
                            ("competitor", "I work for, or own, another place that offers such care"),
                        ],
                        default="patient",
                        max_length=10,
                    ),
                ),
                (
                    "proof_level",
                    models.CharField(
                        choices=[
                            ("A", "Visit confirmed by clinic code"),
                            ("B", "Visit document checked, then deleted"),
                            ("C", "Email confirmed; visit not checked"),
                        ],
                        default="C",
                        max_length=1,
                    ),
                ),
                (
                    "document_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("letter", "Appointment letter"),
                            ("receipt", "Receipt"),
                            ("eob", "Explanation of benefits (EOB) from an insurer"),
                        ],
                        help_text="Of the document that was sent, if any.",
                        max_length=10,
                    ),
                ),
                (
                    "proof_checked_on",
                    models.DateField(blank=True, help_text="The day a document was accepted.", null=True),
                ),
                (
                    "email",
                    models.EmailField(blank=True, help_text="Empty after the decision.", max_length=254),
                ),
                (
                    "email_hash",
                    models.CharField(blank=True, help_text="See reviews/authors.py.", max_length=64),
                ),
                (
                    "visitor_key",
                    models.CharField(
                        blank=True,
                        help_text="Of the day it was sent (accounts/visitor.py); for hints only.",
                        max_length=32,
                    ),
                ),
                (
                    "fingerprint",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(),
                        blank=True,
                        default=list,
                        help_text="See reviews/fingerprint.py.",
                        size=None,
                    ),
                ),
                (
                    "link_serial",
                    models.PositiveIntegerField(
                        default=0, help_text="Goes up with each edit, so that a used link is void."
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, help_text="Of the last decision.", null=True),
                ),
                (
                    "published_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="When the author's first text of this course was published.",
                        null=True,
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        blank=True, help_text="When this text took the place of an earlier one.", null=True
                    ),
                ),
                (
                    "disputed_at",
                    models.DateTimeField(
                        blank=True, help_text="While a takedown notice is open: readers are told.", null=True
                    ),
                ),
                ("helpful_count", models.PositiveIntegerField(db_default=0, default=0)),
                (
                    "search",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.contrib.postgres.search.SearchVector("text", config="english"),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                (
                    "location",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reviews",
                        to="providers.location",
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        help_text="When it is published.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="later",
                        to="reviews.review",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="Reply",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "template",
                    models.CharField(blank=True, help_text="Which one it began from, if any.", max_length=30),
                ),
                ("text", models.TextField(max_length=1500)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting for a moderator"),
                            ("published", "Published"),
                            ("declined", "Declined"),
                            ("withdrawn", "Taken back by the clinic"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                (
                    "screening",
                    models.JSONField(
                        blank=True, default=list, help_text="What the screening found: sentences."
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True, help_text="Why it was declined: a ReplyReason.", max_length=20
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="replies",
                        to="reviews.review",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "replies",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="ReaderReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("personal-data", "Personal data of somebody"),
                            ("abuse", "Abuse"),
                            ("discrimination", "Discrimination"),
                            ("false", "Clearly false"),
                            ("fake", "Suspected fake"),
                            ("unrelated", "Unrelated to care at this place"),
                            ("no-change", "The change we asked for was not made within 30 days"),
                            ("court-order", "A court ordered it"),
                        ],
                        max_length=20,
                    ),
                ),
                ("text", models.TextField(blank=True, max_length=1000)),
                (
                    "visitor_key",
                    models.CharField(blank=True, help_text="Of the day it was sent.", max_length=32),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("upheld", "The review was taken off"),
                            ("dismissed", "The review stayed"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reports",
                        to="reviews.review",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="HelpfulVote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("visitor_key", models.CharField(help_text="See reviews/actions/helpful.py.", max_length=32)),
                (
                    "review",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="helpful_votes",
                        to="reviews.review",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "made_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("review", "Review"),
                            ("reply", "Reply of a clinic"),
                            ("appeal", "Appeal"),
                            ("report", "Report by a reader"),
                            ("takedown", "Takedown notice"),
                        ],
                        max_length=10,
                    ),
                ),
                ("subject_id", models.BigIntegerField()),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("approve", "Published"),
                            ("decline", "Declined"),
                            ("ask-change", "Asked for a change"),
                            ("lapse", "Declined, as the change was not made"),
                            ("remove", "Taken off"),
                            ("reinstate", "Put back on"),
                            ("uphold", "Left as it was"),
                            ("keep", "Kept"),
                            ("label", "Labelled while it is examined"),
                            ("dismiss", "Set aside"),
                        ],
                        max_length=12,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=20)),
                (
                    "note",
                    models.TextField(
                        blank=True, help_text="Told to whom the decision concerns.", max_length=1000
                    ),
                ),
                (
                    "stars",
                    models.PositiveSmallIntegerField(
                        help_text="Of the review, for the ledger; not shown before."
                    ),
                ),
                ("received_on", models.DateField(help_text="The day the review was confirmed.")),
                ("is_demo", models.BooleanField(default=False)),
                (
                    "location",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="providers.location",
                    ),
                ),
                (
                    "moderator",
                    models.ForeignKey(
                        db_constraint=False,
                        help_text="Empty: the site itself, as when a change was not made in time.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        db_constraint=False,
                        help_text="It is about.",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="decisions",
                        to="reviews.review",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="Appeal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(max_length=2000)),
                (
                    "email",
                    models.EmailField(
                        blank=True, help_text="For the answer; empty after it.", max_length=254
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("granted", "Granted"), ("refused", "Refused")],
                        default="open",
                        max_length=10,
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "against",
                    models.ForeignKey(
                        help_text="Whose decision it is; somebody else decides.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "review",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="appeal",
                        to="reviews.review",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Takedown",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("false", "A statement of fact that is false and does harm"),
                            ("privacy", "It reveals somebody's private affairs"),
                            ("copyright", "It copies a protected text"),
                            ("court-order", "A court ordered it"),
                        ],
                        max_length=12,
                    ),
                ),
                ("name", models.CharField(help_text="Who sent the notice.", max_length=150)),
                ("email", models.EmailField(max_length=254)),
                ("statement", models.TextField(max_length=5000)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "Notice received"),
                            ("labelled", "Readers are told; the author may answer"),
                            ("answered", "The author has answered"),
                            ("kept", "The review stays"),
                            ("removed", "The review was taken off"),
                        ],
                        default="received",
                        max_length=10,
                    ),
                ),
                ("answer", models.TextField(blank=True, max_length=5000, verbose_name="author's answer")),
                ("answer_until", models.DateTimeField(blank=True, null=True)),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="takedowns",
                        to="reviews.review",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="VisitCode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code_hash",
                    models.CharField(
                        help_text="SHA-256 of the code, hexadecimal.", max_length=64, unique=True
                    ),
                ),
                ("used_on", models.DateField(blank=True, help_text="Only the day.", null=True)),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="codes",
                        to="reviews.codebatch",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.AddField(
            model_name="review",
            name="code",
            field=models.ForeignKey(
                blank=True,
                help_text="Until the address is confirmed; then the code is used and nothing links to it any more.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="reviews.visitcode",
            ),
        ),
        migrations.CreateModel(
            name="VisitDocument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("page", models.PositiveSmallIntegerField(help_text="From 1.")),
                ("content", models.BinaryField(help_text="A JPEG, encrypted.")),
                ("delete_after", models.DateTimeField(db_index=True)),
                (
                    "review",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="documents",
                        to="reviews.review",
                    ),
                ),
            ],
            options={
                "ordering": ["review", "page"],
            },
        ),
        migrations.AddConstraint(
            model_name="codebatch",
            constraint=models.CheckConstraint(
                condition=models.Q(("size__range", (1, 200))), name="batch_size_is_allowed"
            ),
        ),
        migrations.AddConstraint(
            model_name="codebatch",
            constraint=models.CheckConstraint(
                condition=models.Q(("expires_on__gt", models.F("made_on"))),
                name="batch_expires_after_it_was_made",
            ),
        ),
        migrations.AddIndex(
            model_name="reply",
            index=models.Index(condition=models.Q(("state", "waiting")), fields=["id"], name="reply_waiting"),
        ),
        migrations.AddConstraint(
            model_name="reply",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["waiting", "published", "declined", "withdrawn"])),
                name="reply_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="reply",
            constraint=models.CheckConstraint(
                condition=models.Q(("text__regex", "^\\s*$"), _negated=True), name="reply_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="reply",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "declined"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="reply_declined_has_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="reply",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["published", "declined"]), _negated=True),
                    ("decided_at__isnull", False),
                    _connector="OR",
                ),
                name="reply_is_decided",
            ),
        ),
        migrations.AddConstraint(
            model_name="reply",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["waiting", "published"])),
                fields=("review",),
                name="reply_once_per_review",
                violation_error_message="This review has a reply already.",
            ),
        ),
        migrations.AddIndex(
            model_name="readerreport",
            index=models.Index(
                condition=models.Q(("state", "open")), fields=["id"], name="reader_report_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="readerreport",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["open", "upheld", "dismissed"])),
                name="reader_report_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="readerreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "reason__in",
                        [
                            "personal-data",
                            "abuse",
                            "discrimination",
                            "false",
                            "fake",
                            "unrelated",
                            "no-change",
                            "court-order",
                        ],
                    )
                ),
                name="reader_report_reason_listed",
            ),
        ),
        migrations.AddConstraint(
            model_name="readerreport",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open"), models.Q(("visitor_key", ""), _negated=True)),
                fields=("review", "visitor_key"),
                name="reader_report_once_per_visitor",
            ),
        ),
        migrations.AddConstraint(
            model_name="helpfulvote",
            constraint=models.UniqueConstraint(
                fields=("review", "visitor_key"), name="helpful_once_per_visitor"
            ),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(fields=["subject", "subject_id"], name="decision_subject"),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(fields=["received_on"], name="decision_received"),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("subject__in", ["review", "reply", "appeal", "report", "takedown"])),
                name="decision_subject_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("stars__range", (1, 5))), name="decision_stars_are_1_to_5"
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "reason__in",
                        [
                            "",
                            "abuse",
                            "court-order",
                            "discrimination",
                            "fake",
                            "false",
                            "no-change",
                            "patient",
                            "personal-data",
                            "unrelated",
                        ],
                    )
                ),
                name="decision_reason_is_listed",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("action__in", ["decline", "ask-change", "lapse", "remove"]), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="decision_against_has_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="appeal",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["open", "granted", "refused"])),
                name="appeal_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="appeal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by", None),
                    ("against", None),
                    models.Q(("decided_by", models.F("against")), _negated=True),
                    _connector="OR",
                ),
                name="appeal_goes_to_another_moderator",
            ),
        ),
        migrations.AddConstraint(
            model_name="appeal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at", None), ("state", "open")),
                    models.Q(
                        models.Q(("state", "open"), _negated=True),
                        ("decided_at__isnull", False),
                        ("email", ""),
                    ),
                    _connector="OR",
                ),
                name="appeal_is_decided_once",
            ),
        ),
        migrations.AddIndex(
            model_name="takedown",
            index=models.Index(
                condition=models.Q(("state__in", ["received", "labelled", "answered"])),
                fields=["id"],
                name="takedown_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="takedown",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["received", "labelled", "answered", "kept", "removed"])),
                name="takedown_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="takedown",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["false", "privacy", "copyright", "court-order"])),
                name="takedown_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="takedown",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["kept", "removed"]), _negated=True),
                    ("decided_at__isnull", False),
                    _connector="OR",
                ),
                name="takedown_is_decided",
            ),
        ),
        migrations.AddConstraint(
            model_name="takedown",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "labelled"), _negated=True),
                    ("answer_until__isnull", False),
                    _connector="OR",
                ),
                name="takedown_label_gives_time_to_answer",
            ),
        ),
        migrations.AddIndex(
            model_name="visitcode",
            index=models.Index(
                condition=models.Q(("used_on__isnull", False)), fields=["used_on"], name="visit_code_used"
            ),
        ),
        migrations.AddIndex(
            model_name="review",
            index=models.Index(
                condition=models.Q(("state", "published")),
                fields=["location", "-published_at", "-id"],
                name="review_published",
            ),
        ),
        migrations.AddIndex(
            model_name="review",
            index=models.Index(
                condition=models.Q(("state__in", ["waiting", "change-asked"])),
                fields=["confirmed_at", "id"],
                name="review_pending",
            ),
        ),
        migrations.AddIndex(
            model_name="review",
            index=models.Index(
                condition=models.Q(("state", "unconfirmed")), fields=["created_at"], name="review_unconfirmed"
            ),
        ),
        migrations.AddIndex(
            model_name="review",
            index=models.Index(
                condition=models.Q(("email_hash", ""), _negated=True),
                fields=["email_hash", "location"],
                name="review_author",
            ),
        ),
        migrations.AddIndex(
            model_name="review",
            index=models.Index(
                condition=models.Q(("visitor_key", ""), _negated=True),
                fields=["visitor_key"],
                name="review_visitor",
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "unconfirmed",
                            "waiting",
                            "change-asked",
                            "published",
                            "declined",
                            "removed",
                            "withdrawn",
                            "replaced",
                        ],
                    )
                ),
                name="review_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(("overall__range", (1, 5))), name="review_overall_is_1_to_5"
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(("answers__len", 12), ("answers__contained_by", [0, 1, 2, 3, 4, 5])),
                name="review_answers_are_twelve",
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(("care_month__range", (1, 12))), name="review_month_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(("care_year__range", (1985, 2100))), name="review_year_is_likely"
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(("service__in", ["tms", "therapy", "both"])),
                name="review_service_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(("relationship", "patient")),
                name="review_is_by_a_patient",
                violation_error_message="Only patients can write a review.",
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ("withdrawn", "replaced")), ("text", "")),
                    models.Q(
                        models.Q(("state__in", ("withdrawn", "replaced")), _negated=True),
                        django.db.models.lookups.GreaterThanOrEqual(
                            django.db.models.functions.text.Length("text"), 50
                        ),
                        django.db.models.lookups.LessThanOrEqual(
                            django.db.models.functions.text.Length("text"), 5000
                        ),
                    ),
                    _connector="OR",
                ),
                name="review_text_length",
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(("proof_level__in", ["A", "B", "C"])), name="review_proof_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("proof_checked_on__isnull", False),
                        ("proof_level", "B"),
                        models.Q(("document_kind", ""), _negated=True),
                    ),
                    models.Q(models.Q(("proof_level", "B"), _negated=True), ("proof_checked_on", None)),
                    _connector="OR",
                ),
                name="review_document_has_its_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(("code", None), ("state", "unconfirmed"), _connector="OR"),
                name="review_code_is_forgotten",
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "unconfirmed"),
                    ("confirmed_at__isnull", False),
                    ("state", "withdrawn"),
                    _connector="OR",
                ),
                name="review_is_confirmed",
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("email", ""), ("state__in", ["unconfirmed", "waiting", "change-asked"]), _connector="OR"
                ),
                name="review_address_is_forgotten",
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "published"), _negated=True),
                    ("published_at__isnull", False),
                    _connector="OR",
                ),
                name="review_published_has_its_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("state", "published"), models.Q(("email_hash", ""), _negated=True)),
                expressions=[
                    ("location", "="),
                    ("email_hash", "="),
                    (
                        reviews.models.review.CourseMonths(
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.expressions.CombinedExpression(
                                    models.F("care_year"), "*", models.Value(12)
                                ),
                                "+",
                                models.F("care_month"),
                            ),
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("care_year"), "*", models.Value(12)
                                    ),
                                    "+",
                                    models.F("care_month"),
                                ),
                                "+",
                                models.Value(6),
                            ),
                        ),
                        "&&",
                    ),
                ],
                name="review_published_once_per_course",
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(
                    ("state__in", ["waiting", "change-asked"]), models.Q(("email_hash", ""), _negated=True)
                ),
                expressions=[
                    ("location", "="),
                    ("email_hash", "="),
                    (
                        reviews.models.review.CourseMonths(
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.expressions.CombinedExpression(
                                    models.F("care_year"), "*", models.Value(12)
                                ),
                                "+",
                                models.F("care_month"),
                            ),
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("care_year"), "*", models.Value(12)
                                    ),
                                    "+",
                                    models.F("care_month"),
                                ),
                                "+",
                                models.Value(6),
                            ),
                        ),
                        "&&",
                    ),
                ],
                name="review_waits_once_per_course",
            ),
        ),
        migrations.AddConstraint(
            model_name="visitdocument",
            constraint=models.UniqueConstraint(fields=("review", "page"), name="document_page_is_unique"),
        ),
        migrations.AddConstraint(
            model_name="visitdocument",
            constraint=models.CheckConstraint(
                condition=models.Q(("page__range", (1, 5))), name="document_is_short"
            ),
        ),
    ]
