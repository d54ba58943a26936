"""The job that applies an uploaded spreadsheet. A worker runs it: `python manage.py run_worker`."""

from procrastinate.contrib.django import app

from accounts.models import User
from listings.models import SpreadsheetUpload
from listings.spreadsheet.applying import NotApplied, apply_upload
from listings.spreadsheet.progress import ProgressNotes, note_refusal
from mail.jobs import TRY_AGAIN


@app.task(name="listings.apply_spreadsheet", queue="staff", retry=TRY_AGAIN)
def apply_spreadsheet(upload_id: int, user_id: int) -> None:
    """Apply an uploaded spreadsheet as it was previewed, or note why none of it was applied."""
    upload = SpreadsheetUpload.objects.filter(pk=upload_id, applied_at=None).first()
    user = User.objects.filter(pk=user_id).first()
    if upload is None or user is None:
        return
    try:
        with ProgressNotes(upload) as tell:
            apply_upload(upload=upload, user=user, tell=tell)
    except NotApplied as problem:
        note_refusal(upload, str(problem))
