"""`run_worker`: send mail and do the daily jobs, until a signal ends it."""

from typing import Any

from django.core.management.base import BaseCommand
from procrastinate.contrib.django import app


class Command(BaseCommand):
    help = "Runs the jobs that wait in the database, and the daily ones when their hour has come."

    def handle(self, *arguments: Any, **options: Any) -> None:
        # Django's connection can't wait for the database to say that there is work.
        with app.replace_connector(app.connector.get_worker_connector()) as worker:
            worker.run_worker()
