"""Jobs that send mail, run by a worker: `python manage.py run_worker`."""

from datetime import timedelta
from functools import partial
from smtplib import SMTPException
from urllib.parse import urlsplit

import structlog
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import DatabaseError, connection, transaction
from django.db.models import BigIntegerField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.crypto import salted_hmac
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from mail.handing_over import AlreadyHandedOver, RowHandOver, despite_outages
from mail.jobs import MAIL, TRY_AGAIN, TRY_AGAIN_SOON, UPKEEP
from mail.marks import mark
from mail.models import Message
from mail.smtp import EmailBackend

log = structlog.get_logger(__name__)

KEEP_TRYING = timedelta(days=7)
# A mail whose job is at work, or waits for its turn, is not forgotten.
FORGOTTEN_AFTER = timedelta(minutes=2)


def wait_before(attempts: int) -> timedelta:
    """How long to wait after the `attempts`-th failure: a minute at first, doubling up to four hours."""
    return min(timedelta(minutes=2 ** min(attempts - 1, 8)), timedelta(hours=4))


@app.task(name="mail.deliver", queue=MAIL, retry=TRY_AGAIN_SOON)
def deliver(message_id: int) -> None:
    """Send the message if it is still waiting; if the server doesn't accept it, try again later.

    The job may run twice, also at the same time: the message is sent once.
    """
    message = Message.objects.waiting().filter(pk=message_id).first()
    if message is None:
        return
    with mark() as own_mark:
        hand_over_once(message, RowHandOver(message, own_mark))


def hand_over_once(message: Message, hand_over: RowHandOver) -> None:
    """Raises Django's DatabaseError if the message could not be claimed."""
    try:
        send(message, hand_over)
    except AlreadyHandedOver:
        return
    except DatabaseError:  # the job is retried
        hand_over.give_back()
        raise
    except (SMTPException, OSError) as error:  # refused, or the server is down
        if hand_over.is_unanswered:
            note_unanswered(message, error)
        else:
            hand_over.give_back()
            despite_outages(partial(note_failure, message, error))


def send(message: Message, hand_over: RowHandOver) -> None:
    """Raises AlreadyHandedOver, SMTPException, OSError or DatabaseError."""
    backend = get_connection()
    mail = as_email(message)
    mail.connection = backend
    if isinstance(backend, EmailBackend):
        backend.hand_over = hand_over
        mail.send()
        return
    # Not by SMTP: into a file, to the terminal, or nowhere. If that fails, nobody has got it.
    hand_over.claim()
    hand_over.is_unanswered = False
    mail.send()
    hand_over.note_answer(accepted=True)


def as_email(message: Message) -> EmailMultiAlternatives:
    mail = EmailMultiAlternatives(message.subject, message.text, settings.DEFAULT_FROM_EMAIL, [message.to])
    mail.attach_alternative(message.html, "text/html")
    mail.extra_headers = {"Auto-Submitted": "auto-generated", "Message-ID": id_of(message)}
    return mail


def id_of(message: Message) -> str:
    """The same at each attempt, so that mailboxes can tell a copy. It doesn't tell how many mails we send."""
    name = salted_hmac("mail.message_id", f"{message.pk} {message.created_at.isoformat()}").hexdigest()
    return f"<{name}@{urlsplit(settings.SITE_URL).hostname}>"


def queue_delivery(message: Message, *, wait: timedelta = timedelta()) -> None:
    seconds = int(wait.total_seconds())
    later = deliver.configure(queue=message.queue, schedule_in={"seconds": seconds} if seconds else None)
    later.defer(message_id=message.pk)


@transaction.atomic
def note_failure(message: Message, error: Exception) -> None:
    """Count the failure and try again later, for a week. The log doesn't name the recipient."""
    attempts = message.attempts + 1
    Message.objects.filter(pk=message.pk).update(attempts=attempts, last_error=str(error)[:300])
    log.warning("mail.not_sent", message_id=message.pk, attempts=attempts, error=type(error).__name__)
    if timezone.now() - message.created_at < KEEP_TRYING:
        queue_delivery(message, wait=wait_before(attempts))


def note_unanswered(message: Message, error: Exception) -> None:
    """The server may have taken it. It is not sent again unless an operator wants it: `unanswered_mail`."""
    log.error("mail.unanswered", message_id=message.pk, error=type(error).__name__)
    row = Message.objects.filter(pk=message.pk)
    despite_outages(lambda: row.update(attempts=message.attempts + 1, last_error=str(error)[:300]))


@app.periodic(cron="*/10 * * * *")
@app.task(name="mail.find_forgotten", queue=UPKEEP, queueing_lock="mail.find_forgotten", retry=TRY_AGAIN)
def find_forgotten(timestamp: int) -> None:
    """Every ten minutes: give mails that have lost their job a new one."""
    now = timezone.now()
    queued = ProcrastinateJob.objects.filter(task_name=deliver.name, status__in=["todo", "doing"])
    recent = Message.objects.waiting().filter(
        created_at__lt=now - FORGOTTEN_AFTER, created_at__gt=now - KEEP_TRYING
    )
    ids = queued.values_list(Cast(KT("args__message_id"), BigIntegerField()), flat=True)
    for message in recent.exclude(pk__in=ids):
        queue_delivery(message)


@app.periodic(cron="15 5 * * *")
@app.task(name="mail.sweep", queue=UPKEEP, queueing_lock="mail.sweep", retry=TRY_AGAIN)
def sweep(timestamp: int) -> None:
    """Once a day: delete messages after a month, and finished jobs after a week."""
    now = timezone.now()
    Message.objects.filter(created_at__lt=now - timedelta(days=30)).delete()
    done = ProcrastinateJob.objects.filter(status__in=["succeeded", "failed", "cancelled", "aborted"])
    old = (
        done.filter(procrastinateevent__at__lt=now - timedelta(days=7))
        .values_list("pk", flat=True)
        .distinct()
    )
    with connection.cursor() as cursor:  # the model is read-only
        cursor.execute("DELETE FROM procrastinate_jobs WHERE id = ANY(%s)", [list(old)])
