"""The clinic's reply to a review."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from reviews.models.review import Review


class Reply(models.Model):
    """A public reply. At most one per review is published or waiting; every reply waits for a moderator."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting for a moderator"
        PUBLISHED = "published", "Published"
        DECLINED = "declined", "Declined"
        WITHDRAWN = "withdrawn", "Taken back by the clinic"

    review = models.ForeignKey(Review, models.CASCADE, related_name="replies")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    template = models.CharField(max_length=30, blank=True, help_text="The one it started from, if any.")
    text = models.TextField(max_length=1500)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    screening = models.JSONField(default=list, blank=True, help_text="What the screening found: sentences.")
    reason = models.CharField(max_length=20, blank=True, help_text="Why it was declined: a ReplyReason.")
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "replies"
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "published", "declined", "withdrawn"]),
                name="reply_state_is_known",
            ),
            models.CheckConstraint(condition=~Q(text__regex=r"^\s*$"), name="reply_says_something"),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(reason=""), name="reply_declined_has_a_reason"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["published", "declined"]) | Q(decided_at__isnull=False),
                name="reply_is_decided",
            ),
            models.UniqueConstraint(
                fields=["review"],
                condition=Q(state__in=["waiting", "published"]),
                name="reply_once_per_review",
                violation_error_message="This review has a reply already.",
            ),
        ]
        indexes = [models.Index(fields=["id"], condition=Q(state="waiting"), name="reply_waiting")]

    def __str__(self) -> str:
        return f"Reply {self.pk} to review {self.review_id}: {self.state}"
