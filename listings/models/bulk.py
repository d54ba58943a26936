"""What an admin did to many listings at once, so that it can be undone."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class BulkChange(models.Model):
    """One action on many locations. History holds each change; this row ties them together."""

    class Action(models.TextChoices):
        PUBLISH = "publish", "Publish"
        UNPUBLISH = "unpublish", "Take off the site"
        CONFIRM = "confirm", "Confirm"
        CLOSE = "close", "Mark as closed for good"
        REMOVE = "remove", "Remove"
        ASSIGN = "assign", "Assign to a practice"

        @property
        def done(self) -> str:
            """As in "3 places were published"."""
            return {
                "publish": "published",
                "unpublish": "taken off the site",
                "confirm": "confirmed",
                "close": "marked as closed",
                "remove": "removed",
                "assign": "assigned to the practice",
            }[self.value]

    action = models.CharField(max_length=10, choices=Action)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(db_default=Now(), editable=False)
    before = models.JSONField(
        encoder=DjangoJSONEncoder,
        help_text="Location id -> the columns that were changed, or section -> day and source.",
    )
    after = models.JSONField(encoder=DjangoJSONEncoder, help_text="The same, as the action left it.")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(action__in=["publish", "unpublish", "confirm", "close", "remove", "assign"]),
                name="bulk_action_is_known",
            )
        ]

    def __str__(self) -> str:
        return f"{self.action}: {len(self.before)}"
