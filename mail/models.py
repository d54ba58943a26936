"""Mail that waits to be sent, or that the demo keeps to show it."""

from datetime import timedelta

from django.db import models
from django.db.models.functions import Now
from django.utils import timezone

# Longer than a delivery can take (mail/smtp.py), the retries of its last write included.
ANSWER_MISSING_AFTER = timedelta(minutes=10)


class MessageQuerySet(models.QuerySet["Message"]):
    def waiting(self) -> "MessageQuerySet":
        """Those that may be sent: no mail server has been given them, as far as we know."""
        return self.filter(sent_at=None, handed_over_at=None)

    def unanswered(self) -> "MessageQuerySet":
        """Those that a mail server may or may not have taken: we were cut off before its answer."""
        return self.filter(sent_at=None, handed_over_at__lt=timezone.now() - ANSWER_MISSING_AFTER)


class Message(models.Model):
    """One mail to one person.

    It is written in the transaction that causes it, sent by a job, and deleted once it is sent, because what
    it says is private. The demo keeps it instead, for its page of mails.

    `handed_over_at` is set at the last moment before a mail server can take the mail, by whichever job is
    first, and removed if the server refuses it. So a mail is never handed over twice (ADR 0130).
    """

    to = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField()
    queue = models.CharField(max_length=32, db_default="mail")
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    handed_over_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["created_at"], condition=models.Q(sent_at=None), name="message_waiting")
        ]

    def __str__(self) -> str:
        return f"{self.subject} ({self.created_at:%Y-%m-%d %H:%M})"
