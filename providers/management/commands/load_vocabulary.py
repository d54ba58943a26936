"""`manage.py load_vocabulary`: the terms and clearances that ship with the site."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from providers.vocabulary.files import VocabularyFileError
from providers.vocabulary.loader import LoadReport, load_vocabulary


class Command(BaseCommand):
    help = "Adds and updates the shipped vocabularies and clearances. Can be run again; removes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            terms, clearances = load_vocabulary()
        except VocabularyFileError as error:
            raise CommandError(str(error)) from error
        self.tell("terms", terms)
        self.tell("clearances", clearances)

    def tell(self, what: str, report: LoadReport) -> None:
        counts = f"{len(report.added)} added, {len(report.changed)} changed, {report.unchanged} as they were"
        self.stdout.write(f"{what.capitalize()}: {counts}.")
        for name in report.changed:
            self.stdout.write(f"  changed: {name}")
        for name in report.left:
            self.stdout.write(f"  not in the file, left as it is: {name}")
