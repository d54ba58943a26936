"""Load the shipped gazetteer (ZIPs, cities, states) into the database; it can be run again."""

from django.core.management.base import BaseCommand, CommandError

from places.files import GazetteerMissing
from places.loading import load_places


class Command(BaseCommand):
    help = "Load the shipped gazetteer (ZIPs, cities, states). Quick if nothing has changed."

    def handle(self, *args: object, **options: object) -> None:
        try:
            load_places(say=self.stdout.write if options["verbosity"] else (lambda line: None))
        except GazetteerMissing as error:
            raise CommandError(str(error)) from error
