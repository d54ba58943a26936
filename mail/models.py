"""Mail that waits to be sent, or that the demo keeps to show it."""

from django.db import models
from django.db.models.functions import Now


class Message(models.Model):
    """One mail to one person.

    It is written in the transaction that causes it, sent by a job, and deleted once it is sent, because what
    it says is private. The demo keeps it instead, for its page of mails.
    """

    to = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField()
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["created_at"], condition=models.Q(sent_at=None), name="message_waiting")
        ]

    def __str__(self) -> str:
        return f"{self.subject} ({self.created_at:%Y-%m-%d %H:%M})"
