"""What an uploaded spreadsheet would change, kept from the preview until it is applied.

What is previewed is what is applied: values and versions are stored, and nothing is read from the file again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from listings.editor.suspicion import why_suspicious
from listings.models import SpreadsheetUpload
from providers.fields.kinds import Change, Values
from providers.fields.sensitive import SENSITIVE
from providers.models import Location, Practice

KEPT = timedelta(days=2)


@dataclass(frozen=True)
class PlannedSection:
    """The values to save, and the version of the section they were compared with ("" for a new listing)."""

    values: Values
    version: str


@dataclass(frozen=True)
class PlannedRow:
    """One location that changes, or a new one (`location_id` is None). `number` is the spreadsheet's row.

    `changes` are [key, before, after] of each fact; `why_held` says why the sensitive ones among them would
    wait for a check, as judged when the file was uploaded.
    """

    number: int
    location_id: int | None
    name: str
    sections: Mapping[str, PlannedSection]
    changes: list[list[Any]]
    why_held: list[str]

    @property
    def facts(self) -> list[Change]:
        return [Change(*change) for change in self.changes]

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> "PlannedRow":
        sections = {name: PlannedSection(**section) for name, section in row["sections"].items()}
        return cls(**{**row, "sections": sections})


def keep_upload(
    *, practice: Practice, user: User, name: str, rows: list[PlannedRow], unchanged: int
) -> SpreadsheetUpload:
    """Keep a checked spreadsheet; delete this person's others that wait, and all old ones."""
    with transaction.atomic():
        waiting = SpreadsheetUpload.objects.filter(practice=practice, applied_at=None)
        waiting.filter(uploaded_by=user).delete()
        SpreadsheetUpload.objects.filter(created_at__lt=timezone.now() - KEPT).delete()
        return SpreadsheetUpload.objects.create(
            practice=practice,
            uploaded_by=user,
            name=name[:120],
            rows=[asdict(row) for row in rows],
            unchanged=unchanged,
        )


def with_reasons(
    rows: Iterable[PlannedRow], locations: Mapping[int, Location], user: User
) -> list[PlannedRow]:
    """The rows, each with why its sensitive changes would wait for a check."""
    return [replace(row, why_held=why_held(row, locations, user)) for row in rows]


def why_held(row: PlannedRow, locations: Mapping[int, Location], user: User) -> list[str]:
    sensitive = [change for change in row.facts if change.key in SENSITIVE]
    if row.location_id is None or not sensitive:
        return []
    return why_suspicious(
        location=locations[row.location_id],
        before={change.key: change.before for change in sensitive},
        after={change.key: change.after for change in sensitive},
        user=user,
    )


def rows_of(upload: SpreadsheetUpload) -> list[PlannedRow]:
    return [PlannedRow.from_json(row) for row in upload.rows]
