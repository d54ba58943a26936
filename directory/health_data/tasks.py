"""Daily: reminding admins of what is due soon, and deleting requests that are over."""

from datetime import timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django import app

from accounts.models import User
from directory.health_data.links import CONFIRM_DAYS
from directory.models import HealthDataRequest
from mail.jobs import TRY_AGAIN
from mail.sending import absolute_url, queue_mail

# Admins are reminded every day from this many days before an answer is due.
REMINDED_DAYS = 10
# How long an answered request is kept, so that both sides can look at what was said.
KEPT = timedelta(days=365)


@app.periodic(cron="20 10 * * *")
@app.task(name="directory.health_data", queue="mail", queueing_lock="directory.health_data", retry=TRY_AGAIN)
def look_after_requests(timestamp: int) -> None:
    delete_old()
    remind()


def remind() -> int:
    """Mail every admin how many answers are due within ten days; returns how many are."""
    soon = timezone.localdate() + timedelta(days=REMINDED_DAYS)
    due = HealthDataRequest.objects.to_answer().filter(due_on__lte=soon)
    number = due.count()
    if number:
        context = {
            "number": number,
            "first": due[0].due_on,
            "url": absolute_url(reverse("health-data-queue")),
        }
        for admin in User.objects.filter(is_superuser=True, is_active=True):
            queue_mail("health_data/due", to=admin.email, context=context)
    return number


def delete_old() -> None:
    """Requests that nobody confirmed while the link worked, and those answered more than a year ago."""
    now = timezone.now()
    unconfirmed = Q(
        state=HealthDataRequest.State.UNCONFIRMED, received_at__lt=now - timedelta(days=CONFIRM_DAYS + 1)
    )
    answered = Q(
        state__in=[HealthDataRequest.State.ANSWERED, HealthDataRequest.State.CLOSED],
        answered_at__lt=now - KEPT,
    )
    HealthDataRequest.objects.filter(unconfirmed | answered).delete()
