"""`check_guides`: the honesty check of the shipped guides. Fails if it finds anything."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from content.shipped.checking import FileReport, check_shipped
from content.shipped.files import GUIDES, ShippedFileError
from providers.vocabulary.files import VocabularyFileError


class Command(BaseCommand):
    help = (
        "Checks the shipped guides, references, glossary and terms: sources, clearances, dates, links, grade."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=GUIDES, help="where the guides are")

    def handle(self, *arguments: Any, **options: Any) -> None:
        try:
            reports = list(check_shipped(today=timezone.localdate(), folder=options["folder"]))
        except (ShippedFileError, VocabularyFileError) as error:
            raise CommandError(str(error)) from error
        for report in reports:
            self.print_report(report, everything=options["verbosity"] > 1)
        found = sum(len(report.findings) for report in reports)
        if found:
            raise CommandError(f"{found} to put right.")
        guides = sum(report.reading_grade is not None for report in reports)
        self.stdout.write(f"{guides} guides, nothing to put right.")

    def print_report(self, report: FileReport, *, everything: bool) -> None:
        """Prints a line for each finding: `file:line: rule: message "sentence"`."""
        path = report.path
        if path.is_relative_to(settings.BASE_DIR):
            path = path.relative_to(settings.BASE_DIR)
        for finding in report.findings:
            self.stdout.write(f"{path}:{finding}".replace(":line ", ":", 1))
        if everything:
            for passed in report.passed:
                self.stdout.write(
                    f"{path}:{passed.finding} - let pass: {passed.reason}".replace(":line ", ":", 1)
                )
            if report.reading_grade is not None:
                self.stdout.write(
                    f"{path}: reading grade {report.reading_grade:.1f}, "
                    f"median sentence {report.median_words:.0f} words"
                )
