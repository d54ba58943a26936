"""How old a fact is, in words: every fact carries its date, and unknown is said as unknown."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from providers import words
from providers.models import Freshness, Source, freshness


@dataclass(frozen=True)
class Confirmed:
    """When and by whom something was confirmed: a sentence, and whether it asks for caution. `brief` is the
    sentence without the date and by whom."""

    text: str
    is_old: bool
    without_date: str = ""

    @property
    def brief(self) -> str:
        return self.without_date or self.text

    @property
    def css_class(self) -> str:
        return "fresh-old" if self.is_old else "fresh"


@lru_cache(maxsize=2048)  # a few hundred days and three sources, for a page of cards each time
def confirmed(day: date | None, by: str, today: date) -> Confirmed:
    """ "Confirmed 12 days ago by the clinic (Nov 10, 2026)"; from 90 days on it says "Not confirmed for"."""
    if day is None:
        return Confirmed("Not confirmed yet", True)
    state = freshness(day, today)
    who = f" by {Source(by).label}" if by in Source.values else ""
    if state == Freshness.FRESH:
        brief = f"Confirmed {words.days_ago(day, today)}"
        return Confirmed(f"{brief}{who} ({words.long_date(day)})", False, brief)
    brief = f"Not confirmed for {words.days_ago(day, today).removesuffix(' ago')}"
    return Confirmed(f"{brief} (last{who}, {words.long_date(day)})", True, brief)


def as_of(day: date | None, by: str) -> str:
    """The short form for a table: "Nov 10, 2026, by the clinic"; "date not known"."""
    if day is None:
        return "date not known"
    who = f", by {Source(by).label}" if by in Source.values else ""
    return f"{words.long_date(day)}{who}"
