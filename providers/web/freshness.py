"""How old a fact is, in words: every fact carries its date, and unknown is said as unknown."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from providers import words
from providers.models import Freshness, Source, freshness


@dataclass(frozen=True)
class Confirmed:
    """When and by whom something was confirmed: a sentence, and whether it asks for caution."""

    text: str
    is_old: bool

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
        return Confirmed(f"Confirmed {words.days_ago(day, today)}{who} ({words.long_date(day)})", False)
    ago = words.days_ago(day, today).removesuffix(" ago")
    return Confirmed(f"Not confirmed for {ago} (last{who}, {words.long_date(day)})", True)


def as_of(day: date | None, by: str) -> str:
    """The short form for a table: "Nov 10, 2026, by the clinic"; "date not known"."""
    if day is None:
        return "date not known"
    who = f", by {Source(by).label}" if by in Source.values else ""
    return f"{words.long_date(day)}{who}"
