"""What can be wrong with a spreadsheet, and where."""

from dataclasses import dataclass


class BadSpreadsheet(Exception):
    """The file can't be read as a table; the message is a sentence to show."""


@dataclass(frozen=True)
class CellError:
    """`row` is as the spreadsheet program numbers it, the header being 1; `column` is a header or ""."""

    row: int
    column: str
    message: str
