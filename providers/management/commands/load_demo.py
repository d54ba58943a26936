"""`manage.py load_demo`: an invented directory to try the site with."""

import argparse
import time
from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from providers.demo.loading import MAX_LOCATIONS, OtherDemoData, load_demo
from providers.demo.terms import MissingTerms
from providers.progress import Progress


def number(smallest: int, largest: int) -> Callable[[str], int]:
    """An argument's type: a whole number in this range, with or without thousands separators."""

    def parse(text: str) -> int:
        try:
            value = int(text.replace(",", "").replace("_", ""))
        except ValueError:
            raise argparse.ArgumentTypeError(f"{text} is not a whole number.") from None
        if not smallest <= value <= largest:
            raise argparse.ArgumentTypeError(f"{value:,} is not between {smallest:,} and {largest:,}.")
        return value

    return parse


class Command(BaseCommand):
    help = (
        "Makes a demo directory: invented practices spread as the population is. The same number and seed "
        "make the same rows, with dates counted back from today. Does nothing if they are there."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--locations", type=number(1, MAX_LOCATIONS), default=3_000, metavar="N")
        parser.add_argument("--seed", type=number(0, 2**32 - 1), default=1, metavar="S")
        parser.add_argument(
            "--today", type=date.fromisoformat, help="the day that dates are counted back from (YYYY-MM-DD)"
        )

    def handle(self, *args: Any, locations: int, seed: int, verbosity: int, **options: Any) -> None:
        started = time.monotonic()
        try:
            loaded = load_demo(
                locations=locations,
                seed=seed,
                today=options["today"] or timezone.localdate(),
                progress=Progress(self.stderr if verbosity else None),
            )
        except (OtherDemoData, MissingTerms) as error:
            raise CommandError(str(error)) from error
        if verbosity and not loaded.rows:
            moved = f"; its dates were moved by {loaded.redated.days} days" if loaded.redated else ""
            self.stdout.write(f"The demo directory of {locations:,} locations is already there{moved}.")
        elif verbosity:
            total = sum(loaded.rows.values())
            self.stdout.write(
                f"Made {locations:,} demo locations, {total:,} rows in {time.monotonic() - started:,.0f} s."
            )
            if verbosity > 1:
                for table, count in loaded.rows.items():
                    self.stdout.write(f"  {table}: {count:,}")
