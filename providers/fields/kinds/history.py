"""Kinds that only the history shows: confirmations, and terms that are no longer in the vocabulary."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from providers import words
from providers.fields.kinds.base import Change, Labels, RowList
from providers.models import Section, Source


@dataclass(frozen=True)
class Confirmations(RowList):
    """The part of a key is a Section; a fact is {"on", "by"}: a day in ISO format and a Source."""

    def row_label(self, change: Change, labels: Labels) -> str:
        return f"Confirmed: {Section(change.part).label.lower()}"

    def in_words(self, value: Any) -> str:
        return f"{words.long_date(date.fromisoformat(value['on']))}, by {Source(value['by']).label}"


@dataclass(frozen=True)
class RemovedTerms(RowList):
    """The part of a key is the id of a term that was deleted; a fact is True."""

    def row_label(self, change: Change, labels: Labels) -> str:
        return "Choice that is not in the list any more"

    def in_words(self, value: Any) -> str:
        return "Listed"
