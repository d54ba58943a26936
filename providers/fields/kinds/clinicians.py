"""The people who work at a location."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from places.text import fold
from providers.fields.cells import join_parts, join_values
from providers.fields.kinds.base import Change, Facts, Labels, RowList, Values, without
from providers.models import Credential


def clinician_key(row: Mapping[str, Any]) -> str:
    """The id; for a new person what tells people apart: the NPI, or else the name."""
    if row["id"]:
        return str(row["id"])
    return f"npi-{row['npi']}" if row["npi"] else f"new-{fold(row['first_name'] + ' ' + row['last_name'])}"


@dataclass(frozen=True)
class Clinicians(RowList):
    """[{"id", "first_name", "last_name", "credential", "npi", "role"}]: id is None for a new person."""

    columns: ClassVar[tuple[str, ...]] = ("id", "first_name", "last_name", "credential", "npi", "role")

    def split(self, value: Any) -> Facts:
        return {clinician_key(row): without(row, ("id",)) for row in value}

    def join(self, facts: Facts) -> list[Values]:
        return [{"id": int(key) if key.isdigit() else None, **rest} for key, rest in facts.items()]

    def row_label(self, change: Change, labels: Labels) -> str:
        value = change.after or change.before
        return f"Clinician {value['first_name']} {value['last_name']}"

    def in_words(self, value: Any) -> str:
        credential = Credential(value["credential"]).label if value["credential"] else ""
        name = ", ".join(filter(None, [f"{value['first_name']} {value['last_name']}", credential]))
        npi = f"NPI {value['npi']}" if value["npi"] else ""
        return "; ".join(filter(None, [name, npi, value["role"]]))

    def cell(self, value: Any, part: str) -> str:
        return join_values(join_parts(str(row[name] or "") for name in self.columns) for row in value)
