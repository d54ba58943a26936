"""The authors and reviewers of guides."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from content.models.keys import KEY_PATTERN, key_validator


class Person(models.Model):
    """An author or a medical reviewer. Each has a page."""

    slug = models.SlugField(max_length=60, unique=True, validators=[key_validator])
    name = models.CharField(max_length=120)
    credentials = models.CharField(
        max_length=80, blank=True, help_text="As the person writes them, such as MD or PhD. Empty if none."
    )
    role = models.CharField(max_length=120, blank=True, help_text="What they do, in a few words.")
    bio = models.TextField(blank=True, help_text="A few sentences in plain text, shown on their page.")
    interests = models.TextField(
        "declaration of interests",
        blank=True,
        help_text="Who pays them, and what they own or earn in connection with TMS or therapy, in their own "
        "words. If there is nothing to declare, the declaration says so.",
    )

    class Meta:
        verbose_name_plural = "people"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=Q(slug__regex=KEY_PATTERN), name="person_slug_is_plain"),
            models.CheckConstraint(condition=~Q(name=""), name="person_has_a_name"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.credentials}" if self.credentials else self.name

    def get_absolute_url(self) -> str:
        return reverse("guide-person", args=[self.slug])
