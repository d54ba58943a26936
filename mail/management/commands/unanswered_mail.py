"""`unanswered_mail`: mails that the mail server may or may not have taken (ADR 0130)."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from mail.models import Message
from mail.tasks import queue_delivery


class Command(BaseCommand):
    help = "Lists the mails whose sending was cut off before the mail server answered."

    def add_arguments(self, parser: CommandParser) -> None:
        choice = parser.add_mutually_exclusive_group()
        choice.add_argument("--send-again", action="store_true", help="send them; some may arrive twice")
        choice.add_argument("--forget", action="store_true", help="delete them; some may never arrive")

    @transaction.atomic
    def handle(self, *arguments: Any, send_again: bool, forget: bool, **options: Any) -> None:
        # Oldest first. The text is private, so it is not shown.
        for message in Message.objects.unanswered().select_for_update().order_by("pk"):
            self.stdout.write(f"{message.handed_over_at:%Y-%m-%d %H:%M} {message.to}: {message.subject}")
            if send_again:
                Message.objects.filter(pk=message.pk).update(handed_over_at=None)
                queue_delivery(message)
            elif forget:
                message.delete()
