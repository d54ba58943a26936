"""`manage.py remove_demo`: keeps only what people really entered."""

from typing import Any

from django.core.management.base import BaseCommand

from listings.demo.removing import reclaim_space, remove_demo
from providers.demo.presence import shows_demo_data
from providers.progress import Progress


class Command(BaseCommand):
    help = "Removes every demo practice with its locations and clinicians, for good."

    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        removed = remove_demo(Progress(self.stderr if verbosity else None))
        reclaim_space()
        shows_demo_data.clear()
        if verbosity:
            self.stdout.write(
                f"Removed {removed:,} demo locations." if removed else "There are no demo locations."
            )
