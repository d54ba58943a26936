"""Brings the database up to the shipped vocabularies, writing only the rows that differ."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from providers.models import Clearance, Term, Vocabulary
from providers.vocabulary.clearance_file import CLEARANCES_FILE, ClearanceEntry, read_clearances
from providers.vocabulary.files import TERMS_FILE, TermEntry, VocabularyFileError, read_terms

TERM_FIELDS = ("label", "explanation", "position")
POSITION_ONLY = ("position",)  # of terms that the operator has worded anew
CLEARANCE_FIELDS = (
    "age_min",
    "age_max",
    "for_adults",
    "is_adjunct",
    "use",
    "status",
    "decision_date",
    "number",
    "protocol",
    "note",
    "source_url",
    "is_verified",
    "checked_on",
)


@dataclass
class LoadReport:
    """What a load changed in one table: names of rows, such as `condition/ocd`."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: int = 0
    # Rows that the file does not have. They may be in use, or added by an operator, so they stay.
    left: list[str] = field(default_factory=list)


@transaction.atomic
def load_vocabulary(
    terms_file: Path = TERMS_FILE, clearances_file: Path = CLEARANCES_FILE
) -> tuple[LoadReport, LoadReport]:
    """Add and update terms and clearances; nothing is removed and ids stay. Returns what it did to each.

    A row that is already right is not written, so that `changed_in` moves only where something changed.
    Raises VocabularyFileError before anything is written.
    """
    terms, clearances = read_terms(terms_file), read_clearances(clearances_file)
    with connection.cursor() as cursor:
        # Two loads at once would both miss the same row and both add it. Readers are not blocked.
        cursor.execute("LOCK TABLE providers_term, providers_clearance IN SHARE ROW EXCLUSIVE MODE")
    return _load_terms(terms), _load_clearances(clearances)


def _load_terms(entries: list[TermEntry]) -> LoadReport:
    rows = {(term.vocabulary, term.slug): term for term in Term.objects.all()}
    report, new, changed = LoadReport(), [], []
    for entry in entries:
        name = f"{entry.vocabulary}/{entry.slug}"
        term = rows.pop((entry.vocabulary.value, entry.slug), None)
        if term is None:
            new.append(Term(vocabulary=entry.vocabulary, slug=entry.slug, **_values(entry, TERM_FIELDS)))
            report.added.append(name)
        elif _update(term, _values(entry, POSITION_ONLY if term.is_customized else TERM_FIELDS)):
            changed.append(term)
            report.changed.append(name)
        else:
            report.unchanged += 1
    Term.objects.bulk_create(new)
    Term.objects.bulk_update(changed, TERM_FIELDS)
    report.left = sorted(f"{vocabulary}/{slug}" for vocabulary, slug in rows)
    return report


def _load_clearances(entries: list[ClearanceEntry]) -> LoadReport:
    rows = {_identity(row): row for row in Clearance.objects.select_related("device", "condition")}
    ids = {(term.vocabulary, term.slug): term.pk for term in Term.objects.all()}
    report, new, changed = LoadReport(), [], []
    for entry in entries:
        name = f"{entry.device} for {entry.condition}, {entry.number or entry.decision_date}"
        row = rows.pop(entry.identity, None)
        if row is None:
            new.append(_new_clearance(entry, ids))
            report.added.append(name)
        elif _update(row, _values(entry, CLEARANCE_FIELDS)):
            changed.append(row)
            report.changed.append(name)
        else:
            report.unchanged += 1
    Clearance.objects.bulk_create(new)
    Clearance.objects.bulk_update(changed, CLEARANCE_FIELDS)
    report.left = sorted(str(row) for row in rows.values())
    return report


def _identity(row: Clearance) -> tuple[str, str, str]:
    return (row.device.slug, row.condition.slug, row.number or row.decision_date)


def _new_clearance(entry: ClearanceEntry, ids: dict[tuple[str, str], int]) -> Clearance:
    try:
        condition_id = ids[Vocabulary.CONDITION, entry.condition]
        device_id = ids[Vocabulary.DEVICE, entry.device]
    except KeyError as error:
        raise VocabularyFileError(f"A clearance names a term that is not there: {error}") from error
    return Clearance(condition_id=condition_id, device_id=device_id, **_values(entry, CLEARANCE_FIELDS))


def _values(entry: TermEntry | ClearanceEntry, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in names}


def _update(row: Term | Clearance, values: dict[str, Any]) -> bool:
    """Set the values on the row. Returns whether any of them was different."""
    differs = any(getattr(row, name) != value for name, value in values.items())
    for name, value in values.items():
        setattr(row, name, value)
    return differs
