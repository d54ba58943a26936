"""The job that declines what was not changed in time."""

import structlog
from django.utils import timezone
from procrastinate.contrib.django import app

from mail.jobs import TRY_AGAIN
from reviews.moderation.actions import lapse_old

log = structlog.get_logger(__name__)


@app.periodic(cron="20 9 * * *")
@app.task(name="reviews.lapse", queue="reviews", queueing_lock="reviews.lapse", retry=TRY_AGAIN)
def lapse(timestamp: int) -> None:
    """Every day: reviews whose authors were asked for a change 30 days ago and made none."""
    number = lapse_old(timezone.now())
    if number:
        log.info("reviews.lapsed", reviews=number)
