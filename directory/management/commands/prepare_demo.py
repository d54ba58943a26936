"""`prepare_demo`: everything `make demo` needs before it can serve. Quick when there is nothing to do."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from directory.database_errors import in_one_sentence
from directory.static_files import collect_if_changed
from providers.models import Location, RemovedLocation

OLDEST_SERVER = 15
DEMO_LOCATIONS = 3_000
DEMO_SEED = 1


class Command(BaseCommand):
    help = "Prepares the database and the static files of the demo."
    requires_system_checks = ()

    def handle(self, *arguments: Any, **options: Any) -> None:
        try:
            self.check_server()
            self.migrate()
            call_command("load_vocabulary", verbosity=0)
            call_command("load_places", verbosity=0)
            self.load_demo()
            if collect_if_changed():
                self.stdout.write("Collected the static files.")
        except (OperationalError, OSError) as error:
            raise CommandError(in_one_sentence(error)) from error
        except KeyboardInterrupt:
            raise SystemExit(130) from None

    def check_server(self) -> None:
        with connection.cursor():  # raises OperationalError where no server answers
            version = connection.pg_version // 10_000
        if version < OLDEST_SERVER:
            raise CommandError(
                f"This needs PostgreSQL {OLDEST_SERVER} or newer; DATABASE_URL names version {version}."
            )

    def migrate(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Preparing the tables.")
            call_command("migrate", interactive=False, verbosity=0)

    def load_demo(self) -> None:
        """Only into a directory that never held anything: neither beside real listings, nor again after
        `remove_demo`, whose deletions the search index is told of by RemovedLocation."""
        if not Location.objects.exists() and not RemovedLocation.objects.exists():
            self.stdout.write(f"Making a demo directory of {DEMO_LOCATIONS:,} places.")
            call_command("load_demo", locations=DEMO_LOCATIONS, seed=DEMO_SEED, verbosity=0)
