"""What the honesty check reports."""

from dataclasses import dataclass
from enum import StrEnum


class Rule(StrEnum):
    """The rule that was broken. The value is its name for editors."""

    UNREADABLE = "unreadable"
    UNCITED_CLAIM = "claim without a citation"
    UNSUPPORTED_CLAIM = "claim that no source supports"
    UNSOURCED_NUMBER = "number without a source"
    DENIED_TRIAL = "denied trial"
    CLEARANCE = "clearance that differs from the file"
    UNVERIFIED_CLEARANCE = "unverified clearance stated as a fact"
    REVIEW_CLAIM = "reviewed without a reviewer"
    WORKFLOW_NOTE = "workflow note"
    AVOIDED_PHRASE = "phrase to avoid"
    UNKNOWN_REFERENCE = "unknown reference"
    UNUSED_REFERENCE = "unused reference"
    MISSING_LINK = "reference without a link"
    UNKNOWN_PERSON = "unknown person"
    UNKNOWN_TERM = "unknown term"
    UNDATED = "date missing or wrong"
    OVERDUE = "update overdue"
    DEAD_LINK = "dead link"
    READING_GRADE = "reading grade"
    CRISIS_BLOCK = "crisis block"
    BLOCK = "block"
    HEADING = "heading"
    REASON = "reason missing"


@dataclass(frozen=True, order=True)
class Finding:
    """One problem, with its sentence if it is about one. `line` is counted from 1."""

    line: int
    rule: Rule
    message: str
    sentence: str = ""

    def __str__(self) -> str:
        words = f"line {self.line}: {self.rule}: {self.message}"
        return f'{words} "{self.sentence}"' if self.sentence else words


@dataclass(frozen=True)
class Passed:
    """A finding that a waiver in the text overrules, and the reason."""

    finding: Finding
    reason: str
