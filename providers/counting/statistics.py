"""Daily counts added up for a listing's statistics: the last 30 days, and the last 12 months."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet, Sum
from django.db.models.functions import TruncMonth

from providers.models import DailyCount, Location

Kind = DailyCount.Kind
DAYS = 30
MONTHS = 12
# Counts are kept for as long as the chart of months reaches back, and a month longer.
KEPT = timedelta(days=400)


@dataclass(frozen=True)
class Series:
    """How often one kind of thing happened: one number for each of `days`, or for each month, which its first
    day stands for."""

    kind: DailyCount.Kind
    days: tuple[date, ...]
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)


def by_day(location: Location, today: date) -> list[Series]:
    """The last 30 days, today included; one query."""
    days = [today - timedelta(days=back) for back in range(DAYS - 1, -1, -1)]
    rows = counted(location).filter(day__gte=days[0], day__lte=today).values_list("kind", "day", "count")
    return series(days, {(kind, day): count for kind, day, count in rows})


def by_month(location: Location, today: date) -> list[Series]:
    """The last 12 months, this one included; one query."""
    months = [first_of_month(today, back) for back in range(MONTHS - 1, -1, -1)]
    rows = (
        counted(location)
        .filter(day__gte=months[0], day__lte=today)
        .values("kind", month=TruncMonth("day"))
        .annotate(total=Sum("count"))
        .order_by()
        .values_list("kind", "month", "total")
    )
    return series(months, {(kind, month): total for kind, month, total in rows})


def counted(location: Location) -> QuerySet[DailyCount]:
    return DailyCount.objects.filter(location=location)


def series(days: Sequence[date], found: dict[tuple[str, date], int]) -> list[Series]:
    return [Series(kind, tuple(days), tuple(found.get((kind, day), 0) for day in days)) for kind in Kind]


def first_of_month(day: date, back: int) -> date:
    """The first day of the month that lies `back` months before that of `day`."""
    months = day.year * 12 + day.month - 1 - back
    return date(months // 12, months % 12 + 1, 1)
