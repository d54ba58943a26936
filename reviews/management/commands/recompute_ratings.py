"""`recompute_ratings`: compute all ratings from the reviews; with --check only report what is wrong."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from providers import words
from reviews.rating.recount import repair, wrong_locations, wrong_votes


class Command(BaseCommand):
    help = "Computes the ratings of all locations from their reviews, and counts the votes of all reviews."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="Only report what is wrong.")

    def handle(self, *arguments: Any, check: bool, **options: Any) -> None:
        locations, reviews = wrong_locations(), wrong_votes()
        found = f"{words.count(len(locations), 'location')} and {words.count(len(reviews), 'review')}"
        if check and (locations or reviews):
            raise CommandError(f"Wrong: the ratings or votes of {found}. Mend them with: recompute_ratings")
        if not check:
            repair(locations, reviews)
        self.stdout.write(f"{'Wrong' if check else 'Mended'}: {found}.")
