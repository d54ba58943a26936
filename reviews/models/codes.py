"""Proof of a visit by a code that the clinic hands out (level A)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from providers.models import Location

DAYS_VALID = 180
MAX_BATCH_SIZE = 200


class CodeBatch(models.Model):
    """Codes that were made together for one location, to be printed once and handed to every patient."""

    location = models.ForeignKey(Location, models.CASCADE, related_name="code_batches")
    size = models.PositiveSmallIntegerField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_on = models.DateField()
    expires_on = models.DateField(help_text="The last day on which its codes work.")
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "code batches"
        constraints = [
            models.CheckConstraint(
                condition=Q(size__range=(1, MAX_BATCH_SIZE)), name="batch_size_is_allowed"
            ),
            models.CheckConstraint(
                condition=Q(expires_on__gt=F("made_on")), name="batch_expires_after_it_was_made"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.size} codes for {self.location_id}, {self.made_on}"


class VisitCode(models.Model):
    """One code, stored only as a hash. Nothing links a code to the review that was published with it."""

    batch = models.ForeignKey(CodeBatch, models.CASCADE, related_name="codes")
    code_hash = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the code, hexadecimal.")
    used_in = models.DateField(
        null=True,
        blank=True,
        help_text="The first day of the month in which the first review with it was published.",
    )

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"A code of batch {self.batch_id}"
