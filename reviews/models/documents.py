"""Proof of a visit by a document (level B), kept only until a moderator has decided."""

from datetime import timedelta

from django.db import models
from django.db.models import Q

from reviews.models.review import Review

MAX_PAGES = 5
MAX_TIME_KEPT = timedelta(hours=72)


class VisitDocument(models.Model):
    """One page of a document, re-encoded as an image and encrypted (reviews/secrecy.py).

    It is deleted with the decision, and at `delete_after` in any case.
    """

    review = models.ForeignKey(Review, models.CASCADE, related_name="documents", db_index=False)
    page = models.PositiveSmallIntegerField(help_text="From 1.")
    content = models.BinaryField(help_text="A JPEG, encrypted.")
    delete_after = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["review", "page"]
        constraints = [
            models.UniqueConstraint(fields=["review", "page"], name="document_page_is_unique"),
            models.CheckConstraint(condition=Q(page__range=(1, MAX_PAGES)), name="document_is_short"),
        ]

    def __str__(self) -> str:
        return f"Page {self.page} for review {self.review_id}"
