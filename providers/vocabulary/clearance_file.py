"""The shipped clearances, read from `data/clearances.csv`: one device, condition and ages per row.

`confidence` is V for what was found in a source and M for what is widely known but was not. `note` is
research: why a row is as it is. Pages print only the phrases of it that say whom and what a clearance is for.
"""

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from providers.models import ClearanceStatus
from providers.vocabulary.clearance_words import is_partial_date
from providers.vocabulary.files import DATA, VocabularyFileError

CLEARANCES_FILE = DATA / "clearances.csv"

STATUSES = {"cleared": ClearanceStatus.CLEARED, "de_novo": ClearanceStatus.DE_NOVO}
CONFIDENCES = {"V": True, "M": False}
# Phrases of `note`, separated by semicolons, that pages print in words of their own.
ADULTS = ("adults", "adults with MDD and comorbid anxiety symptoms")
ADJUNCT = "added to other care"
USES = {
    "short-term aid": "as a short-term aid",
    "acute treatment of migraine with aura": "to treat attacks of migraine with aura",
    "acute and preventive treatment": "to treat and prevent attacks",
}


@dataclass(frozen=True)
class ClearanceEntry:
    """`device` and `condition` are slugs, ages in years. `decision_date` may lack the day or the month."""

    device: str
    condition: str
    age_min: int | None
    age_max: int | None
    for_adults: bool
    is_adjunct: bool
    use: str
    status: ClearanceStatus
    decision_date: str
    number: str
    protocol: str
    source_url: str
    checked_on: date
    is_verified: bool
    note: str

    @property
    def identity(self) -> tuple[str, str, str]:
        """What identifies the fact: its number if there is one, so that a date can be corrected."""
        return (self.device, self.condition, self.number or self.decision_date)


def read_clearances(path: Path = CLEARANCES_FILE) -> list[ClearanceEntry]:
    """Every clearance of the file. Raises VocabularyFileError."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, restval="", strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as error:  # missing, or no longer a CSV file
        raise VocabularyFileError(f"{path.name} cannot be read: {error}") from error
    entries: list[ClearanceEntry] = []
    seen: set[tuple[str, str, str]] = set()
    for line, row in enumerate(rows, start=2):
        try:
            entry = read_row(row)
        except (KeyError, TypeError, ValueError) as error:  # a missing column; an unknown status or bad date
            raise VocabularyFileError(f"{path.name}, row {line}: {error}") from error
        if entry.identity in seen:
            raise VocabularyFileError(f"{path.name}: {entry.identity} is there twice.")
        seen.add(entry.identity)
        entries.append(entry)
    return entries


def read_row(row: dict[str, str]) -> ClearanceEntry:
    """One row as values. Raises KeyError, TypeError or ValueError."""
    phrases = [phrase.strip() for phrase in row["note"].split(";")]
    if row["decision_date"] and not is_partial_date(row["decision_date"]):
        raise ValueError(f"{row['decision_date']} is no date.")
    return ClearanceEntry(
        device=row["device"],
        condition=row["condition"],
        age_min=int(row["age_min"]) if row["age_min"] else None,
        age_max=int(row["age_max"]) if row["age_max"] else None,
        for_adults=any(phrase in ADULTS for phrase in phrases),
        is_adjunct=ADJUNCT in phrases,
        use=next((USES[phrase] for phrase in phrases if phrase in USES), ""),
        status=STATUSES[row["status"]],
        decision_date=row["decision_date"],
        number=row["number"],
        protocol=row["protocol_or_coil"],
        source_url=row["source_url"],
        checked_on=date.fromisoformat(row["checked_on"]),
        is_verified=CONFIDENCES[row["confidence"]],
        note=row["note"],
    )
