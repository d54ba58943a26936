"""Statistics of a listing: a chart for each kind of count, drawn as SVG, and all numbers as a table.

Numbers under 5 are shown as "fewer than 5", in the chart as in the table: with so few, somebody who knows one
of the visitors could learn something about them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from providers import words
from providers.counting.statistics import Series
from providers.models import DailyCount

MIN_SHOWN = 5
FEW = "fewer than 5"
# Of the drawing, in its own units: about a pixel on a phone.
WIDTH, HEIGHT = 360, 150
LEFT, RIGHT, TOP, BOTTOM = 34, 4, 12, 22
GAP = 0.25  # of a bar's share of the width
_EXPLANATIONS = {
    DailyCount.Kind.VIEW: "How often your page was opened.",
    DailyCount.Kind.APPEARANCE: "How often you were on the first page of what somebody searched for.",
    DailyCount.Kind.CALL: "How often your phone number was pressed. Numbers dialed by hand are not in it.",
    DailyCount.Kind.WEBSITE: "How often the link to your website was pressed.",
}


@dataclass(frozen=True)
class Bar:
    """One bar. `is_few`: a stub in place of a number under 5. `hint` is what it stands for."""

    x: float
    y: float
    width: float
    height: float
    is_few: bool
    hint: str


@dataclass(frozen=True)
class Tick:
    """A line across, with its number."""

    y: float
    text_y: float
    label: str


@dataclass(frozen=True)
class Chart:
    """One chart. `description` says in words what it shows; without `bars` there is nothing to draw."""

    name: str
    title: str
    explanation: str
    total: str
    description: str
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    first: str
    last: str


@dataclass(frozen=True)
class TableRow:
    label: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Statistics:
    """What templates/providers/counting/statistics.html prints."""

    charts: tuple[Chart, ...]
    heads: tuple[str, ...]
    rows: tuple[TableRow, ...]
    totals: tuple[str, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    date_y: int = HEIGHT - 6
    number_x: int = LEFT - 5


def shown(count: int) -> str:
    """ "1,204"; "fewer than 5"."""
    return words.integer(count) if count >= MIN_SHOWN else FEW


def statistics_page(series: Sequence[Series], *, by_month: bool) -> Statistics:
    """The statistics of four series over the same days, or months."""
    label = month_label if by_month else day_label
    labels = [label(day) for day in series[0].days]
    rows = [
        TableRow(name, tuple(shown(counts) for counts in at_once))
        for name, at_once in zip(labels, zip(*(one.counts for one in series), strict=True), strict=True)
    ]
    return Statistics(
        charts=tuple(chart(one, labels) for one in series),
        heads=tuple(one.kind.label for one in series),
        rows=tuple(reversed(rows)),  # the latest first: that is what one looks for
        totals=tuple(shown(one.total) for one in series),
    )


def chart(series: Series, labels: Sequence[str]) -> Chart:
    highest = max(series.counts)
    step = tick_step(highest)
    top = step * max(1, ceil(highest / step))
    return Chart(
        name=series.kind.value,
        title=series.kind.label,
        explanation=_EXPLANATIONS[series.kind],
        total=shown(series.total),
        description=description(series, labels),
        bars=bars(series, labels, top) if highest >= MIN_SHOWN else (),
        ticks=tuple(
            Tick(y_of(value, top), y_of(value, top) + 4, words.integer(value))
            for value in range(0, top + 1, step)
        ),
        first=labels[0],
        last=labels[-1],
    )


def bars(series: Series, labels: Sequence[str], top: int) -> tuple[Bar, ...]:
    share = (WIDTH - LEFT - RIGHT) / len(series.counts)
    drawn = []
    for place, (label, count) in enumerate(zip(labels, series.counts, strict=True)):
        is_few = count < MIN_SHOWN
        y = HEIGHT - BOTTOM - 2 if is_few else y_of(count, top)
        drawn.append(
            Bar(
                x=round(LEFT + share * (place + GAP / 2), 1),
                y=y,
                width=round(share * (1 - GAP), 1),
                height=round(HEIGHT - BOTTOM - y, 1),
                is_few=is_few,
                hint=f"{label}: {shown(count)}",
            )
        )
    return tuple(drawn)


def y_of(value: int, top: int) -> float:
    return round(HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * value / top, 1)


def tick_step(highest: int) -> int:
    """The distance of the lines: 1, 2 or 5 times a power of ten, so that there are at most four above
    zero."""
    power = 1
    while True:
        for first in (1, 2, 5):
            if first * power * 4 >= max(highest, 1):
                return first * power
        power *= 10


def description(series: Series, labels: Sequence[str]) -> str:
    """ "Nov 1 to Nov 22: 340 in all; most on Nov 12, 40." """
    highest = max(series.counts)
    span = f"{labels[0]} to {labels[-1]}: {shown(series.total)} in all"
    if highest < MIN_SHOWN:
        return f"{span}."
    return f"{span}; the most at {labels[series.counts.index(highest)]}, {shown(highest)}."


def day_label(day: date) -> str:
    return f"{day:%b} {day.day}"


def month_label(day: date) -> str:
    return f"{day:%b %Y}"
