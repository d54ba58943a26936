"""The glossary: words that guides explain where they use them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from content.models.keys import KEY_PATTERN, key_validator


class GlossaryEntry(models.Model):
    """A word and what it means, in a sentence or two. A guide uses it as `[[slug]]` or `[[slug|words]]`."""

    slug = models.SlugField(max_length=60, unique=True, validators=[key_validator])
    term = models.CharField(max_length=120)
    definition = models.TextField(help_text="Plain text: one or two short sentences.")
    also = ArrayField(
        models.CharField(max_length=120),
        default=list,
        blank=True,
        help_text="Other names for it, separated by commas.",
    )

    class Meta:
        verbose_name_plural = "glossary entries"
        ordering = ["term"]
        constraints = [
            models.CheckConstraint(condition=Q(slug__regex=KEY_PATTERN), name="glossary_slug_is_plain"),
            models.CheckConstraint(condition=~Q(definition=""), name="glossary_entry_says_something"),
        ]

    def __str__(self) -> str:
        return self.term
