"""Mail is sent by jobs to a real SMTP server, and tried again when the server refuses or is away."""

from datetime import timedelta

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from mail.models import Message
from mail.sending import queue_mail
from mail.tasks import KEEP_TRYING, deliver, find_forgotten, wait_before
from tests.jobs import run_jobs, waiting_jobs
from tests.mail.smtp import Mailbox, smtp_server, use_smtp

pytestmark = pytest.mark.django_db


@pytest.fixture
def smtp(settings):
    """Settings that name a port at which, at first, nobody listens."""
    use_smtp(settings)
    return settings


def send(to="pat@example.com"):
    context = {
        "location": type("Place", (), {"name": "Café Lakeview", "city": "Chicago"}),
        "kind": "It is closed",
        "reported_on": timezone.localdate(),
        "state": "corrected",
        "outcome": "It has moved.",
        "page": "https://tandem.example.org/providers/1-x/",
    }
    return queue_mail("reports/outcome", to=to, context=context)


def retries():
    """Jobs that wait for their time."""
    return ProcrastinateJob.objects.filter(status="todo", scheduled_at__isnull=False)


def test_a_mail_arrives_as_plain_text_and_html_and_is_then_forgotten(smtp):
    mailbox = Mailbox()
    with smtp_server(mailbox, smtp.EMAIL_PORT):
        send()
        run_jobs()
    (mail,) = mailbox.taken
    assert mailbox.recipients == ["pat@example.com"]
    assert mail["Subject"] == "What came of your report about Café Lakeview"
    assert mail["To"] == "pat@example.com"
    assert mail["Auto-Submitted"] == "auto-generated"
    text, html = (mail.get_body((kind,)).get_content() for kind in ("plain", "html"))
    for body in (text, html):
        assert "It has moved." in body
        assert "https://tandem.example.org/providers/1-x/" in body
    assert not Message.objects.exists()
    assert not retries().exists()


def test_a_mail_that_the_server_refuses_at_first_arrives_later_and_once(smtp):
    mailbox = Mailbox(refusals=2)
    with smtp_server(mailbox, smtp.EMAIL_PORT):
        message = send()
        for attempt in (1, 2):
            run_jobs()
            message.refresh_from_db()
            assert message.attempts == attempt
            assert "451" in message.last_error
            waits = retries().latest("pk").scheduled_at - timezone.now()
            assert waits <= wait_before(attempt)
            retries().update(scheduled_at=None)  # its time has come
        run_jobs()
    assert (mailbox.refused, len(mailbox.taken)) == (2, 1)
    assert not Message.objects.exists()


def test_a_mail_waits_for_a_server_that_is_away(smtp):
    send()
    run_jobs()
    assert Message.objects.get().attempts == 1
    mailbox = Mailbox()
    with smtp_server(mailbox, smtp.EMAIL_PORT):
        retries().update(scheduled_at=None)
        run_jobs()
    assert len(mailbox.taken) == 1


def test_it_waits_longer_each_time_up_to_four_hours_and_gives_up_after_a_week(smtp):
    minutes = [wait_before(attempt).total_seconds() / 60 for attempt in (1, 2, 3, 8, 9, 50)]
    assert minutes == [1, 2, 4, 128, 240, 240]
    message = send()
    Message.objects.update(created_at=timezone.now() - KEEP_TRYING)
    run_jobs()
    message.refresh_from_db()
    assert message.attempts == 1
    assert not retries().exists()


def test_one_refused_mail_does_not_hold_up_the_others(smtp):
    mailbox = Mailbox(refusals=1)
    with smtp_server(mailbox, smtp.EMAIL_PORT):
        send("first@example.com")
        send("second@example.com")
        run_jobs()
    assert mailbox.recipients == ["second@example.com"]
    assert retries().count() == 1


def test_the_same_job_twice_sends_one_mail(smtp):
    mailbox = Mailbox()
    with smtp_server(mailbox, smtp.EMAIL_PORT):
        message = send()
        deliver(message_id=message.pk)
        deliver(message_id=message.pk)
    assert len(mailbox.taken) == 1


def test_a_mail_that_lost_its_job_gets_a_new_one_within_minutes(smtp):
    message = send()
    ProcrastinateJob.objects.all().delete()
    Message.objects.filter(pk=message.pk).update(created_at=timezone.now() - timedelta(minutes=3))
    find_forgotten(timestamp=0)
    mailbox = Mailbox()
    with smtp_server(mailbox, smtp.EMAIL_PORT):
        run_jobs()
    assert len(mailbox.taken) == 1


def test_a_mail_that_waits_for_its_next_try_is_not_forgotten(smtp):
    message = send()
    run_jobs()  # nobody listens, so it is tried again later
    Message.objects.filter(pk=message.pk).update(created_at=timezone.now() - timedelta(minutes=3))
    find_forgotten(timestamp=0)
    assert retries().count() == 1
    assert not waiting_jobs().exists()
