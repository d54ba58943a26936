"""The job that closes months."""

import structlog
from procrastinate.contrib.django import app

from mail.jobs import TRY_AGAIN
from reviews.ledger.closing import close_month
from reviews.ledger.counts import this_month

log = structlog.get_logger(__name__)


@app.periodic(cron="30 9 * * *")
@app.task(name="reviews.close_ledger", queue="reviews", queueing_lock="reviews.close_ledger", retry=TRY_AGAIN)
def close_ledger(timestamp: int) -> None:
    """Every day: the first run in a month closes the months before it."""
    if close_month(this_month()):
        log.info("reviews.ledger_closed")
