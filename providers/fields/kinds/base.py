"""What a kind of field has to know, and how a change of a listing is described.

A field's value is plain data, as JSON has it. To compare, merge and write it, it is split into facts: a list
of terms into one fact for each term, a week of hours into one for each day. A fact's key is the field's name,
followed by "/" and the part where the field has several facts: `phone`, `language/en`, `hours/0`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

Values = dict[str, Any]  # field name -> value
Facts = dict[str, Any]
Labels = Mapping[str, str]  # "condition/ocd" -> "Obsessive-compulsive disorder (OCD)"


@dataclass(frozen=True)
class Change:
    """One fact that differs; None means "was not there", or "is no longer there"."""

    key: str
    before: Any
    after: Any

    @property
    def field(self) -> str:
        return self.key.partition("/")[0]

    @property
    def part(self) -> str:
        """The rest of the key; "" for a field that is one fact."""
        return self.key.partition("/")[2]


@dataclass(frozen=True)
class ChangeLine:
    """One thing that changed, in words; an empty text is "nothing"."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Kind:
    """A kind of field. By itself: one fact, compared as a whole, told as text."""

    def nothing(self) -> Any:
        """The value of a listing that says nothing."""
        return ""

    def is_known(self, value: Any) -> bool:
        """Whether the value says something."""
        return value is not None and value != ""

    def split(self, value: Any) -> Facts:
        """The facts of a value, by the part of the key that follows the field's name."""
        return {"": value}

    def join(self, facts: Facts) -> Any:
        """The value with these facts, in their order. The inverse of `split`."""
        return facts[""]

    def in_words(self, value: Any) -> str:
        """A fact in words for the clinic; "" for none."""
        return "" if value is None else str(value)

    def group(self, part: str) -> str:
        """What changes have in common that are described together."""
        return part

    def change_lines(self, label: str, changes: Sequence[Change], labels: Labels) -> list[ChangeLine]:
        """The changes of one group in words. `label` is the field's."""
        return [
            ChangeLine(label, self.in_words(change.before), self.in_words(change.after)) for change in changes
        ]

    def cell(self, value: Any, part: str) -> str:
        """The text of a spreadsheet's cell; `part` tells the columns of one field apart."""
        return "" if value is None else str(value)


@dataclass(frozen=True)
class RowList(Kind):
    """A list of rows, each of them one fact. Subclasses say what identifies a row."""

    # The columns of a row, in the order of its form and of a spreadsheet's cell.
    columns: ClassVar[tuple[str, ...]] = ()

    def nothing(self) -> list[Values]:
        return []

    def is_known(self, value: Any) -> bool:
        return bool(value)

    def row_label(self, change: Change, labels: Labels) -> str:
        """What the row of a change is called."""
        raise NotImplementedError

    def change_lines(self, label: str, changes: Sequence[Change], labels: Labels) -> list[ChangeLine]:
        return [
            ChangeLine(self.row_label(change, labels), *(self._side(side) for side in sides_of(change)))
            for change in changes
        ]

    def _side(self, fact: Any) -> str:
        return "" if fact is None else self.in_words(fact)


def sides_of(change: Change) -> tuple[Any, Any]:
    """Before and after."""
    return change.before, change.after


def without(row: Mapping[str, Any], names: Iterable[str]) -> Values:
    """A row without some of its columns."""
    left_out = set(names)
    return {name: value for name, value in row.items() if name not in left_out}
