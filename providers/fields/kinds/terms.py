"""The terms of one vocabulary that a location has."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from providers import words
from providers.fields.cells import join_values
from providers.fields.kinds.base import Change, ChangeLine, Facts, Kind, Labels
from providers.models import Vocabulary


@dataclass(frozen=True)
class VocabularyTerms(Kind):
    """The slugs of a location's terms, in the vocabulary's order."""

    vocabulary: Vocabulary

    def nothing(self) -> list[str]:
        return []

    def is_known(self, value: Any) -> bool:
        return bool(value)

    def split(self, value: Any) -> Facts:
        return dict.fromkeys(value, True)

    def join(self, facts: Facts) -> list[str]:
        return list(facts)

    def group(self, part: str) -> str:
        return ""

    def change_lines(self, label: str, changes: Sequence[Change], labels: Labels) -> list[ChangeLine]:
        """What was removed and what was added, a line each."""
        added = words.listed(labels.get(change.key, change.key) for change in changes if change.after)
        removed = words.listed(labels.get(change.key, change.key) for change in changes if not change.after)
        lines = [ChangeLine(f"{label}: taken away", removed, "")] if removed else []
        return [*lines, ChangeLine(f"{label}: added", "", added)] if added else lines

    def cell(self, value: Any, part: str) -> str:
        return join_values(value)
