"""`run_worker`: send mail and run the daily jobs until a signal stops it."""

from typing import Any, cast

from django.core.management.base import BaseCommand
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector


class Command(BaseCommand):
    help = "Runs the jobs that are waiting in the database, and the daily ones at their time."

    def handle(self, *arguments: Any, **options: Any) -> None:
        # Django's connection can't wait for the database to announce new jobs.
        connector = cast(DjangoConnector, app.connector).get_worker_connector()
        with app.replace_connector(connector) as worker:
            worker.run_worker()
