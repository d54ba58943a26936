"""The whole way of a reminder: a worker's job, a mail server that refuses at first, the reader's mailbox."""

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from listings.upkeep.tasks import remind
from mail.models import Message
from tests.cast import join, make_user
from tests.factories import make_location
from tests.jobs import run_worker
from tests.mail.smtp import Mailbox, smtp_server, use_smtp


@pytest.mark.django_db(transaction=True)
def test_a_reminder_reaches_its_reader_though_the_mail_server_refused_it_at_first(settings):
    owner = make_user("owner@example.com")
    join(owner, make_location(confirmed_days_ago=61).practice)
    mailbox = Mailbox(refusals=1)
    with smtp_server(mailbox, use_smtp(settings)):
        remind.defer(timestamp=0)
        run_worker()
        assert (mailbox.refused, len(mailbox.taken)) == (1, 0)
        assert Message.objects.get().attempts == 1
        run_worker()
        assert mailbox.refused == 1  # it is not yet time to try again
        ProcrastinateJob.objects.filter(status="todo", task_name="mail.deliver").update(scheduled_at=None)
        run_worker()
    (mail,) = mailbox.taken
    assert mail["To"] == "owner@example.com"
    assert "/confirm/" in mail.get_body(("plain",)).get_content()
    assert not Message.objects.exists()
