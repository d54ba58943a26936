"""What somebody has typed about a clinic that isn't listed, until the claim is made."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class ClinicDraft(models.Model):
    """Kept over signing up. It is the browser's until an account is made or signed in to; then the account's.

    Deleted when the claim is made, or after 30 days.
    """

    data = models.JSONField(help_text="Field of the form -> the values that were sent.")
    checked = models.JSONField(help_text="What it says, once checked: the fields of a NewPlace.")
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="clinic_draft"
    )
    saved_at = models.DateTimeField(db_default=Now(), db_index=True)

    def __str__(self) -> str:
        return f"draft {self.pk}"
