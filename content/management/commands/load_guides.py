"""`load_guides`: loads the shipped guides, people, references and glossary. It can be run again."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from content.shipped.files import ShippedFileError
from content.shipped.loading import load_content
from providers.demo.presence import shows_demo_data


class Command(BaseCommand):
    help = "Loads the guides that come with the site. Texts that were written in the admin stay as they are."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--quiet", action="store_true", help="say nothing about single guides, as make demo wants it"
        )

    def handle(self, *arguments: Any, **options: Any) -> None:
        say = (lambda line: None) if options["quiet"] else self.stdout.write
        # Not from the cache: this process may just have loaded or removed a demo.
        shows_demo_data.clear()
        try:
            loaded = load_content(shows_demo=shows_demo_data(), say=say)
        except ShippedFileError as error:
            raise CommandError(str(error)) from error
        counts = f"{loaded.published} published, {loaded.in_review} in review, {loaded.unchanged} unchanged"
        self.stdout.write(f"Guides: {counts}.")
