"""Jobs about authors: mailing links, and deleting what is not needed any more."""

from datetime import datetime, timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from accounts.known_browsers import forget_old
from mail.jobs import TRY_AGAIN
from providers.models import Location
from reviews.authors import decrypted_address
from reviews.models import PENDING, ReaderReport, Review, State
from reviews.models.codes import DAYS_VALID
from reviews.tokens import PURPOSES
from reviews.writing.edit_links import mail_edit_links

# They serve hints about bursts; after a month they would find none.
TRACES_KEPT = timedelta(days=30)


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
    """Every day: reviews whose address nobody confirmed in a week, and traces that serve hints only."""
    now = timezone.now()
    too_old = now - PURPOSES["confirm"].lifetime - timedelta(days=1)
    Review.objects.filter(state=State.UNCONFIRMED, created_at__lt=too_old).delete()
    old = Review.objects.filter(created_at__lt=now - TRACES_KEPT)
    old.exclude(visitor_key="", networks=[]).update(visitor_key="", networks=[])
    old_reports = ReaderReport.objects.filter(created_at__lt=now - TRACES_KEPT)
    old_reports.exclude(visitor_key="").update(visitor_key="")
    forget_code_keys(now)
    forget_old()


def forget_code_keys(now: datetime) -> None:
    """Of reviews that were decided on so long ago that their codes have expired, and none can come again."""
    decided_by = now - timedelta(days=DAYS_VALID)
    old = Review.objects.exclude(code_key="").exclude(state__in=[State.UNCONFIRMED, *PENDING])
    old.filter(decided_at__lt=decided_by).update(code=None, code_key="")
