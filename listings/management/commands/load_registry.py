"""`manage.py load_registry`: load what the national registry (NPPES) says about our NPIs, to check claims."""

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from listings.registry.csv_files import NotARegistryFile
from listings.registry.loading import load_registry
from providers.progress import Progress


class Command(BaseCommand):
    help = "Load a file of the national registry: the monthly or weekly ZIP of NPPES, or the CSV inside."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="NPPES_Data_Dissemination_*.zip or npidata_pfile_*.csv")
        parser.add_argument("--all", action="store_true", help="not only the NPIs that the directory has")
        parser.add_argument(
            "--as-of",
            type=date.fromisoformat,
            help="the day of the file, as 2026-11-08; else the last day in its name, else today",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        progress = Progress(sys.stderr if options["verbosity"] else None)
        try:
            loaded = load_registry(
                options["file"], everything=options["all"], read_on=options["as_of"], progress=progress
            )
        except NotARegistryFile as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Read {loaded.read:,} rows as of {loaded.read_on}: {loaded.written:,} records written, "
            f"{loaded.skipped:,} rows skipped that could not be read."
        )
