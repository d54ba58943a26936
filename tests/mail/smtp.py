"""A real SMTP server on loopback, which refuses as often as a test says and keeps what it took."""

from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller

from tests.ports import HOST, free_port

TRY_LATER = "451 4.3.0 Try again later"


class Mailbox:
    """What the server does with each mail: `refusals` times it answers TRY_LATER, then it takes them."""

    def __init__(self, refusals: int = 0) -> None:
        self.refusals = refusals
        self.refused = 0
        self.taken: list[EmailMessage] = []
        self.recipients: list[str] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.refused < self.refusals:
            self.refused += 1
            return TRY_LATER
        self.taken.append(message_from_bytes(envelope.content, policy=policy.default))
        self.recipients += envelope.rcpt_tos
        return "250 OK"


@contextmanager
def smtp_server(mailbox: Mailbox, port: int | None = None) -> Iterator[int]:
    """The port at which `mailbox` is served."""
    controller = Controller(mailbox, hostname=HOST, port=port or free_port())
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def use_smtp(settings: Any) -> int:
    """Make the site send by SMTP, without encryption, to a port of loopback; the port."""
    settings.EMAIL_BACKEND = "mail.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = HOST, free_port()
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.KEEP_SENT_MAIL = False
    return settings.EMAIL_PORT
