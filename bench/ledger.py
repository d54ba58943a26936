"""How long the public ledger takes, and closing a month, with many decisions in the log.

    DATABASE_URL=postgres://... SECRET_KEY=anything TANDEM_DEMO=1 .venv/bin/python -m bench.ledger

The tables must be there (`manage.py migrate`) and the static files collected (STATIC_ROOT says where). Adds
100,000 decisions of three years in a transaction that is rolled back at the end, closes the months, and
prints p50, p95 and p99 of the ledger's page and of its CSVs, through Django's stack with all middleware.
"""

import argparse
import os
import random
import time
from contextlib import suppress
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "directory.settings")
os.environ.setdefault("LOG_LEVEL", "WARNING")
django.setup()

from django.core.wsgi import get_wsgi_application
from django.db import connection, transaction
from django.utils import timezone

from bench.reviews import RollBack, measure
from reviews.ledger.closing import rebuild
from reviews.ledger.counts import this_month
from reviews.models import Decision, LedgerClose, Reason, Subject

DAYS = 3 * 365
BATCH = 10_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--decisions", type=int, default=100_000)
    parser.add_argument("--calls", type=int, default=300)
    options = parser.parse_args()
    application = get_wsgi_application()
    with suppress(RollBack), transaction.atomic():
        add_decisions(options.decisions)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE reviews_decision")
        start = time.perf_counter()
        rebuild(this_month())
        print(f"  closing a month       {1000 * (time.perf_counter() - start):.0f} ms, once a month in a job")
        LedgerClose.objects.get_or_create(until=this_month(), defaults={"waiting": 25})
        for name, path in (
            ("the ledger's page    ", "/reviews/ledger/"),
            ("all months, as CSV   ", "/reviews/ledger.csv"),
            ("all reasons, as CSV  ", "/reviews/ledger-reasons.csv"),
        ):
            measure(application, name, path, "", options.calls)
        raise RollBack


def add_decisions(number: int) -> None:
    """One of five declines, of reviews and locations that need not be there: the log refers to none."""
    chance, now = random.Random(1), timezone.now()
    for start in range(0, number, BATCH):
        Decision.objects.bulk_create(
            decision(chance, now - timedelta(days=chance.randrange(DAYS)), at)
            for at in range(start, min(number, start + BATCH))
        )


def decision(chance: random.Random, moment: timezone.datetime, at: int) -> Decision:
    is_declined = chance.random() < 0.2
    return Decision(
        made_at=moment,
        subject=Subject.REVIEW,
        subject_id=10**9 + at,
        review_id=10**9 + at,
        location_id=10**9 + at,
        action=Decision.Action.DECLINE if is_declined else Decision.Action.APPROVE,
        reason=chance.choice(Reason.values) if is_declined else "",
        stars=chance.choice([1, 2, 3, 4, 5, 5]),
        received_on=timezone.localdate(moment) - timedelta(days=chance.randrange(3)),
        hours_waited=chance.randrange(1, 72),
    )


if __name__ == "__main__":
    main()
