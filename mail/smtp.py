"""Handing a mail to an SMTP server so that we know, as exactly as SMTP allows, whether the server has it.

A server takes a mail when it has read the line with a single dot that ends it, and says so in its answer.
Before that line nothing is sent, whatever breaks; after it, only the answer tells. So the mail is claimed
between the text and that line (RFC 5321, sections 4.1.1.4 and 6.1).
"""

import re
import smtplib
import socket
import threading
from collections.abc import Callable
from typing import Any, Protocol

from django.core.mail.backends import smtp

# In all, however slowly a server answers: settings.EMAIL_TIMEOUT is for each single wait.
MAX_SECONDS_TO_LAST_LINE = 60
# A server may check a mail thoroughly before it takes it. RFC 5321 (4.5.3.2.6) suggests ten minutes.
MAX_SECONDS_FOR_ANSWER = 120
MAX_SECONDS_TO_SAY_GOODBYE = 5


class HandOver(Protocol):
    """Notes how far a mail got."""

    def claim(self) -> None:
        """The text is sent. Raises an exception if the last line must not be."""

    def mark_last_line(self) -> None:
        """The last line is sent by the next instruction."""

    def note_answer(self, *, accepted: bool) -> None:
        """The server has answered, or it can't have read the last line."""


class _Deadline:
    """Ends a conversation that takes too long, even if the server sends a byte now and then."""

    def __init__(self, seconds: float, end: Callable[[], None]) -> None:
        self._timer = threading.Timer(seconds, end)
        self._timer.daemon = True
        self._timer.start()

    def cancel(self) -> None:
        self._timer.cancel()


class _HandingOver(smtplib.SMTP):
    """An SMTP client that claims each mail before its last line."""

    hand_over: HandOver | None = None

    def __init__(self, *arguments: Any, **options: Any) -> None:
        self._deadline = _Deadline(MAX_SECONDS_TO_LAST_LINE, self._hang_up)
        try:
            super().__init__(*arguments, **options)
        except BaseException:
            self._deadline.cancel()
            raise

    def data(self, msg: Any) -> tuple[int, bytes]:
        """Like smtplib's, which sends the text and the last line at once. `msg` is bytes with CRLF."""
        assert self.sock is not None
        self.putcmd("data")
        code, reply = self.getreply()
        if code != 354:
            raise smtplib.SMTPDataError(code, reply)
        self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # the last line must not wait
        self.send(_with_doubled_dots(msg))
        try:
            self._claim()
        except BaseException:
            self.close()  # without its last line the server drops it; a polite QUIT would be part of it
            raise
        self.sock.settimeout(None)  # or Python would first ask whether it may write; the deadline still holds
        send = self.sock.sendall
        try:
            self._mark_last_line()
            send(b".\r\n")
        except OSError as error:  # the connection broke before, so the line is not on its way
            self.close()
            self._note_answer(accepted=False)
            raise smtplib.SMTPServerDisconnected("The connection broke before the last line.") from error
        self._wait_at_most(MAX_SECONDS_FOR_ANSWER)
        code, reply = self.getreply()
        self._note_answer(accepted=code == 250)
        self._wait_at_most(MAX_SECONDS_TO_SAY_GOODBYE)
        return code, reply

    def close(self) -> None:
        self._deadline.cancel()
        super().close()

    def _claim(self) -> None:
        if self.hand_over is not None:
            self.hand_over.claim()

    def _mark_last_line(self) -> None:
        if self.hand_over is not None:
            self.hand_over.mark_last_line()

    def _note_answer(self, *, accepted: bool) -> None:
        if self.hand_over is not None:
            self.hand_over.note_answer(accepted=accepted)

    def _wait_at_most(self, seconds: float) -> None:
        self._deadline.cancel()
        self._deadline = _Deadline(seconds, self._hang_up)
        if self.sock is not None:
            self.sock.settimeout(seconds)

    def _hang_up(self) -> None:
        """Called in another thread: whoever reads from the server finds the connection closed."""
        if self.sock is not None:
            try:
                self.sock.shutdown(socket.SHUT_RDWR)
            except OSError:  # closed in the meantime
                return


def _with_doubled_dots(text: bytes) -> bytes:
    """RFC 5321, section 4.5.2: a line that begins with a dot gets another one."""
    doubled = re.sub(rb"(?m)^\.", b"..", text)
    return doubled if doubled.endswith(b"\r\n") else doubled + b"\r\n"


class _PlainClient(_HandingOver):
    pass


class _TLSClient(_HandingOver, smtplib.SMTP_SSL):
    pass


class EmailBackend(smtp.EmailBackend):
    """Django's, with limits on the time that a server may take. `hand_over`: of the one mail that is sent."""

    hand_over: HandOver | None = None
    _partial_connection: smtplib.SMTP | None  # Django's stubs don't have it

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return _TLSClient if self.use_ssl else _PlainClient

    def open(self) -> bool | None:
        try:
            opened = super().open()
        except BaseException:  # connected, and then no encryption, or the wrong password
            if self._partial_connection is not None:
                self._partial_connection.close()
            raise
        if isinstance(self.connection, _HandingOver):
            self.connection.hand_over = self.hand_over
        return opened
