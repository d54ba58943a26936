"""A real worker, on its own connection, runs the jobs that were committed."""

import pytest

from mail.models import Message
from mail.sending import queue_mail
from tests.jobs import run_worker


@pytest.mark.django_db(transaction=True)
def test_a_worker_delivers_the_mails_that_wait(mailoutbox):
    for number in range(3):
        queue_mail("account/email_confirmation", to=f"p{number}@example.com", context={"activate_url": "x"})
    run_worker()
    assert sorted(mail.to[0] for mail in mailoutbox) == ["p0@example.com", "p1@example.com", "p2@example.com"]
    assert not Message.objects.filter(sent_at=None).exists()
