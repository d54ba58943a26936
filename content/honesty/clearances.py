"""Compares what texts say about FDA clearances with the clearances that we have.

It reads names of devices and conditions, dates, ages and FDA numbers in sentences about a clearance. A number
or a date that no row has is reported, and so is a row that was not found in a source if the text states it as
a fact.
"""

import re
from calendar import month_name
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from content.honesty.findings import Finding, Rule
from content.honesty.sentences import Sentence
from providers.vocabulary.clearance_file import ClearanceEntry
from providers.vocabulary.clearance_words import NOT_VERIFIED

FDA_NUMBER = re.compile(r"\b(?:K[0-9]{6}|DEN[0-9]{6})\b")
ABOUT_CLEARANCE = re.compile(r"\bclear(?:ed|ance|ances)\b|\bDe Novo\b", re.IGNORECASE)
NEGATED = re.compile(
    r"\b(?:no|not|never|none|isn.t|aren.t|wasn.t|without)\b[^.]{0,40}\bclear",
    re.IGNORECASE,
)
HEDGED = re.compile(rf"\breported\b|\bnot verified\b|\badvertised?\b|{NOT_VERIFIED}", re.IGNORECASE)
MONTHS = [month for month in month_name if month]
DATE = re.compile(rf"\b(?:({'|'.join(MONTHS)})\s+(?:[0-9]{{1,2}},\s+)?)?((?:19|20)[0-9]{{2}})\b")
AGES = re.compile(r"\bages? ([0-9]+)(?: to ([0-9]+)| and older)|\bfrom age ([0-9]+)", re.IGNORECASE)
DEVICES = {
    "neurostar": r"\bNeuroStar\b",
    "brainsway": r"\bBrainsWay\b",
    "magventure": r"\bMagVenture\b",
    "magstim-horizon": r"\bMagstim\b",
    "cloudtms": r"\bCloudTMS\b",
    "apollo": r"\bApollo\b",
    "nexstim": r"\bNexstim\b",
    "saint-magnus": r"\bSAINT\b",
    "neuroqore": r"\bNeuroQore\b",
}
# In this order: the first that is found is the condition of the sentence.
CONDITIONS = (
    ("mdd-15-21", r"\b15 to 21\b|\bteen|\byoung adult|\badolescent"),
    ("anxious-depression", r"\bdepression (?:that comes )?with anxiety\b|\banxious depression\b"),
    ("ocd", r"\bOCD\b|obsessive"),
    ("smoking", r"\bsmok"),
    ("migraine", r"\bmigraine"),
    ("mdd", r"\bdepress"),
)
# The FDA does clear devices for these, so a text must not deny it.
DENIED = re.compile(
    r"\b(?:no|not|never)\b[^.]{0,40}\bcleared for (?:\w+ with )?(depression|OCD|smoking|migraine)\b",
    re.IGNORECASE,
)


def clearance_findings(
    sentences: Sequence[Sentence], clearances: Sequence[ClearanceEntry]
) -> Iterator[Finding]:
    """What differs from `clearances`, by sentence and, in tables, by row."""
    for line, text in passages(sentences):
        numbers = frozenset(FDA_NUMBER.findall(text))
        for number in sorted(numbers - {entry.number for entry in clearances}):
            yield Finding(line, Rule.CLEARANCE, f"There is no clearance {number}.", text)
        if denied := DENIED.search(text):
            yield Finding(line, Rule.CLEARANCE, f"Devices are cleared for {denied[1]}.", text)
        if not ABOUT_CLEARANCE.search(text) and not numbers:
            continue
        if NEGATED.search(text) or text.rstrip('"\u201d\u2019) ').endswith("?"):
            continue
        yield from compared(line, text, numbers, clearances)


def passages(sentences: Sequence[Sentence]) -> Iterator[tuple[int, str]]:
    """(line, text) of each sentence; the cells of a table row are one passage."""
    for is_row, group in groupby(
        sentences, key=lambda item: item.line if item.kind in ("td", "th") else None
    ):
        found = [item for item in group if item.reason is None]
        if is_row is not None:
            if found:
                yield found[0].line, "; ".join(item.text for item in found if item.text)
        else:
            for item in found:
                yield item.line, item.text


def compared(
    line: int, text: str, numbers: frozenset[str], clearances: Iterable[ClearanceEntry]
) -> Iterator[Finding]:
    """Compares one passage about a clearance with the rows of its device, condition, numbers and ages."""
    devices = [slug for slug, pattern in DEVICES.items() if re.search(pattern, text)]
    condition = next((slug for slug, pattern in CONDITIONS if re.search(pattern, text, re.IGNORECASE)), None)
    rows = [
        entry
        for entry in clearances
        if (not devices or entry.device in devices)
        and (condition is None or entry.condition == condition)
        and (not numbers or entry.number in numbers)
        and has_ages(entry, text)
    ]
    dates = [date_prefix(month, year) for month, year in DATE.findall(text)]
    if devices and not rows:
        yield Finding(line, Rule.CLEARANCE, "No clearance has this device, condition and number.", text)
        return
    for date in dates if devices or numbers else ():
        if not any(entry.decision_date.startswith(date) for entry in rows):
            yield Finding(line, Rule.CLEARANCE, f"No clearance for it is dated {date}.", text)
            return
    meant = [entry for entry in rows if any(entry.decision_date.startswith(date) for date in dates)] or rows
    is_reported = bool(meant) and not any(entry.is_verified for entry in meant)
    if (devices or numbers) and is_reported and not HEDGED.search(text):
        found = ", ".join(sorted({entry.number for entry in meant}))
        yield Finding(line, Rule.UNVERIFIED_CLEARANCE, f"Say that it is only reported: {found}.", text)


def has_ages(entry: ClearanceEntry, text: str) -> bool:
    """Whether a clearance has the ages that a text names, if it names any."""
    found = AGES.search(text)
    if not found:
        return True
    low = int(found[1] or found[3])
    return entry.age_min == low and (not found[2] or entry.age_max == int(found[2]))


def date_prefix(month: str, year: str) -> str:
    return f"{year}-{MONTHS.index(month) + 1:02}" if month else year
