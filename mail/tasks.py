"""Jobs that send mail, run by a worker: `python manage.py run_worker`."""

from datetime import timedelta
from smtplib import SMTPException

import structlog
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.db.models import F
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from mail.models import Message

log = structlog.get_logger(__name__)

KEEP_TRYING = timedelta(days=7)


def wait_before(attempts: int) -> timedelta:
    """How long to wait after the `attempts`-th failure: a minute at first, doubling up to four hours."""
    return min(timedelta(minutes=2 ** min(attempts - 1, 8)), timedelta(hours=4))


@app.task(name="mail.deliver", queue="mail")
def deliver(message_id: int) -> None:
    """Send the message if it is still waiting; if the server doesn't accept it, try again later."""
    message = Message.objects.filter(pk=message_id, sent_at=None).first()
    if message is None:
        return
    try:
        as_email(message).send()
    except (SMTPException, OSError) as error:  # refused, or the server is down
        note_failure(message, error)
    else:
        note_sent(message)


def as_email(message: Message) -> EmailMultiAlternatives:
    mail = EmailMultiAlternatives(message.subject, message.text, settings.DEFAULT_FROM_EMAIL, [message.to])
    mail.attach_alternative(message.html, "text/html")
    mail.extra_headers = {"Auto-Submitted": "auto-generated"}
    return mail


def note_sent(message: Message) -> None:
    if settings.KEEP_SENT_MAIL:
        Message.objects.filter(pk=message.pk).update(sent_at=timezone.now(), attempts=F("attempts") + 1)
    else:
        message.delete()


def note_failure(message: Message, error: Exception) -> None:
    """Count the failure and try again later, for a week. The log doesn't name the recipient."""
    attempts = message.attempts + 1
    Message.objects.filter(pk=message.pk).update(attempts=attempts, last_error=str(error)[:300])
    log.warning("mail.not_sent", message_id=message.pk, attempts=attempts, error=type(error).__name__)
    if timezone.now() - message.created_at < KEEP_TRYING:
        seconds = int(wait_before(attempts).total_seconds())
        deliver.configure(schedule_in={"seconds": seconds}).defer(message_id=message.pk)


@app.periodic(cron="15 5 * * *")
@app.task(name="mail.sweep", queue="mail")
def sweep(timestamp: int) -> None:
    """Once a day: send messages that have lost their job (their worker was killed), and delete old rows.

    Messages are deleted after a month, finished jobs after a week.
    """
    now = timezone.now()
    Message.objects.filter(created_at__lt=now - timedelta(days=30)).delete()
    waiting = Message.objects.filter(sent_at=None, created_at__lt=now - timedelta(hours=5))
    for message_id in waiting.values_list("pk", flat=True):
        deliver.defer(message_id=message_id)
    done = ProcrastinateJob.objects.filter(status__in=["succeeded", "failed", "cancelled", "aborted"])
    old = (
        done.filter(procrastinateevent__at__lt=now - timedelta(days=7))
        .values_list("pk", flat=True)
        .distinct()
    )
    with connection.cursor() as cursor:  # the model is read-only
        cursor.execute("DELETE FROM procrastinate_jobs WHERE id = ANY(%s)", [list(old)])
