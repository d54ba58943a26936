"""What the check found."""

from dataclasses import dataclass
from enum import StrEnum


class Rule(StrEnum):
    """What a finding is about. The value is how it is named to editors."""

    UNREADABLE = "unreadable"
    UNCITED_CLAIM = "claim without a citation"
    UNSUPPORTED_CLAIM = "claim that no source supports"
    UNKNOWN_REFERENCE = "unknown reference"
    UNUSED_REFERENCE = "unused reference"
    UNKNOWN_PERSON = "unknown person"
    UNKNOWN_TERM = "unknown term"
    UNREVIEWED = "not reviewed"
    OVERDUE = "review overdue"
    DEAD_LINK = "dead link"
    READING_GRADE = "reading grade"
    CRISIS_BLOCK = "crisis block"
    BLOCK = "block"
    HEADING = "heading"
    REASON = "reason missing"


@dataclass(frozen=True, order=True)
class Finding:
    """One thing to put right: where, what, and the sentence if it is about one. `line` is counted from 1."""

    line: int
    rule: Rule
    message: str
    sentence: str = ""

    def __str__(self) -> str:
        words = f"line {self.line}: {self.rule}: {self.message}"
        return f'{words} "{self.sentence}"' if self.sentence else words


@dataclass(frozen=True)
class Passed:
    """A finding that an editor let pass in the text itself, and why."""

    finding: Finding
    reason: str
