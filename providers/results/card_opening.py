"""Whether a place is open now, in three words, from the hours that its row holds."""

from datetime import date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from providers.listing.listing import ClosedDays, OpenHours
from providers.listing.opening import opening_words_of


def opening_words(hours: str, closures: str, time_zone: str, moment: datetime) -> str:
    """ "Open until 6 PM", "Opens Monday at 8 AM"; "Hours not known". `hours` and `closures` are those of
    `card_facts` (providers/models/card_facts.py)."""
    return _words(hours, closures, time_zone, moment.replace(second=0, microsecond=0))


@lru_cache(maxsize=8192)  # most places of a town keep one of a few schedules
def _words(hours: str, closures: str, time_zone: str, moment: datetime) -> str:
    return opening_words_of(_hours(hours), _closures(closures), moment.astimezone(ZoneInfo(time_zone)))


@lru_cache(maxsize=4096)
def _hours(text: str) -> tuple[OpenHours, ...]:
    spans = [span.split("-") for span in text.split()]
    return tuple(OpenHours(int(day), _time(opens), _time(closes)) for day, opens, closes in spans)


@lru_cache(maxsize=1024)
def _closures(text: str) -> tuple[ClosedDays, ...]:
    spans = [span.split("/") for span in text.split()]
    return tuple(ClosedDays(date.fromisoformat(first), date.fromisoformat(last), "") for first, last in spans)


def _time(text: str) -> time:
    return time(int(text[:2]), int(text[2:]))
