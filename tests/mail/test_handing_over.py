"""A mail is handed to the mail server once, whatever breaks; one that was not handed over is sent later."""

import socket
import threading
from contextlib import contextmanager
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django.utils import timezone

from mail import smtp
from mail.handing_over import AlreadyHandedOver, RowHandOver
from mail.marks import Mark, Marks, give_back_unsent
from mail.models import ANSWER_MISSING_AFTER, Message
from mail.sending import queue_mail
from mail.tasks import deliver, id_of
from tests.jobs import run_jobs, waiting_jobs
from tests.mail.smtp import Mailbox, smtp_server, use_smtp
from tests.ports import HOST

pytestmark = pytest.mark.django_db


def queue(to="ana@example.com", url="u"):
    return queue_mail("account/email_confirmation", to=to, context={"activate_url": url})


class Conversation:
    """A mail server that speaks as far as a test wants, on a real socket, and keeps all that it read."""

    def __init__(self, *, answer: bytes | None, at_data=b"354 Go ahead\r\n"):
        self.answer, self.at_data = answer, at_data
        self.read = b""
        self.ended_with_a_dot = threading.Event()
        self.closed = threading.Event()

    def serve(self, listener: socket.socket):
        try:
            client, _ = listener.accept()
        except OSError:  # the test is over
            return
        with client:
            client.sendall(b"220 mail.example.org\r\n")
            lines = client.makefile("rb")
            in_text = False
            for line in lines:
                self.read += line
                if in_text and line == b".\r\n":
                    self.ended_with_a_dot.set()
                    if self.answer is None:
                        break
                    in_text = False
                    client.sendall(self.answer)
                elif not in_text:
                    in_text = line.upper().startswith(b"DATA")
                    client.sendall(self.at_data if in_text else b"250 OK\r\n")
        self.closed.set()


@contextmanager
def conversation(port, **options):
    server = Conversation(**options)
    with socket.create_server((HOST, port)) as listener:
        thread = threading.Thread(target=server.serve, args=[listener])
        thread.start()
        try:
            yield server
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join()


@pytest.fixture
def port(settings):
    return use_smtp(settings)


def test_a_mail_is_claimed_after_its_text_and_before_its_last_line(port, monkeypatch):
    claim = RowHandOver.claim
    seen = []

    def watched(self):
        claim(self)
        row = Message.objects.get()
        seen.append((row.handed_over_at is not None, server.ended_with_a_dot.is_set()))

    monkeypatch.setattr(RowHandOver, "claim", watched)
    message = queue()
    with conversation(port, answer=b"250 Taken\r\n") as server:
        deliver(message_id=message.pk)
    assert seen == [(True, False)]
    assert not Message.objects.exists()


def test_of_two_jobs_that_send_one_mail_at_the_same_time_one_does(port, monkeypatch):
    """Each has given the server the text before the other one claims the mail."""
    message = queue()
    mailbox = Mailbox()
    claim = RowHandOver.claim

    def second_job_first(self):
        monkeypatch.setattr(RowHandOver, "claim", claim)
        deliver(message_id=message.pk)
        claim(self)

    monkeypatch.setattr(RowHandOver, "claim", second_job_first)
    with smtp_server(mailbox, port):
        deliver(message_id=message.pk)
    assert len(mailbox.taken) == 1
    assert not Message.objects.exists()


def test_a_mail_whose_answer_never_came_is_not_sent_again_by_itself(port):
    message = queue()
    with conversation(port, answer=None) as server:
        run_jobs()
    assert server.ended_with_a_dot.is_set()
    message.refresh_from_db()
    assert message.handed_over_at is not None
    assert message.last_error
    deliver(message_id=message.pk)  # would raise nothing and count an attempt: nobody listens any more
    message.refresh_from_db()
    assert message.attempts == 1
    assert not waiting_jobs().exists()


def test_a_mail_that_the_server_refuses_after_its_last_line_is_sent_later(port):
    message = queue()
    with conversation(port, answer=b"451 Try again later\r\n"):
        run_jobs()
    message.refresh_from_db()
    assert message.handed_over_at is None
    assert "451" in message.last_error


def test_a_mail_is_sent_later_if_the_connection_breaks_before_its_last_line(port):
    message = queue()
    with conversation(port, answer=None, at_data=b"421 Going away\r\n") as server:
        run_jobs()
    assert not server.ended_with_a_dot.is_set()
    message.refresh_from_db()
    assert message.handed_over_at is None
    assert message.attempts == 1


def test_a_mail_that_can_not_be_claimed_is_not_sent_and_its_job_is_retried(port, monkeypatch):
    message = queue()

    def away(self):
        self.claimed_at = timezone.now()
        raise OperationalError("the connection is lost")

    monkeypatch.setattr(RowHandOver, "claim", away)
    with (
        conversation(port, answer=b"250 Taken\r\n") as server,
        pytest.raises(OperationalError),
    ):
        deliver(message_id=message.pk)
    assert server.closed.is_set()
    assert not server.ended_with_a_dot.is_set()
    assert Message.objects.waiting().filter(pk=message.pk).exists()
    assert deliver.retry_strategy is not None


