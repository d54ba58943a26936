"""`manage.py send_reminders`: runs the daily job by hand."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from listings.upkeep.reminders import count_to_remind, practices_to_remind, remind_practice
from providers import words
from providers.progress import Progress


class Command(BaseCommand):
    help = (
        "Reminds the teams of practices whose listings have reached day 60, 75, 90 or 120 since they were "
        "last confirmed. The worker does it every day; running it again sends nothing twice."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--today", type=date.fromisoformat, metavar="DATE", help="the day to count from (YYYY-MM-DD)"
        )

    def handle(self, *args: Any, today: date | None, verbosity: int, **options: Any) -> None:
        today = today or timezone.localdate()
        mails = practices = 0
        total = count_to_remind(today)
        progress = Progress(self.stderr if verbosity else None)
        with progress.phase("Reminding", total, "practices") as advance:
            for practice_id in practices_to_remind(today):
                mails += remind_practice(practice_id=practice_id, today=today)
                practices += 1
                advance(1)
        if verbosity:
            teams = words.count(practices, "practice")
            self.stdout.write(f"{words.count(mails, 'mail')} to the teams of {teams}.")
