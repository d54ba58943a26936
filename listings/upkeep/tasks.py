"""The daily jobs: reminding teams, and deleting what is no longer needed. A worker runs them:
`python manage.py run_worker` (docs/deployment.md)."""

from datetime import timedelta

import structlog
from django.utils import timezone
from procrastinate.contrib.django import app

from accounts.deleting import delete_unconfirmed
from accounts.models import CacheEntry, UseCount
from listings.models import ClinicDraft, Report
from listings.reports.doubt import WINDOW
from listings.upkeep.reminders import practices_to_remind, remind_practice
from mail.jobs import TRY_AGAIN
from providers.counting.statistics import KEPT
from providers.models import DailyCount

log = structlog.get_logger(__name__)


# In UTC: seven in the morning on the East Coast, so that the mail is there when the front desk opens.
@app.periodic(cron="0 12 * * *")
@app.task(name="listings.remind", queue="upkeep", queueing_lock="listings.remind", retry=TRY_AGAIN)
def remind(timestamp: int) -> None:
    """Remind teams of listings that have reached day 60, 75, 90 or 120 since they were last confirmed."""
    today = timezone.localdate()
    mails = sum(remind_practice(practice_id=pk, today=today) for pk in practices_to_remind(today))
    log.info("upkeep.reminded", mails=mails)


@app.periodic(cron="30 9 * * *")
@app.task(name="listings.forget", queue="upkeep", queueing_lock="listings.forget", retry=TRY_AGAIN)
def forget(timestamp: int) -> None:
    """Delete what is no longer needed: the keys that distinguish reporters, counts too old for the charts,
    expired uses of limits, expired cache entries, clinics that nobody finished adding, and accounts whose
    address was never confirmed."""
    now = timezone.now()
    old = Report.objects.filter(created_at__lt=now - WINDOW - timedelta(days=1))
    old.exclude(reporter="").update(reporter="", network="")
    UseCount.objects.filter(ends_at__lt=now).delete()
    CacheEntry.objects.filter(expires__lt=now).delete()
    DailyCount.objects.filter(day__lt=timezone.localdate(now) - KEPT).delete()
    ClinicDraft.objects.filter(saved_at__lt=now - timedelta(days=30)).delete()
    delete_unconfirmed(now)
