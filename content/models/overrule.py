"""Findings that editors overruled."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from content.models.version import GuideVersion


class Overrule(models.Model):
    """A finding of the honesty check that an editor overruled when publishing, and why. Never deleted."""

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
