"""`rebuild_ledger`: count the public ledger again from the log; with --check only compare."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from reviews.codes.counting import publish_counts
from reviews.ledger.closing import close_month, is_as_counted, last_close, rebuild
from reviews.ledger.counts import this_month


class Command(BaseCommand):
    help = "Closes the last month if that was not done yet, and counts the public ledger again from the log."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="Only report whether it is what the log says."
        )

    def handle(self, *arguments: Any, check: bool, **options: Any) -> None:
        close = last_close()
        if check:
            if close is not None and not is_as_counted(close.until):
                raise CommandError("The ledger is not what the log says. Mend it with: rebuild_ledger")
            self.stdout.write("The ledger is what the log says.")
            return
        until = this_month()
        close_month(until)
        rebuild(until)
        publish_counts(until)
        self.stdout.write(f"The ledger holds all decisions before {until:%B %-d, %Y}.")
