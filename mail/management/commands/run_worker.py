"""`run_worker`: send mail and run the daily jobs until a signal stops it. Ends with 1 if it can't go on."""

import asyncio
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from mail.worker import JobWorker, WorkerFailed


class Command(BaseCommand):
    help = "Runs the jobs that are waiting in the database, and the daily ones at their time."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--until-idle", action="store_true", help="do what is due, and end")

    def handle(self, *arguments: Any, until_idle: bool, **options: Any) -> None:
        try:
            asyncio.run(work(until_idle=until_idle))
        except WorkerFailed as failure:
            raise CommandError("The worker can't go on; the log says why.") from failure


async def work(*, until_idle: bool) -> None:
    worker = JobWorker(graceful_seconds=settings.GRACEFUL_TIMEOUT)
    await (worker.run_until_idle() if until_idle else worker.run())
