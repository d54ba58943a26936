"""The versions of guides: what was written, by whom it was reviewed, and from when to when readers see it."""

from datetime import date, datetime

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Case, F, Func, Q, When
from django.db.models.functions import Now
from django.utils import timezone

from content.models.guide import Guide, Topic
from content.models.person import Person
from providers.models import Term


class Status(models.TextChoices):
    """What a version is for. Published with a start in the future means scheduled."""

    DRAFT = "draft", "Draft"
    IN_REVIEW = "in-review", "In review"
    PUBLISHED = "published", "Published"
    RETIRED = "retired", "Retired"


class Origin(models.TextChoices):
    """Where the text of a version was written."""

    SHIPPED = "shipped", "A file that comes with the site"
    ADMIN = "admin", "The admin"


class TimeRange(Func):
    """tstzrange(from, until): a period that starts with its first moment and ends before its last."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class GuideVersionQuerySet(models.QuerySet["GuideVersion"]):
    def live(self, at: datetime | None = None) -> "GuideVersionQuerySet":
        """What readers see now, or at another moment: at most one version of each guide."""
        moment = at or timezone.now()
        return self.filter(status=Status.PUBLISHED, published_from__lte=moment).filter(
            Q(published_until=None) | Q(published_until__gt=moment)
        )

    def overdue(self, today: date | None = None) -> "GuideVersionQuerySet":
        """Those whose next review should have been."""
        return self.filter(next_review_due__lt=today or timezone.localdate())

    def in_reading_order(self) -> "GuideVersionQuerySet":
        """By topic as the index has them, then by order within the topic."""
        whens = [When(guide__topic=topic, then=place) for place, topic in enumerate(Topic)]
        place = Case(*whens, output_field=models.PositiveSmallIntegerField())
        return self.order_by(place, "guide__order", "guide__slug")


class GuideVersion(models.Model):
    """One version of a guide. A published text is never edited: a change is a new version.

    `content.guides.actions.write` computes `plain_text`, `words` and `reading_minutes` from the text.
    """

    guide = models.ForeignKey(Guide, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(help_text="Counted within the guide, from 1.")
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.ADMIN)
    published_from = models.DateTimeField(null=True, blank=True)
    published_until = models.DateTimeField(null=True, blank=True)

    title = models.CharField(max_length=120)
    summary = models.CharField(max_length=300, help_text="One sentence, for cards and search engines.")
    body = models.TextField("text", help_text="Markdown; docs/guides.md explains the blocks.")
    symptoms = models.BooleanField(
        "talks about symptoms", default=False, help_text="Then the crisis block must stand in the text."
    )
    last_reviewed = models.DateField(null=True, blank=True)
    next_review_due = models.DateField(null=True, blank=True)
    people = models.ManyToManyField(Person, through="VersionPerson", related_name="versions")
    terms = models.ManyToManyField(Term, blank=True, related_name="guide_versions")

    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    changed_at = models.DateTimeField(auto_now=True)
    # SHA-256 of the file this came from, so that loading it again does nothing.
    file_hash = models.CharField(max_length=64, blank=True, editable=False)

    plain_text = models.TextField(blank=True, editable=False)
    words = ArrayField(models.TextField(), default=list, editable=False)
    reading_minutes = models.PositiveSmallIntegerField(default=1, editable=False)
    search = models.GeneratedField(
        expression=SearchVector("title", weight="A", config="english")
        + SearchVector("summary", weight="B", config="english")
        + SearchVector("plain_text", weight="C", config="english"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = GuideVersionQuerySet.as_manager()

    class Meta:
        ordering = ["guide", "-number"]
        indexes = [
            GinIndex(fields=["search"], name="version_search", condition=Q(status="published")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["guide", "number"], name="version_number_is_unique"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="version_status_is_known"),
            models.CheckConstraint(condition=Q(origin__in=Origin.values), name="version_origin_is_known"),
            models.CheckConstraint(
                condition=~Q(status="published")
                | Q(published_from__isnull=False, last_reviewed__isnull=False, next_review_due__isnull=False),
                name="version_published_has_its_dates",
            ),
            models.CheckConstraint(
                condition=Q(published_until=None) | Q(published_until__gt=F("published_from")),
                name="version_period_in_order",
            ),
            models.CheckConstraint(
                condition=Q(next_review_due=None) | Q(next_review_due__gt=F("last_reviewed")),
                name="version_review_dates_in_order",
            ),
            # Readers never have two texts at one address.
            ExclusionConstraint(
                name="version_one_at_a_time",
                expressions=[
                    ("guide", RangeOperators.EQUAL),
                    (TimeRange("published_from", "published_until"), RangeOperators.OVERLAPS),
                ],
                condition=Q(status="published"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.guide}, version {self.number}"

    def get_absolute_url(self) -> str:
        return self.guide.get_absolute_url()

    def is_live(self, at: datetime | None = None) -> bool:
        moment = at or timezone.now()
        return (
            self.status == Status.PUBLISHED
            and self.published_from <= moment
            and (self.published_until is None or self.published_until > moment)
        )

    def is_scheduled(self, at: datetime | None = None) -> bool:
        return self.status == Status.PUBLISHED and self.published_from > (at or timezone.now())

    def is_overdue(self, today: date | None = None) -> bool:
        return self.next_review_due is not None and self.next_review_due < (today or timezone.localdate())


class Part(models.TextChoices):
    """What a person did for a version."""

    AUTHOR = "author", "Author"
    REVIEWER = "reviewer", "Medical reviewer"


class VersionPerson(models.Model):
    """Who wrote or reviewed a version, in the order in which they are named."""

    version = models.ForeignKey(GuideVersion, models.CASCADE, related_name="parts")
    person = models.ForeignKey(Person, models.PROTECT, related_name="parts")
    part = models.CharField(max_length=10, choices=Part)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["part", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["version", "person", "part"], name="version_person_is_unique"),
            models.CheckConstraint(condition=Q(part__in=Part.values), name="version_part_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.get_part_display()})"


class Overrule(models.Model):
    """A finding of the honesty check that an editor let pass, and why. Kept for good."""

    version = models.ForeignKey(GuideVersion, models.CASCADE, related_name="overrules")
    finding = models.TextField(help_text="What the check said: line, rule and sentence.")
    reason = models.TextField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-made_at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason__regex=r"^\s*$"), name="overrule_has_a_reason"),
        ]

    def __str__(self) -> str:
        return self.finding
