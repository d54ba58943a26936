"""Mail goes out with the write that is its reason, in one look, and is tried again when it fails."""

import pytest
from django.db import connection, transaction
from django.template import engines
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from mail.jobs import MAIL, SECURITY_MAIL
from mail.layout import as_html, as_text
from mail.models import Message
from mail.sending import BadMailTemplate, queue_mail
from mail.tasks import KEEP_TRYING, deliver, sweep, wait_before
from tests.cast import PASSWORD
from tests.factories import make_location
from tests.jobs import mails, run_jobs, waiting_jobs

pytestmark = pytest.mark.django_db
CONFIRMATION = "account/email_confirmation"


def queue(to="ana@example.com"):
    return queue_mail(CONFIRMATION, to=to, context={"activate_url": "http://127.0.0.1:8000/x/y"})


def test_a_mail_and_its_job_are_written_with_the_callers_transaction():
    def write_and_fail():
        with transaction.atomic():
            queue()
            raise RuntimeError("undone")

    with pytest.raises(RuntimeError, match="undone"):
        write_and_fail()
    assert mails() == []
    assert not waiting_jobs().exists()


def test_mail_about_signing_in_does_not_queue_behind_other_mail():
    queue()
    location = make_location(name="Lakeview")
    queue_mail("reviews/writing/confirm", to="pat@example.com", context={"location": location, "url": "u"})
    assert [job.queue_name for job in waiting_jobs().order_by("pk")] == [SECURITY_MAIL, MAIL]


def test_a_mail_is_sent_once_and_forgotten(mailoutbox, settings):
    settings.KEEP_SENT_MAIL = False
    message = queue()
    assert run_jobs() == ["mail.deliver"]
    deliver.func(message_id=message.pk)  # the same job again: a worker was killed after sending
    assert [mail.to for mail in mailoutbox] == [["ana@example.com"]]
    assert not Message.objects.exists()


def test_a_mail_says_the_same_in_plain_text_and_in_html(mailoutbox):
    queue()
    run_jobs()
    mail = mailoutbox[0]
    html = mail.alternatives[0].content
    assert mail.subject == "Confirm your address for Tandem"
    for part in ("It works for three days.", "http://127.0.0.1:8000/x/y", "do nothing"):
        assert part in mail.body
        assert part in html


def test_the_demo_keeps_what_it_sent_to_be_looked_at(settings, client):
    settings.KEEP_SENT_MAIL = settings.DEMO = True
    message = queue()
    run_jobs()
    message.refresh_from_db()
    assert message.sent_at is not None
    assert "Confirm your address" in client.get("/demo/mail/").content.decode()
    assert "http://127.0.0.1:8000/x/y" in client.get(f"/demo/mail/{message.pk}/").content.decode()
    assert client.get(f"/demo/mail/{message.pk}.eml")["Content-Type"] == "message/rfc822"


@pytest.mark.parametrize("path", ["/demo/", "/demo/mail/", "/demo/mail/1/", "/demo/mail/1.eml"])
def test_a_real_site_has_no_page_of_mails(client, settings, path):
    settings.DEMO = False
    assert client.get(path).status_code == 404


def test_a_server_that_refuses_is_tried_again_later(settings):
    settings.EMAIL_BACKEND = "mail.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nothing listens there
    message = queue()
    run_jobs()
    message.refresh_from_db()
    assert (message.sent_at, message.attempts) == (None, 1)
    assert message.last_error
    assert not waiting_jobs().exists()  # the next try is scheduled for later


def test_tries_are_ever_further_apart():
    waits = [wait_before(attempts).total_seconds() / 60 for attempts in range(1, 12)]
    assert waits[:4] == [1, 2, 4, 8]
    assert max(waits) == 240
    assert waits == sorted(waits)


def test_the_daily_sweep_forgets_old_mail():
    left, old = queue("left@example.com"), queue("old@example.com")
    Message.objects.filter(pk=old.pk).update(created_at=left.created_at - KEEP_TRYING * 5)
    sweep.func(timestamp=0)
    assert [mail.pk for mail in mails()] == [left.pk]


def test_a_mail_without_a_subject_is_a_mistake_of_ours(monkeypatch):
    template = engines["django"].from_string("Hello")
    monkeypatch.setattr("mail.sending.get_template", lambda name: template)
    with pytest.raises(BadMailTemplate):
        queue()


def test_html_in_a_mail_is_text():
    words = "Hello <script>alert(1)</script>\n\n- a <b>\n- http://127.0.0.1:8000/?a=1&b=2\n\n> quoted <i>"
    html = as_html(words)
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert '<a href="http://127.0.0.1:8000/?a=1&amp;b=2"' in html
    assert "<blockquote" in html
    assert "<i>" not in html


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/confirm",
        "http://127.0.0.1:8000.evil.example/",
        "http://127.0.0.1:8000@evil.example/",
        "http://127.0.0.1:80001/",
    ],
)
def test_an_address_of_another_site_is_no_link(address):
    html = as_html(f"See {address} there.\n\n{address}\n\n- {address}\n\n> {address}")
    assert html.count(address) == 4
    assert f'href="{address}"' not in html


def test_an_address_of_ours_is_a_link_alone_and_within_a_sentence():
    html = as_html("See http://127.0.0.1:8000/x and http://127.0.0.1:8000.\n\nhttp://127.0.0.1:8000/y")
    for address in ("http://127.0.0.1:8000/x", "http://127.0.0.1:8000", "http://127.0.0.1:8000/y"):
        assert f'href="{address}"' in html


@pytest.mark.parametrize("gap", ["\n\n", "\r\n\r\n", "\u2029\u2029", "\x85\n \n"])
def test_somebody_else_s_words_make_no_paragraph_of_a_mail(gap):
    evil = "http://127.0.0.1:8000/evil/"
    location = make_location(name=gap.join(["Lakeview", evil, "- TMS"]))
    message = queue_mail(
        "reviews/writing/confirm", to="pat@example.com", context={"location": location, "url": "u"}
    )
    assert message.subject == f"Please confirm your review of Lakeview {evil} - TMS"
    assert f"a review of Lakeview {evil} - TMS at Tandem." in message.text
    assert "<li>" not in message.html


def test_the_links_of_an_account_have_the_address_of_the_site(client, settings):
    settings.SITE_URL = "https://tandem.example.org"
    client.post(reverse("account_signup"), {"email": "ana@example.com", "password1": PASSWORD})
    assert '<a href="https://tandem.example.org/accounts/' in mails("ana@example.com")[0].html


def test_plain_text_says_who_sends_it():
    assert as_text("One.\n\n\n\nTwo.") == "One.\n\nTwo.\n\n-- \nTandem, http://127.0.0.1:8000/\n"


def test_the_daily_sweep_forgets_jobs_that_are_done_since_a_week(mailoutbox):
    queue()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'succeeded'")
        cursor.execute("UPDATE procrastinate_events SET at = at - interval '8 days'")
    queue()
    sweep.func(timestamp=0)
    assert [job.status for job in ProcrastinateJob.objects.all()] == ["todo"]
