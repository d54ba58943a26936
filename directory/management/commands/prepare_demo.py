"""`prepare_demo`: everything that `make demo` needs before it can serve. Quick if there is nothing to do."""

from io import StringIO
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from directory.database_errors import in_one_sentence
from directory.demo.people import PEOPLE, demo_password, make_demo_people
from directory.static_files import collect_if_changed
from providers.models import Location, Practice, RemovedLocation
from reviews.demo.making import make_demo_reviews

DEMO_LOCATIONS = 3_000
DEMO_SEED = 1


def is_of_another_version(loader: MigrationLoader) -> bool:
    """Whether the database has migrations of our apps that this version doesn't have.

    It is newer, or from before the migrations started afresh (ADR 0117).
    """
    return any(
        migration not in loader.disk_migrations
        for migration in loader.applied_migrations
        if migration[0] in loader.migrated_apps and is_ours(migration[0])
    )


def is_ours(app_label: str) -> bool:
    return Path(apps.get_app_config(app_label).path).parent == settings.BASE_DIR


class Command(BaseCommand):
    help = "Prepares the database and the static files of the demo."
    requires_system_checks = ()

    def handle(self, *arguments: Any, **options: Any) -> None:
        try:
            self.migrate()
            self.load_vocabulary()
            self.load_demo()
            call_command("load_guides", quiet=True, stdout=StringIO())
            make_demo_people()
            self.make_reviews()
            call_command("rebuild_ledger", stdout=StringIO())
            collect_if_changed(say=self.stdout.write)
            self.say_sign_ins()
        except (OperationalError, OSError) as error:
            self.stderr.write(in_one_sentence(error))
            raise SystemExit(1) from error
        except KeyboardInterrupt:
            raise SystemExit(130) from None

    def migrate(self) -> None:
        executor = MigrationExecutor(connection)
        if is_of_another_version(executor.loader):
            self.stderr.write(
                "The demo's database is of another version of the site: remove the folder .data/postgres "
                "and start again."
            )
            raise SystemExit(1)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Preparing the tables.")
            call_command("migrate", interactive=False, verbosity=0)

    def say_sign_ins(self) -> None:
        if not Practice.objects.filter(is_demo=True).exists():
            return
        self.stdout.write(f"Sign in as one of these, with the password {demo_password()}:")
        for person in PEOPLE:
            self.stdout.write(f"  {person.email:24} {person.description}")
        self.stdout.write("Sign-in codes and the mails that the demo would send are at /demo/ of the site.")

    def make_reviews(self) -> None:
        if number := make_demo_reviews():
            self.stdout.write(f"Made {number} invented reviews.")

    def load_vocabulary(self) -> None:
        # It finds out by itself what has changed. What it prints is for operators.
        call_command("load_vocabulary", stdout=StringIO())

    def load_demo(self) -> None:
        """Make demo listings if the directory never held any: not if there are real ones, and not again after
        `remove_demo`, which leaves a RemovedLocation for the search index."""
        if not Location.objects.exists() and not RemovedLocation.objects.exists():
            self.stdout.write(f"Making a demo directory of {DEMO_LOCATIONS:,} places.")
            call_command("load_demo", locations=DEMO_LOCATIONS, seed=DEMO_SEED, verbosity=0)
