"""Reads a downloaded openFDA export of device decisions and finds what `clearances.csv` does not have.

The export names device, applicant, product code and day, and neither condition nor ages. So a person has to
classify what is new: nothing here assigns a condition or a confidence.
"""

import json
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from providers.vocabulary.clearance_file import ClearanceEntry

# FDA product codes: TMS for depression (21 CFR 882.5805) and for OCD (21 CFR 882.5802).
TMS_CODES = frozenset({"OBP", "QCI"})


class ExportError(ValueError):
    """The file is no openFDA export; the message says why."""


@dataclass(frozen=True)
class Decision:
    """One decision of the export. `day` is 2023-01-13, or empty."""

    number: str
    day: str
    code: str
    applicant: str
    device: str


@dataclass(frozen=True)
class Comparison:
    """`codes` are the product codes looked at; `new` are in none of our rows; `dated` have a better date."""

    codes: tuple[str, ...]
    new: tuple[Decision, ...]
    dated: tuple[tuple[Decision, str], ...]


def read_export(path: Path) -> Iterator[Decision]:
    """The decisions of a JSON file, or of those in a ZIP, as openFDA offers both. Raises ExportError."""
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                for name in archive.namelist():
                    if name.endswith(".json"):
                        yield from decisions_in(archive.read(name))
        else:
            yield from decisions_in(path.read_bytes())
    except (OSError, zipfile.BadZipFile) as error:  # no such file, or cut off while it was downloaded
        raise ExportError(f"{path.name} cannot be read: {error}") from error


def decisions_in(content: bytes) -> Iterator[Decision]:
    try:
        rows: list[dict[str, Any]] = json.loads(content)["results"]
        for row in rows:
            yield Decision(
                number=str(row["k_number"]).upper(),
                day=str(row.get("decision_date", "")),
                code=str(row.get("product_code", "")),
                applicant=str(row.get("applicant", "")),
                device=str(row.get("device_name", "")),
            )
    except (KeyError, TypeError, ValueError, AttributeError) as error:  # other JSON, or no JSON
        raise ExportError(f"It is no openFDA export of 510(k) decisions: {error!r}") from error


def compare(decisions: Iterable[Decision], known: Iterable[ClearanceEntry]) -> Comparison:
    """What the export has beyond `known`, under the product codes of TMS and of the numbers we have."""
    every = list(decisions)
    days = {entry.number: entry.decision_date for entry in known if entry.number}
    codes = TMS_CODES | {decision.code for decision in every if decision.number in days and decision.code}
    found = sorted(
        {decision for decision in every if decision.code in codes}, key=lambda item: (item.day, item.number)
    )
    return Comparison(
        codes=tuple(sorted(codes)),
        new=tuple(decision for decision in found if decision.number not in days),
        dated=tuple(
            (decision, days[decision.number])
            for decision in found
            if decision.number in days and decision.day and decision.day != days[decision.number]
        ),
    )
