"""Who wrote and reviewed a version of a guide."""

from django.db import models
from django.db.models import Q

from content.models.person import Person


class Contribution(models.TextChoices):
    """How a person contributed to a version."""

    AUTHOR = "author", "Author"
    REVIEWER = "reviewer", "Medical reviewer"


class VersionPerson(models.Model):
    """An author of a version, or a reviewer who signed exactly this text; pages name them by position."""

    version = models.ForeignKey("content.GuideVersion", models.CASCADE, related_name="contributions")
    person = models.ForeignKey(Person, models.PROTECT, related_name="contributions")
    contribution = models.CharField(max_length=10, choices=Contribution, default=Contribution.AUTHOR)
    position = models.PositiveSmallIntegerField(default=0)
    reviewed_on = models.DateField(
        null=True, blank=True, help_text="The day a reviewer signed this text. Authors have none."
    )

    class Meta:
        ordering = ["contribution", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "person", "contribution"], name="version_person_is_unique"
            ),
            models.CheckConstraint(
                condition=Q(contribution__in=Contribution.values), name="version_contribution_is_known"
            ),
            models.CheckConstraint(
                condition=Q(contribution="reviewer", reviewed_on__isnull=False)
                | Q(contribution="author", reviewed_on=None),
                name="version_review_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.get_contribution_display()})"
