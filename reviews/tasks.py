"""Jobs of reviews. A worker runs them: `python manage.py run_worker` (docs/deployment.md)."""

from datetime import timedelta

import structlog
from django.utils import timezone
from procrastinate.contrib.django import app

from mail.jobs import TRY_AGAIN
from providers.models import Location
from reviews.authors import address_in
from reviews.models import Review, State
from reviews.moderation.actions import lapse_old
from reviews.proof import documents
from reviews.tokens import LIFETIMES
from reviews.writing.edit_links import mail_edit_links

log = structlog.get_logger(__name__)

# What tells visitors apart serves hints about bursts; after a month there is none to find.
VISITOR_KEYS_KEPT = timedelta(days=30)


@app.task(name="reviews.send_edit_links", queue="reviews", retry=TRY_AGAIN)
def send_edit_links(location_id: int, sealed: str) -> None:
    """Somebody asked for links. Looked up here and not in the request, which would take longer for an address
    that wrote: so its time would tell who did."""
    location = Location.objects.filter(pk=location_id).first()
    if location is not None:
        mail_edit_links(location=location, email=address_in(sealed))


@app.periodic(cron="*/10 * * * *")
@app.task(
    name="reviews.delete_documents", queue="reviews", queueing_lock="reviews.documents", retry=TRY_AGAIN
)
def delete_documents(timestamp: int) -> None:
    """Every ten minutes: documents that are 72 hours old, whether or not a moderator has seen them."""
    pages = documents.delete_old(timezone.now())
    if pages:
        log.info("reviews.documents_deleted", pages=pages)


@app.periodic(cron="20 9 * * *")
@app.task(name="reviews.lapse", queue="reviews", queueing_lock="reviews.lapse", retry=TRY_AGAIN)
def lapse(timestamp: int) -> None:
    """Every day: reviews whose authors were asked for a change 30 days ago and made none."""
    number = lapse_old(timezone.now())
    if number:
        log.info("reviews.lapsed", reviews=number)


@app.periodic(cron="40 9 * * *")
@app.task(name="reviews.forget", queue="reviews", queueing_lock="reviews.forget", retry=TRY_AGAIN)
def forget(timestamp: int) -> None:
    """Every day: reviews whose address nobody confirmed in a week, and what told visitors apart."""
    now = timezone.now()
    Review.objects.filter(
        state=State.UNCONFIRMED, created_at__lt=now - LIFETIMES["confirm"] - timedelta(days=1)
    ).delete()
    Review.objects.filter(created_at__lt=now - VISITOR_KEYS_KEPT).exclude(visitor_key="").update(
        visitor_key=""
    )
