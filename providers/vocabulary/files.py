"""The shipped vocabularies and clearances, read from the files in `data/`.

`terms.json` holds every vocabulary of the domain's page in the order pages show it. An entry's
`to_check` names the part of its explanation that is widely known but was not found in a source, so that
it can be checked before a launch; it is not stored. `clearances.json` holds one fact per row.
"""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from providers.models import ClearanceStatus, Vocabulary

DATA = Path(__file__).resolve().parent / "data"
TERMS_FILE = DATA / "terms.json"
CLEARANCES_FILE = DATA / "clearances.json"

FDA_PAGE = "https://www.accessdata.fda.gov/scripts/cdrh/cfdocs/cfpmn/pmn.cfm?ID={k_number}"


class VocabularyFileError(ValueError):
    """A file does not hold what it should; the message names the file and the entry."""


@dataclass(frozen=True)
class TermEntry:
    vocabulary: Vocabulary
    position: int
    slug: str
    label: str
    explanation: str
    to_check: str = ""


@dataclass(frozen=True)
class ClearanceEntry:
    """`device` and `condition` are slugs; no device if the source names none. Ages are in years."""

    device: str | None
    condition: str
    age_min: int | None
    age_max: int | None
    status: ClearanceStatus
    year: int
    k_number: str
    note: str
    is_verified: bool
    checked_on: date

    @property
    def source_url(self) -> str:
        """The FDA's page of the 510(k) number; empty without a number."""
        return FDA_PAGE.format(k_number=self.k_number) if self.k_number else ""

    @property
    def identity(self) -> tuple[str | None, str, str | int]:
        """What identifies the fact: its number if there is one, so that a year can be corrected."""
        return (self.device, self.condition, self.k_number or self.year)


def read_terms(path: Path = TERMS_FILE) -> list[TermEntry]:
    """Every term of the file. Raises VocabularyFileError."""
    entries: list[TermEntry] = []
    seen: set[tuple[str, str]] = set()
    for vocabulary, rows in _read_object(path).items():
        for position, row in enumerate(rows):
            try:
                entry = TermEntry(vocabulary=Vocabulary(vocabulary), position=position, **row)
            except (TypeError, ValueError) as error:  # a key too many or too few; no such vocabulary
                raise VocabularyFileError(f"{path.name}, {vocabulary} number {position}: {error}") from error
            if (vocabulary, entry.slug) in seen:
                raise VocabularyFileError(f"{path.name}: {vocabulary}/{entry.slug} is there twice.")
            seen.add((vocabulary, entry.slug))
            entries.append(entry)
    return entries


def read_clearances(path: Path = CLEARANCES_FILE) -> list[ClearanceEntry]:
    """Every clearance of the file. Raises VocabularyFileError."""
    content = _read_object(path)
    entries: list[ClearanceEntry] = []
    seen: set[tuple[str | None, str, str | int]] = set()
    try:
        checked_on = date.fromisoformat(content["checked_on"])
        rows = content["clearances"]
    except (KeyError, TypeError, ValueError) as error:
        raise VocabularyFileError(f"{path.name}: checked_on and clearances are needed: {error}") from error
    for number, row in enumerate(rows):
        try:
            status = ClearanceStatus(row["status"])
            entry = ClearanceEntry(**{**row, "status": status}, checked_on=checked_on)
        except (KeyError, TypeError, ValueError) as error:  # a key too many or too few; no such status
            raise VocabularyFileError(f"{path.name}, clearance number {number}: {error}") from error
        if entry.identity in seen:
            raise VocabularyFileError(f"{path.name}: {entry.identity} is there twice.")
        seen.add(entry.identity)
        entries.append(entry)
    return entries


def _read_object(path: Path) -> dict:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:  # the file is missing, or was edited into something else
        raise VocabularyFileError(f"{path.name} cannot be read: {error}") from error
    if not isinstance(content, dict):
        raise VocabularyFileError(f"{path.name} must hold one object.")
    return content
