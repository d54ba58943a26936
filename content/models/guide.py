"""A guide: a permanent address whose text has versions."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from content.models.keys import KEY_PATTERN, key_validator

# Pages below /guides/ that are not guides.
RESERVED_SLUGS = ("evidence-grades", "glossary", "people", "preview", "search")


class Topic(models.TextChoices):
    """The sections of the index, in its order."""

    COMBINING = "combining", "TMS and therapy together"
    BASICS = "basics", "The basics"
    CONDITIONS = "conditions", "By condition"
    PRACTICAL = "practical", "Cost, safety and choosing"


class Guide(models.Model):
    """One guide. Everything that readers see is in its versions."""

    slug = models.SlugField(max_length=80, unique=True, validators=[key_validator])
    topic = models.CharField(max_length=20, choices=Topic)
    order = models.PositiveSmallIntegerField(default=0, help_text="Order within the topic, smallest first.")

    class Meta:
        ordering = ["topic", "order", "slug"]
        constraints = [
            models.CheckConstraint(condition=Q(slug__regex=KEY_PATTERN), name="guide_slug_is_plain"),
            models.CheckConstraint(
                condition=~Q(slug__in=RESERVED_SLUGS), name="guide_slug_is_not_another_page"
            ),
            models.CheckConstraint(condition=Q(topic__in=Topic.values), name="guide_topic_is_known"),
        ]

    def __str__(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        return reverse("guide", args=[self.slug])
