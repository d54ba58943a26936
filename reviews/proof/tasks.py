"""The job that deletes documents."""

import structlog
from django.utils import timezone
from procrastinate.contrib.django import app

from mail.jobs import TRY_AGAIN
from reviews.proof import documents

log = structlog.get_logger(__name__)


@app.periodic(cron="*/10 * * * *")
@app.task(
    name="reviews.delete_documents", queue="reviews", queueing_lock="reviews.documents", retry=TRY_AGAIN
)
def delete_documents(timestamp: int) -> None:
    """Every ten minutes: documents that are 72 hours old, whether or not a moderator has seen them."""
    pages = documents.delete_old(timezone.now())
    if pages:
        log.info("reviews.documents_deleted", pages=pages)
