"""Asking for a previewed spreadsheet to be applied, and whether it is being applied now."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from listings.models import SpreadsheetProgress, SpreadsheetUpload
from listings.spreadsheet.tasks import apply_spreadsheet

# A worker that was killed says nothing. After this long, people can ask again.
GIVEN_UP_AFTER = timedelta(minutes=10)


def request_applying(*, upload: SpreadsheetUpload, user: User) -> bool:
    """Have a worker apply the spreadsheet. False where it is being applied, or was."""
    with transaction.atomic():
        # The worker locks the row while it applies, and this page must not wait for it.
        free = SpreadsheetUpload.objects.select_for_update(skip_locked=True).filter(pk=upload.pk).first()
        if free is None or free.applied_at or is_being_applied(free):
            return False
        free.requested_at, free.problem = timezone.now(), ""
        free.save(update_fields=["requested_at", "problem"])
        SpreadsheetProgress.objects.update_or_create(upload=free, defaults={"rows_done": 0})
        apply_spreadsheet.defer(upload_id=free.pk, user_id=user.pk)
    return True


def is_being_applied(upload: SpreadsheetUpload) -> bool:
    """Somebody asked for it, and it is neither done, nor refused, nor abandoned."""
    return (
        upload.applied_at is None
        and upload.requested_at is not None
        and timezone.now() - upload.requested_at < GIVEN_UP_AFTER
    )
