"""A spreadsheet's columns, what is wrong with an uploaded one, and what it would change."""

from collections.abc import Sequence
from dataclasses import dataclass

from listings.models import SpreadsheetUpload
from listings.spreadsheet.columns import COLUMNS, ID, STATUS
from listings.spreadsheet.errors import CellError
from listings.spreadsheet.plan import PlannedRow
from providers import words
from providers.fields.change_words import change_lines, labels_of
from providers.fields.definitions import FIELD_BY_NAME
from providers.fields.kinds import ChangeLine
from providers.vocabulary.catalog import Catalog

MAX_ERRORS = 100


@dataclass(frozen=True)
class ColumnHelp:
    """`values` are the slugs that the column takes, each with its label; empty for free text."""

    header: str
    hint: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ErrorList:
    """The first hundred errors; `more` says how many are not shown."""

    errors: tuple[CellError, ...]
    summary: str
    more: str


@dataclass(frozen=True)
class RowPreview:
    """One location of the preview."""

    number: int
    name: str
    is_new: bool
    lines: tuple[ChangeLine, ...]
    why_held: tuple[str, ...]


@dataclass(frozen=True)
class ProgressLine:
    """How many rows of how many are written, as numbers and as a sentence."""

    done: int
    of: int
    sentence: str


def column_help(catalog: Catalog) -> list[ColumnHelp]:
    fixed = [
        ColumnHelp(ID, "leave as it is; empty for a new location", ()),
        ColumnHelp(STATUS, "can’t be changed here", ()),
    ]
    return fixed + [
        ColumnHelp(
            column.header,
            column.hint,
            tuple((term.slug, term.label) for term in catalog.offered(column.vocabulary))
            if column.vocabulary
            else (),
        )
        for column in COLUMNS
    ]


def error_list(errors: Sequence[CellError]) -> ErrorList:
    ordered = sorted(errors, key=lambda error: error.row)
    places = words.count(len(ordered), "thing is", "things are")
    more = len(ordered) - MAX_ERRORS
    return ErrorList(
        tuple(ordered[:MAX_ERRORS]),
        f"{places} wrong in this file. Nothing was changed.",
        f"And {words.integer(more)} more. Correct these first." if more > 0 else "",
    )


def row_previews(rows: Sequence[PlannedRow]) -> list[RowPreview]:
    """One statement for all labels."""
    labels = labels_of(change for row in rows for change in row.facts)
    return [
        RowPreview(
            row.number,
            row.name,
            row.location_id is None,
            tuple(
                change_lines([one for one in row.facts if not FIELD_BY_NAME[one.field].is_derived], labels)
            ),
            tuple(row.why_held),
        )
        for row in rows
    ]


def summary(rows: Sequence[PlannedRow], unchanged: int) -> str:
    """ "3 locations change, 1 is new, and 40 stay as they are."."""
    new = sum(row.location_id is None for row in rows)
    changed = len(rows) - new
    parts = [f"{words.count(changed, 'location')} {'changes' if changed == 1 else 'change'}"]
    if new:
        parts.append(f"{words.integer(new)} {'is' if new == 1 else 'are'} new")
    if unchanged:
        parts.append(f"{words.integer(unchanged)} {'stays' if unchanged == 1 else 'stay'} as before")
    return f"{words.listed(parts)}."


def progress_of(upload: SpreadsheetUpload) -> ProgressLine:
    done, of = upload.progress.rows_done, len(upload.rows)
    return ProgressLine(done, of, f"{words.integer(done)} of {words.count(of, 'location')} done.")


def done_sentence(upload: SpreadsheetUpload) -> str:
    """What was applied, in one or two sentences."""
    added = sum(row["location_id"] is None for row in upload.rows)
    changed, held = len(upload.rows) - added, upload.held
    sentence = f"Applied: {words.count(changed, 'location')} changed"
    sentence += f", {words.integer(added)} added as drafts." if added else "."
    if held:
        waits = words.count(held, "change of", "changes of")
        verb = "waits" if held == 1 else "wait"
        sentence += f" {waits} name, NPI, address, phone or website {verb} for our check."
    return sentence
