"""Spreadsheets that were uploaded and checked, and wait to be applied."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.functions import Now

from providers.models.practice import Practice


class SpreadsheetUpload(models.Model):
    """What one uploaded spreadsheet would change: the preview shows it, and exactly it is applied.

    `rows` is a list of dictionaries, one for each location that changes or is new: see
    listings/spreadsheet/plan.py.
    """

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="spreadsheets")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(max_length=120, help_text="As the file was called.")
    rows = models.JSONField(encoder=DjangoJSONEncoder)
    unchanged = models.PositiveIntegerField(help_text="Locations in the file that stay as they are.")
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    requested_at = models.DateTimeField(null=True, blank=True, help_text="When somebody said: apply it.")
    problem = models.CharField(max_length=500, blank=True, help_text="Why it was not applied.")
    applied_at = models.DateTimeField(null=True, blank=True)
    held = models.PositiveIntegerField(default=0, help_text="How many of its changes wait for a check.")

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.practice_id}: {self.name}"


class SpreadsheetProgress(models.Model):
    """How far applying a spreadsheet has come, told while its own transaction is still open.

    A row of its own: that of the upload is locked until everything is applied.
    """

    upload = models.OneToOneField(
        SpreadsheetUpload, models.CASCADE, primary_key=True, related_name="progress"
    )
    rows_done = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.upload_id}: {self.rows_done} rows"
