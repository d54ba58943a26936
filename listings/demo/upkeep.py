"""A year of counts and a few reports of one practice, for people who sign in to the demo."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from listings.models import Report
from providers.models import DailyCount, Location, Practice

DAYS = 380
MAX_LOCATIONS = 10  # a practice of a large demo has many; charts of these are enough
# How often on a usual weekday at the practice's busiest location.
USUAL = {
    DailyCount.Kind.APPEARANCE: 60,
    DailyCount.Kind.VIEW: 14,
    DailyCount.Kind.WEBSITE: 6,
    DailyCount.Kind.CALL: 4,
}
REPORTS = (
    (Report.Kind.NOT_TAKING_PATIENTS, "They told me on the phone that the list is full until March."),
    (Report.Kind.INSURANCE_WRONG, ""),
)


@transaction.atomic
def make_demo_upkeep(practice: Practice, today: date) -> None:
    """Make counts up to yesterday and two open reports for the practice, unless it has counts already."""
    locations = list(Location.objects.published().filter(practice=practice).order_by("id")[:MAX_LOCATIONS])
    if not locations or DailyCount.objects.filter(location__in=locations).exists():
        return
    DailyCount.objects.bulk_create(daily_counts(locations, today))
    Report.objects.bulk_create(
        Report(
            location=locations[-1], kind=kind, words=words, created_at=timezone.now() - timedelta(days=back)
        )
        for back, (kind, words) in enumerate(REPORTS, start=2)
    )


def daily_counts(locations: list[Location], today: date) -> Iterator[DailyCount]:
    """Fewer at each further location and at weekends, and slowly more over the year."""
    rng = random.Random(locations[0].practice_id)
    for rank, location in enumerate(locations, start=1):
        for back in range(1, DAYS):
            day = today - timedelta(days=back)
            share = (1 - 0.4 * back / DAYS) * (0.4 if day.weekday() > 4 else 1) / rank**0.5
            for kind, usual in USUAL.items():
                count = round(rng.gauss(usual * share, (usual * share) ** 0.5))
                if count > 0:
                    yield DailyCount(location=location, day=day, kind=kind, count=count)
