"""Reading an uploaded file as a table of texts, whatever program wrote it.

Rows, columns and cells are counted while they are read (`limited_table`), so a file with too many of them is
never held in memory as a whole.

Programs save CSV as UTF-8 with or without a byte order mark, UTF-16 ("Unicode text") or Windows-1252,
separated by commas, by semicolons where the comma is the decimal point, or by tabs."""

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from listings.spreadsheet.errors import BadSpreadsheet
from listings.spreadsheet.formulas import restored

MAX_BYTES = 5 * 2**20
MAX_ROWS = 2_000
MAX_ROWS_WITH_EMPTY = 20_000  # spreadsheet programs add empty rows below a table
MAX_COLUMNS = 100
MAX_CELL_LENGTH = 20_000
MAX_DELIMITERS = 20_000  # in a line, quoted ones among them: counting them is cheaper than making cells
DELIMITERS = (",", ";", "\t")


@dataclass(frozen=True)
class Row:
    """`number` is the one that the spreadsheet program shows; there are as many `cells` as headers."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    headers: tuple[str, ...]
    rows: tuple[Row, ...]


def read_table(content: bytes) -> Table:
    """The table in a file. Rows without any text are left out. Raises BadSpreadsheet."""
    if len(content) > MAX_BYTES:
        raise BadSpreadsheet(f"The file is larger than {MAX_BYTES // 2**20} MB.")
    text = decode(content)
    if not text.strip():
        raise BadSpreadsheet("The file is empty.")
    return limited_table(parse(text))


def limited_table(records: Iterable[tuple[int, Sequence[str]]]) -> Table:
    """The table in rows that are numbered as in the file; the first with any text is the header.

    Rows without text are left out. Raises BadSpreadsheet at the first row that is over a limit, and reads no
    further.
    """
    headers: tuple[str, ...] | None = None
    rows: list[Row] = []
    for count, (number, cells) in enumerate(records):
        if count > MAX_ROWS_WITH_EMPTY:
            raise BadSpreadsheet(
                f"The file has more than {MAX_ROWS_WITH_EMPTY:,} rows, most of them empty. Delete the empty "
                "ones below the table."
            )
        if any(len(cell) > MAX_CELL_LENGTH for cell in cells):
            raise BadSpreadsheet(f"Row {number} has a cell of more than {MAX_CELL_LENGTH:,} characters.")
        if not any(cell.strip() for cell in cells):
            continue
        if headers is None:
            headers = header_of(cells)
        elif len(rows) == MAX_ROWS:
            raise BadSpreadsheet(
                f"The file has more than {MAX_ROWS:,} rows, the most that are possible. Upload it in parts."
            )
        else:
            rows.append(Row(number, fitted(number, cells, len(headers))))
    if headers is None:
        raise BadSpreadsheet("The file has no header.")
    return Table(headers, tuple(rows))


def header_of(cells: Sequence[str]) -> tuple[str, ...]:
    """Without the empty columns at the end. Raises BadSpreadsheet."""
    headers = tuple(cell.strip() for cell in cells)
    while headers and not headers[-1]:
        headers = headers[:-1]
    if len(headers) > MAX_COLUMNS:
        raise BadSpreadsheet(f"The file has {len(headers):,} columns; at most {MAX_COLUMNS} are possible.")
    return headers


def decode(content: bytes) -> str:
    """The text, in the encoding that the bytes of the file suggest. Raises BadSpreadsheet."""
    encoding = encoding_of(content)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise BadSpreadsheet(
            "We can’t tell in which encoding the file is. Save it as “CSV UTF-8” and upload it again."
        ) from error
    if "\0" in text:
        raise BadSpreadsheet("This is not a CSV file: it has bytes that no text has. Save it as CSV first.")
    return text


def encoding_of(content: bytes) -> str:
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            return encoding
    # UTF-16 without a mark: every other byte of a Western text is zero.
    start = content[:1000]
    for offset, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if len(start) >= 4 and start[offset::2].count(0) > len(start) * 0.4:
            return encoding
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:  # what older programs on Windows write
        return "cp1252"
    return "utf-8"


def parse(text: str) -> Iterator[tuple[int, list[str]]]:
    """The records with their numbers. Raises BadSpreadsheet, saying in which row."""
    delimiter = delimiter_of(text)
    first = text.split("\n", 1)[0].strip().lower().strip('"')
    says_delimiter = first.startswith("sep=") and len(first) <= 5
    number = 0
    reader = csv.reader(lines_of(text, delimiter), delimiter=delimiter, strict=True)
    try:
        for number, cells in enumerate(reader, start=1):
            if number > 1 or not says_delimiter:
                yield number, cells
    except csv.Error as error:
        raise BadSpreadsheet(f"Row {number + 1}: {explained(error)}") from error


def lines_of(text: str, delimiter: str) -> Iterator[str]:
    for number, line in enumerate(io.StringIO(text, newline=""), start=1):
        if line.count(delimiter) > MAX_DELIMITERS:
            raise BadSpreadsheet(
                f"Line {number} has thousands of columns; at most {MAX_COLUMNS} are possible."
            )
        yield line


def explained(error: csv.Error) -> str:
    text = str(error)
    if "field larger" in text:
        return f"a cell has more than {MAX_CELL_LENGTH:,} characters. Is a quotation mark never closed?"
    if "unexpected end" in text:
        return "a quotation mark is opened and never closed."
    return "a quotation mark stands where none can be. Double it, or take it out."


def delimiter_of(text: str) -> str:
    """What separates the cells of the first line that isn't empty; a line "sep=;" names it."""
    lines = (line for line in io.StringIO(text) if line.strip())
    first = next(lines, "")
    said = first.strip().strip('"')
    if said.lower().startswith("sep=") and len(said) == 5 and said[4] in DELIMITERS:
        return said[4]
    return max(DELIMITERS, key=first.count)


def fitted(number: int, cells: Sequence[str], width: int) -> tuple[str, ...]:
    """As many cells as the header has, with formulas that the download made harmless as they were."""
    if any(cell.strip() for cell in cells[width:]):
        raise BadSpreadsheet(
            f"Row {number} has more cells than the header has columns. Is a text with a comma not in quotes?"
        )
    texts = [restored(cell).strip() for cell in cells[:width]]
    return (*texts, *[""] * (width - len(texts)))
