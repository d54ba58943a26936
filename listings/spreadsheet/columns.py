"""The columns of the spreadsheet, from the definitions of the fields.

Multi-valued cells are slugs of the vocabularies, so that they mean the same in a year. Photos have no column:
a picture doesn't fit into a cell.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from providers.fields.definitions import FIELDS
from providers.fields.field import Field, ListingSection
from providers.fields.kinds import Networks, VocabularyTerms
from providers.listing.values import SectionValues
from providers.models import Vocabulary

ID = "Location id"
STATUS = "Status"
PIN_IS_RIGHT = "Pin is right"


@dataclass(frozen=True)
class SheetColumn:
    """`name` is the field's, or for cells that are a part of a field, what the form calls it. A column
    without a field is one that only an upload fills."""

    header: str
    name: str
    section: ListingSection
    field: Field | None = None
    hint: str = ""

    @property
    def vocabulary(self) -> Vocabulary | None:
        """The vocabulary whose slugs the column takes; None for other text."""
        kind = self.field.kind if self.field else None
        return kind.vocabulary if isinstance(kind, VocabularyTerms | Networks) else None

    def text(self, listing: SectionValues) -> str:
        """The cell that a listing has here."""
        if self.field is None:
            return ""
        part = "" if self.name == self.field.name else self.name
        return self.field.kind.cell(listing[self.section][self.field.name], part)


def _columns() -> Iterator[SheetColumn]:
    for field in FIELDS:
        for column in field.spreadsheet_columns:
            yield SheetColumn(column.header, column.part or field.name, field.section, field, column.hint)
        if field.name == "longitude":
            hint = "yes, if it is far from the ZIP"
            yield SheetColumn(PIN_IS_RIGHT, "confirm_point", field.section, hint=hint)


COLUMNS: tuple[SheetColumn, ...] = tuple(_columns())
OF_SECTION: dict[ListingSection, tuple[SheetColumn, ...]] = {
    section: tuple(column for column in COLUMNS if column.section == section) for section in ListingSection
}
HEADERS = (ID, STATUS, *(column.header for column in COLUMNS))
HEADER_OF = {column.name: column.header for column in COLUMNS}


def texts_of(listing: SectionValues) -> dict[str, str]:
    """Header -> the cell that a listing has there, as download and upload compare it."""
    return {column.header: normal(column.text(listing)) for column in COLUMNS}


def normal(text: Any) -> str:
    """A cell's text without what spreadsheet programs change by themselves: spaces around it, line ends."""
    return str(text).replace("\r\n", "\n").replace("\r", "\n").strip()
