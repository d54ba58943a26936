"""What the page of the ledger is given."""

from dataclasses import dataclass
from datetime import date, timedelta

from reviews.ledger.counts import NOT_SHOWN, STARS
from reviews.ledger.reading import ReasonRow, Row
from reviews.models import LedgerClose, Reason

COUNTS = ("decided", "published", "declined", "appealed", "overturned")


@dataclass(frozen=True)
class Closed:
    """Up to when the ledger counts, such as "October 2026", and what waited then, in words."""

    until: str
    waiting: str


@dataclass(frozen=True)
class Line:
    """One number of stars, or all: the counts in the order of COUNTS, and the share declined of what was
    decided, in words."""

    name: str
    counts: tuple[int, ...]
    declined_share: str


@dataclass(frozen=True)
class Month:
    """`reasons`: label, counts for 1 to 5 stars and for those that don't show yet, and their sum. `median`:
    hours to a decision, in words, or empty."""

    name: str
    lines: tuple[Line, ...]
    reasons: tuple[tuple[str, tuple[int, ...], int], ...]
    median: str


def closed_page(close: LedgerClose | None) -> Closed | None:
    if close is None:
        return None
    waiting = f"At least {close.waiting} reviews" if close.waiting else "Fewer than five reviews"
    return Closed(f"{close.until - timedelta(days=1):%B %Y}", waiting)


def month_of(month: date, rows: list[Row], reasons: list[ReasonRow], hours: float | None) -> Month:
    """`rows`: the month's; `reasons`: all; `hours`: the median from receipt to decision."""
    return Month(
        name=f"{month:%B %Y}",
        lines=star_lines(rows),
        reasons=reason_lines([row for row in reasons if row.month == month]),
        median=median_in_words(hours),
    )


def star_lines(rows: list[Row]) -> tuple[Line, ...]:
    """One line for each number of stars, the sum over all `rows`, one for those whose stars don't show yet if
    there are any, and a line for all."""
    lines = [line_of(star_name(stars), [row for row in rows if row.stars == stars]) for stars in STARS]
    if not_shown := [row for row in rows if row.stars == NOT_SHOWN]:
        lines.append(line_of("Not shown yet", not_shown))
    return (*lines, line_of("All", rows))


def line_of(name: str, rows: list[Row]) -> Line:
    counts = tuple(sum(getattr(row, count) for row in rows) for count in COUNTS)
    return Line(name, counts, share_of(declined=counts[2], decided=counts[0]))


def share_of(*, declined: int, decided: int) -> str:
    return f"{declined / decided:.0%}" if decided else "–"


def star_name(stars: int) -> str:
    return "1 star" if stars == 1 else f"{stars} stars"


def reason_lines(rows: list[ReasonRow]) -> tuple[tuple[str, tuple[int, ...], int], ...]:
    """In the order of the closed list; only reasons that occurred."""
    lines = []
    for reason in Reason:
        counts = tuple(
            sum(row.declined for row in rows if row.reason == reason and row.stars == stars)
            for stars in (*STARS, NOT_SHOWN)
        )
        if any(counts):
            lines.append((reason.label, counts, sum(counts)))
    return tuple(lines)


def median_in_words(hours: float | None) -> str:
    if hours is None:
        return ""
    return f"{hours:.1f} hours" if hours < 10 else f"{hours:.0f} hours"
