"""The job that publishes the counts of codes."""

import structlog
from django.utils import timezone
from procrastinate.contrib.django import app

from mail.jobs import TRY_AGAIN
from reviews.codes.counting import publish_counts

log = structlog.get_logger(__name__)


@app.periodic(cron="30 9 * * *")
@app.task(name="reviews.count_codes", queue="reviews", queueing_lock="reviews.count_codes", retry=TRY_AGAIN)
def count_codes(timestamp: int) -> None:
    """Every day, but the counts are those of the last month's end: only its first run in a month moves
    one."""
    if number := publish_counts(timezone.localdate().replace(day=1)):
        log.info("reviews.codes_counted", locations=number)
