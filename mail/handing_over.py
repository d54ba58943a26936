"""Noting in a mail's row whether a mail server was given it: see `Message` and ADR 0130."""

import time
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from django.conf import settings
from django.db import InterfaceError, OperationalError, close_old_connections
from django.db.models import F
from django.utils import timezone

from mail.marks import Mark
from mail.models import Message

Result = TypeVar("Result")

# What we know of a mail is lost with the process, so it is written even if the database is away for a while.
OUTAGE_SECONDS = 60
RETRY_SECONDS = 0.5


class AlreadyHandedOver(Exception):
    """Another job was first, or the mail is gone."""


class RowHandOver:
    """The hand-over of one mail by one job.

    - `claimed_at`: when this job claimed the mail; None before, and after a refusal.
    - `is_unanswered`: the last line was sent, and the server's answer is not known.
    """

    def __init__(self, message: Message, mark: Mark) -> None:
        self.message, self.mark = message, mark
        self.claimed_at: datetime | None = None
        self.is_unanswered = False

    def claim(self) -> None:
        """Raises AlreadyHandedOver, or Django's OperationalError where the database does not answer."""
        # Set before the database answers: if it breaks off, the row may be claimed nevertheless.
        self.claimed_at = timezone.now()
        self.mark.claim(self.message.pk, self.claimed_at)
        if not Message.objects.waiting().filter(pk=self.message.pk).update(handed_over_at=self.claimed_at):
            self.claimed_at = None
            raise AlreadyHandedOver
        self.is_unanswered = True

    def mark_last_line(self) -> None:
        self.mark.last_line()

    def note_answer(self, *, accepted: bool) -> None:
        self.is_unanswered = False
        if accepted:
            despite_outages(self._note_sent)

    def give_back(self) -> None:
        """The server does not have it, so it may be sent later. Only this job's own claim is removed."""
        if self.claimed_at is not None:
            own = Message.objects.filter(pk=self.message.pk, handed_over_at=self.claimed_at)
            despite_outages(lambda: own.update(handed_over_at=None))
            self.claimed_at = None
            self.is_unanswered = False

    def _note_sent(self) -> None:
        row = Message.objects.filter(pk=self.message.pk)
        if settings.KEEP_SENT_MAIL:
            row.update(sent_at=timezone.now(), attempts=F("attempts") + 1)
        else:
            row.delete()


def despite_outages(write: Callable[[], Result]) -> Result:
    """Repeat a write that may be repeated until the database is back, for a minute at most."""
    deadline = time.monotonic() + OUTAGE_SECONDS
    while True:
        try:
            return write()
        except (OperationalError, InterfaceError):
            if time.monotonic() > deadline:
                raise
            close_old_connections()
            time.sleep(RETRY_SECONDS)
