"""`manage.py compare_clearances <export>`: FDA decisions that the shipped clearances don't have."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from providers.vocabulary.clearance_file import read_clearances
from providers.vocabulary.files import VocabularyFileError
from providers.vocabulary.openfda import Decision, ExportError, compare, read_export


class Command(BaseCommand):
    help = (
        "Lists the numbers of a downloaded openFDA export (JSON or ZIP) that clearances.csv does not have, "
        "for a person to classify. It changes nothing: the export has neither condition nor ages."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("export", type=Path, help="a file from open.fda.gov/data/downloads or its API")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = compare(read_export(options["export"]), read_clearances())
        except (ExportError, VocabularyFileError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Product codes: {', '.join(found.codes)}.")
        self.stdout.write(f"New numbers: {len(found.new)}. Read each decision before you add a row.")
        for decision in found.new:
            self.stdout.write(f"  {line(decision)}")
        if found.dated:
            self.stdout.write("Other or fuller dates than in clearances.csv:")
        for decision, ours in found.dated:
            self.stdout.write(f"  {decision.number}: {decision.day}; we have {ours or 'none'}")


def line(decision: Decision) -> str:
    """One decision with tabs between its fields, so that it can be pasted into a spreadsheet."""
    return "\t".join((decision.number, decision.day, decision.code, decision.applicant, decision.device))
