"""Jobs about authors: mailing links, and deleting what is not needed any more."""

from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from mail.jobs import TRY_AGAIN
from providers.models import Location
from reviews.authors import decrypted_address
from reviews.models import ReaderReport, Review, State
from reviews.tokens import PURPOSES
from reviews.writing.edit_links import mail_edit_links

# Visitor keys serve hints about bursts; after a month they would find none.
VISITOR_KEYS_KEPT = timedelta(days=30)


@app.task(name="reviews.send_edit_links", queue="reviews", retry=TRY_AGAIN)
def send_edit_links(location_id: int, sealed: str) -> None:
    """Somebody asked for links; `sealed` is the encrypted address. The job, not the request, looks for
    reviews: it would take longer for an address that has written, and so reveal it."""
    location = Location.objects.filter(pk=location_id).first()
    if location is not None:
        mail_edit_links(location=location, email=decrypted_address(sealed))


@app.periodic(cron="40 9 * * *")
@app.task(name="reviews.forget", queue="reviews", queueing_lock="reviews.forget", retry=TRY_AGAIN)
def forget(timestamp: int) -> None:
    """Every day: reviews whose address nobody confirmed in a week, and visitor keys."""
    now = timezone.now()
    too_old = now - PURPOSES["confirm"].lifetime - timedelta(days=1)
    Review.objects.filter(state=State.UNCONFIRMED, created_at__lt=too_old).delete()
    old = Review.objects.filter(created_at__lt=now - VISITOR_KEYS_KEPT)
    old.exclude(visitor_key="").update(visitor_key="")
    old_reports = ReaderReport.objects.filter(created_at__lt=now - VISITOR_KEYS_KEPT)
    old_reports.exclude(visitor_key="").update(visitor_key="")
