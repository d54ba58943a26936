"""The pictures of a location."""

from dataclasses import dataclass
from typing import Any, ClassVar

from providers.fields.kinds.base import Change, Facts, Labels, RowList, Values, without


@dataclass(frozen=True)
class Photos(RowList):
    """[{"key", "alternative_text", "width", "height"}] in their order, which is part of a picture's fact."""

    columns: ClassVar[tuple[str, ...]] = ("key", "alternative_text", "width", "height")

    def split(self, value: Any) -> Facts:
        return {
            row["key"]: {**without(row, ("key",)), "position": position} for position, row in enumerate(value)
        }

    def join(self, facts: Facts) -> list[Values]:
        ordered = sorted(facts.items(), key=lambda item: item[1]["position"])
        return [{"key": key, **without(rest, ("position",))} for key, rest in ordered]

    def row_label(self, change: Change, labels: Labels) -> str:
        return "Photo"

    def in_words(self, value: Any) -> str:
        return f"{value['alternative_text']} (picture {value['position'] + 1})"
