"""Opening hours, and days on which a location is closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any, ClassVar

from providers import words
from providers.fields.cells import closure_text, hours_text, join_values
from providers.fields.kinds.base import Change, ChangeLine, Facts, Labels, RowList, Values, sides_of
from providers.models import OpeningHours

Span = tuple[str, str]  # opening and closing time, such as ("09:00", "17:00")


@dataclass(frozen=True)
class Hours(RowList):
    """[{"weekday", "opens", "closes"}]: 0 for Monday, times as "09:00". A day is one fact: its spans."""

    columns: ClassVar[tuple[str, ...]] = ("weekday", "opens", "closes")

    def split(self, value: Any) -> Facts:
        days: Facts = {}
        for row in sorted(value, key=lambda row: (row["weekday"], row["opens"])):
            days.setdefault(str(row["weekday"]), []).append([row["opens"], row["closes"]])
        return days

    def join(self, facts: Facts) -> list[Values]:
        return [
            {"weekday": int(day), "opens": opens, "closes": closes}
            for day, spans in sorted(facts.items())
            for opens, closes in spans
        ]

    def group(self, part: str) -> str:
        return part.partition("/")[0]

    def change_lines(self, label: str, changes: Sequence[Change], labels: Labels) -> list[ChangeLine]:
        """One line for a day, from the editor's fact (the day's spans) or from history's (one for each span:
        listings/history/row_facts.py)."""
        weekday = int(self.group(changes[0].part))
        sides: tuple[list[Span], list[Span]] = ([], [])
        for change in changes:
            span = change.part.partition("/")[2]
            for side, value in zip(sides, sides_of(change), strict=True):
                if span and value:
                    opens, _, closes = span.partition("-")
                    side.append((opens, closes))
                elif value:
                    side.extend((opens, closes) for opens, closes in value)
        day = OpeningHours.Weekday(weekday).label
        return [ChangeLine(f"Hours on {day}", *(_spans_in_words(side) for side in sides))]

    def cell(self, value: Any, part: str) -> str:
        """The hours of one day: `part` is such as "day-0"."""
        return hours_text(value, int(part.removeprefix("day-")))


@dataclass(frozen=True)
class Closures(RowList):
    """[{"first_day", "last_day", "label"}]: days as "2026-11-26"."""

    columns: ClassVar[tuple[str, ...]] = ("first_day", "last_day", "label")

    def split(self, value: Any) -> Facts:
        return {f"{row['first_day']}/{row['last_day']}": row["label"] for row in value}

    def join(self, facts: Facts) -> list[Values]:
        rows = []
        for key, label in sorted(facts.items()):
            first, _, last = key.partition("/")
            rows.append({"first_day": first, "last_day": last, "label": label})
        return rows

    def row_label(self, change: Change, labels: Labels) -> str:
        first, _, last = change.part.partition("/")
        days = words.long_date(date.fromisoformat(first))
        if first == last:
            return f"Closed {days}"
        return f"Closed {days} to {words.long_date(date.fromisoformat(last))}"

    def in_words(self, value: Any) -> str:
        return value or "Closed"

    def cell(self, value: Any, part: str) -> str:
        return join_values(closure_text(row) for row in value)


def _spans_in_words(spans: Sequence[Span]) -> str:
    return words.listed(f"{_clock(opens)} to {_clock(closes)}" for opens, closes in sorted(spans))


def _clock(text: str) -> str:
    """ "9:30 AM"."""
    moment = time.fromisoformat(text)
    return f"{moment.hour % 12 or 12}:{moment:%M %p}"
