"""Spreadsheets that were uploaded and checked, and are waiting to be applied."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.functions import Now

from providers.models.practice import Practice


class SpreadsheetUpload(models.Model):
    """What one uploaded spreadsheet would change. The preview shows it, and exactly that is applied.

    `rows` is a list of dictionaries, one for each location that changes or is new: see
    listings/spreadsheet/plan.py.
    """

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="spreadsheets")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(max_length=120, help_text="The file's name.")
    rows = models.JSONField(encoder=DjangoJSONEncoder)
    unchanged = models.PositiveIntegerField(help_text="How many locations in the file don't change.")
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    requested_at = models.DateTimeField(null=True, blank=True, help_text="When somebody asked to apply it.")
    problem = models.CharField(max_length=500, blank=True, help_text="Why it was not applied.")
    applied_at = models.DateTimeField(null=True, blank=True)
    held = models.PositiveIntegerField(default=0, help_text="How many of its changes wait for a check.")

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.practice_id}: {self.name}"


class SpreadsheetProgress(models.Model):
    """How much of a spreadsheet has been applied, visible while its transaction is still open.

    It is a separate row, because the upload's row is locked until everything is applied.
    """

    upload = models.OneToOneField(
        SpreadsheetUpload, models.CASCADE, primary_key=True, related_name="progress"
    )
    rows_done = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.upload_id}: {self.rows_done} rows"
