"""Which locations were deleted, so that they can be removed from the search index."""

from django.db import models
from django.db.models.functions import Now

from providers.models.column_types import CurrentTransactionId, TransactionIdField


class RemovedLocation(models.Model):
    """A location whose row was deleted. A trigger writes this row, and deletes it after a week."""

    location_id = models.BigIntegerField(primary_key=True)
    changed_in = TransactionIdField(db_default=CurrentTransactionId(), editable=False)
    removed_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["changed_in"], name="removed_changed_in")]

    def __str__(self) -> str:
        return str(self.location_id)
