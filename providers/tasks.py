"""Jobs of the directory: two every day, and one for a spreadsheet. A worker runs them:
`python manage.py run_worker` (docs/deployment.md)."""

from datetime import timedelta

import structlog
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from accounts.deleting import delete_unconfirmed
from accounts.models import CacheEntry, UseCount, User
from providers.models import SpreadsheetUpload
from providers.models.upkeep import DailyCount, Report
from providers.staff.counting.statistics import KEPT
from providers.staff.reports.doubt import WINDOW
from providers.staff.spreadsheet.applying import NotApplied, apply_upload
from providers.staff.spreadsheet.progress import ProgressNotes, note_refusal
from providers.staff.upkeep.reminders import practices_to_remind, remind_practice

log = structlog.get_logger(__name__)

# The database may be away for a moment; tomorrow's run does what today's could not.
TRY_AGAIN = RetryStrategy(max_attempts=5, exponential_wait=10)


# In UTC: seven in the morning in the East, so that the mail is there when the front desk opens.
@app.periodic(cron="0 12 * * *")
@app.task(name="providers.remind", queue="upkeep", queueing_lock="providers.remind", retry=TRY_AGAIN)
def remind(timestamp: int) -> None:
    """Remind teams of listings that have reached day 60, 75, 90 or 120 since they were last confirmed."""
    today = timezone.localdate()
    mails = sum(remind_practice(practice_id=pk, today=today) for pk in practices_to_remind(today))
    log.info("upkeep.reminded", mails=mails)


@app.periodic(cron="30 9 * * *")
@app.task(name="providers.forget", queue="upkeep", queueing_lock="providers.forget", retry=TRY_AGAIN)
def forget(timestamp: int) -> None:
    """Forget what has served its purpose: what told reporters apart, counts that no chart shows, who used up
    how much of a limit that has begun anew since, and accounts whose address nobody confirmed."""
    now = timezone.now()
    Report.objects.filter(created_at__lt=now - WINDOW - timedelta(days=1)).exclude(reporter="").update(
        reporter=""
    )
    UseCount.objects.filter(ends_at__lt=now).delete()
    CacheEntry.objects.filter(expires__lt=now).delete()
    DailyCount.objects.filter(day__lt=timezone.localdate(now) - KEPT).delete()
    delete_unconfirmed(now)


@app.task(name="providers.apply_spreadsheet", queue="staff", retry=TRY_AGAIN)
def apply_spreadsheet(upload_id: int, user_id: int) -> None:
    """Apply an uploaded spreadsheet as it was previewed, or note why nothing of it was applied."""
    upload = SpreadsheetUpload.objects.filter(pk=upload_id, applied_at=None).first()
    user = User.objects.filter(pk=user_id).first()
    if upload is None or user is None:
        return
    try:
        with ProgressNotes(upload) as tell:
            apply_upload(upload=upload, user=user, tell=tell)
    except NotApplied as problem:
        note_refusal(upload, str(problem))