def test_a_job_gives_back_only_its_own_claim():
    message = queue()
    first, second = RowHandOver(message, Mark()), RowHandOver(message, Mark())
    first.claim()
    with pytest.raises(AlreadyHandedOver):
        second.claim()
    second.give_back()
    assert not Message.objects.waiting().exists()
    first.give_back()
    assert Message.objects.waiting().exists()


def test_a_server_that_says_nothing_is_left_after_a_while(port, monkeypatch):
    """Also one that sends a byte now and then, which no single wait would notice."""
    monkeypatch.setattr(smtp, "MAX_SECONDS_TO_LAST_LINE", 0.3)
    message = queue()
    over = threading.Event()

    def drip(listener):
        client, _ = listener.accept()
        with client:
            while not over.wait(0.05):
                try:
                    client.sendall(b"2")
                except OSError:  # it hung up
                    return

    with socket.create_server((HOST, port)) as listener:
        thread = threading.Thread(target=drip, args=[listener])
        thread.start()
        deliver(message_id=message.pk)
        over.set()
        thread.join()
    message.refresh_from_db()
    assert (message.attempts, message.handed_over_at) == (1, None)


def test_a_line_that_begins_with_a_dot_arrives_as_it_was(port):
    mailbox = Mailbox()
    message = queue()
    Message.objects.filter(pk=message.pk).update(text="One\n.\n..two\n.three\n")
    with smtp_server(mailbox, port):
        run_jobs()
    text = mailbox.taken[0].get_body(("plain",)).get_content()
    assert text.splitlines() == ["One", ".", "..two", ".three"]


def test_each_attempt_has_the_same_id_and_each_mail_its_own(port):
    mailbox = Mailbox(refusals=1)
    first, second = queue(), queue()
    with smtp_server(mailbox, port):
        deliver(message_id=second.pk)
        deliver(message_id=second.pk)
        deliver(message_id=first.pk)
    assert [mail["Message-ID"] for mail in mailbox.taken] == [id_of(second), id_of(first)]
    assert id_of(first) != id_of(second)


def test_an_operator_decides_about_mails_without_an_answer(mailoutbox, settings):
    settings.KEEP_SENT_MAIL = False
    old, new = queue("old@example.com"), queue("new@example.com")
    Message.objects.filter(pk=old.pk).update(handed_over_at=timezone.now() - ANSWER_MISSING_AFTER)
    Message.objects.filter(pk=new.pk).update(handed_over_at=timezone.now())
    run_jobs()
    out = StringIO()
    call_command("unanswered_mail", stdout=out)
    assert "old@example.com" in out.getvalue()
    assert "new@example.com" not in out.getvalue()
    assert mailoutbox == []
    call_command("unanswered_mail", "--send-again", stdout=out)
    run_jobs()
    assert [mail.to for mail in mailoutbox] == [["old@example.com"]]


def test_mails_without_an_answer_can_be_forgotten():
    message = queue()
    Message.objects.filter(pk=message.pk).update(handed_over_at=timezone.now() - ANSWER_MISSING_AFTER)
    call_command("unanswered_mail", "--forget", stdout=StringIO())
    assert not Message.objects.exists()


def test_a_claim_of_a_dead_process_is_given_back_unless_the_last_line_was_on_its_way(settings, tmp_path):
    """What a new worker finds after the last one was killed at each of the two moments."""
    settings.RUN_DIR = tmp_path
    before, after = queue("before@example.com"), queue("after@example.com")
    marks = Marks(tmp_path)
    with marks.slot() as first, marks.slot() as second:
        RowHandOver(before, first).claim()
        hand_over = RowHandOver(after, second)
        hand_over.claim()
        hand_over.mark_last_line()
        give_back_unsent()
        assert not Message.objects.waiting().exists()  # its process lives
        (left,) = tmp_path.iterdir()
        copy = left.read_bytes()
    left.with_name("of-a-dead-process.marks").write_bytes(copy)
    give_back_unsent()
    assert [message.to for message in Message.objects.waiting()] == ["before@example.com"]
    assert list(tmp_path.iterdir()) == [left]


def test_a_mail_is_marked_when_its_last_line_is_sent_and_not_before(port, settings, tmp_path, monkeypatch):
    marks = Marks(tmp_path)
    (file,) = tmp_path.iterdir()
    monkeypatch.setattr("mail.marks._marks", marks)
    seen = []
    claim, note = RowHandOver.claim, RowHandOver.note_answer

    def claim_and_look(self):
        claim(self)
        seen.append(file.read_bytes()[:24][-8:])

    def look_and_note(self, *, accepted):
        seen.append(file.read_bytes()[:24][-8:])
        note(self, accepted=accepted)

    monkeypatch.setattr(RowHandOver, "claim", claim_and_look)
    monkeypatch.setattr(RowHandOver, "note_answer", look_and_note)
    monkeypatch.setattr(marks, "_free", [0])
    message = queue()
    with smtp_server(Mailbox(), port):
        deliver(message_id=message.pk)
    assert [int.from_bytes(value, "little") for value in seen] == [0, 1]
    assert not any(file.read_bytes())
