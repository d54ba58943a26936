"""The versions of guides: the text, who wrote and reviewed it, and when readers see it."""

from datetime import date, datetime
from typing import Any, Self, TypedDict

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import (
    SearchHeadline,
    SearchQuery,
    SearchRank,
    SearchVector,
    SearchVectorField,
)
from django.db import models
from django.db.models import Case, Exists, F, Func, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Concat, JSONObject, Now
from django.utils import timezone

from content.models.contribution import Contribution, VersionPerson
from content.models.guide import Guide, Topic
from content.models.person import Person
from providers.models import Term

# Private use characters: content.markdown.parsing removes them from texts.
EXCERPT_START, EXCERPT_END = "\ue000", "\ue001"
AUTHORED_FIELDS = ("title", "summary", "body", "symptoms", "written_on", "update_due")


def authored_fields(source: object) -> dict[str, Any]:
    """What authors write, by the name of the field, from a version or from a guide's file."""
    return {name: getattr(source, name) for name in AUTHORED_FIELDS}


class Status(models.TextChoices):
    """The state of a version. Published with a start in the future means scheduled."""

    DRAFT = "draft", "Draft"
    IN_REVIEW = "in-review", "In review"
    PUBLISHED = "published", "Published"
    RETIRED = "retired", "Retired"


class Origin(models.TextChoices):
    """Where the text of a version was written."""

    SHIPPED = "shipped", "A file that comes with the site"
    ADMIN = "admin", "The admin"


class TimeRange(Func):
    """tstzrange(from, until): the start is included, the end is not."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class PersonRow(TypedDict):
    """A person of a version, as `GuideVersionQuerySet.for_cards` reads them."""

    contribution: str
    slug: str
    name: str
    credentials: str
    reviewed_on: str | None


class GuideVersionQuerySet(models.QuerySet["GuideVersion"]):
    def live(self, at: datetime | None = None) -> Self:
        """What readers see now, or at another moment: at most one version of each guide."""
        moment = at or timezone.now()
        return self.filter(status=Status.PUBLISHED, published_from__lte=moment).filter(
            Q(published_until=None) | Q(published_until__gt=moment)
        )

    def waiting(self) -> Self:
        """Shipped texts that were never published and aren't older than what readers see."""
        newer = GuideVersion.objects.filter(guide=OuterRef("guide"), number__gt=OuterRef("number"))
        rows = self.filter(status=Status.IN_REVIEW, origin=Origin.SHIPPED, published_from=None)
        return rows.exclude(Exists(newer)).select_related("guide").in_reading_order()

    def without_review(self) -> Self:
        """Versions that no reviewer has signed."""
        signed = VersionPerson.objects.filter(version=OuterRef("pk"), contribution=Contribution.REVIEWER)
        return self.exclude(Exists(signed))

    def overdue(self, today: date | None = None) -> Self:
        """Versions whose sources should have been checked again by now."""
        return self.filter(update_due__lt=today or timezone.localdate())

    def in_reading_order(self) -> Self:
        """In the index's order of topics, then by order within the topic."""
        whens = [When(guide__topic=topic, then=position) for position, topic in enumerate(Topic)]
        topic_position = Case(*whens, output_field=models.PositiveSmallIntegerField())
        return self.order_by(topic_position, "guide__order", "guide__slug")

    def matching(self, question: str) -> Self:
        """Versions that match a question in websearch syntax, best first, each with an `excerpt`.

        In an excerpt, matches are between EXCERPT_START and EXCERPT_END.
        """
        query = SearchQuery(question, search_type="websearch", config="english")
        excerpt = SearchHeadline(
            Concat("summary", Value(" "), "plain_text", output_field=models.TextField()),
            query,
            config="english",
            start_sel=EXCERPT_START,
            stop_sel=EXCERPT_END,
            max_words=32,
            min_words=18,
            max_fragments=2,
            fragment_delimiter=" … ",
        )
        return (
            self.filter(search=query)
            .annotate(rank=SearchRank(F("search"), query), excerpt=excerpt)
            .order_by("-rank", "guide__slug")
        )

    def for_cards(self) -> Self:
        """With what a card shows, in one query: without the text, with the guide, `named_people` and
        `first_written`, the day on which the first of the guide's published texts was finished."""
        people = VersionPerson.objects.filter(version=OuterRef("pk")).order_by(
            "contribution", "position", "id"
        )
        columns = JSONObject(
            contribution="contribution",
            slug="person__slug",
            name="person__name",
            credentials="person__credentials",
            reviewed_on="reviewed_on",
        )
        texts = GuideVersion.objects.filter(guide=OuterRef("guide"), published_from__lte=Now())
        first = texts.order_by("written_on").values("written_on")[:1]
        return (
            self.select_related("guide")
            .defer("body", "plain_text", "words", "search")
            .annotate(named_people=ArraySubquery(people.values(json=columns)), first_written=Subquery(first))
        )

    def for_page(self) -> Self:
        """With what a guide's page needs besides references and glossary: also the text and `term_ids`."""
        terms = GuideVersion.terms.through.objects.filter(guideversion=OuterRef("pk")).values("term_id")
        return (
            self.for_cards()
            .defer(None)
            .defer("plain_text", "words", "search")
            .annotate(term_ids=ArraySubquery(terms))
        )


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
    written_on = models.DateField(
        null=True, blank=True, help_text="The day this text was finished. Pages, feed and sitemap give it."
    )
    update_due = models.DateField(
        null=True,
        blank=True,
        help_text="By this day the sources are checked again. Pages say when it is late.",
    )
    people = models.ManyToManyField(Person, through=VersionPerson, related_name="versions")
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

    # Not columns: the querysets that are named here add them.
    named_people: list[PersonRow]  # for_cards, for_page
    first_written: date | None  # for_cards, for_page; None for a guide that was never published
    term_ids: list[int]  # for_page
    excerpt: str  # matching

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
                | Q(published_from__isnull=False, written_on__isnull=False, update_due__isnull=False),
                name="version_published_has_its_dates",
            ),
            models.CheckConstraint(
                condition=Q(published_until=None) | Q(published_until__gt=F("published_from")),
                name="version_period_in_order",
            ),
            models.CheckConstraint(
                condition=Q(update_due=None) | Q(update_due__gt=F("written_on")),
                name="version_dates_in_order",
            ),
            # Readers never see two versions of one guide at the same time.
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
            and self.published_from is not None
            and self.published_from <= moment
            and (self.published_until is None or self.published_until > moment)
        )

    def is_scheduled(self, at: datetime | None = None) -> bool:
        return (
            self.status == Status.PUBLISHED
            and self.published_from is not None
            and self.published_from > (at or timezone.now())
        )

    def is_overdue(self, today: date | None = None) -> bool:
        return self.update_due is not None and self.update_due < (today or timezone.localdate())
