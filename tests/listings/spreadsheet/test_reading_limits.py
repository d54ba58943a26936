"""Rows, columns and cells are counted while a table is read: what is over a limit is never read whole."""

import csv
from itertools import count

import pytest

from bench.worst_uploads import workbook_that_unpacks
from listings.spreadsheet import table
from listings.spreadsheet.errors import BadSpreadsheet
from listings.spreadsheet.table import (
    MAX_BYTES,
    MAX_CELL_LENGTH,
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_ROWS_WITH_EMPTY,
    limited_table,
    read_table,
)

HEADER = b"Location id,About\n"


def rows_without_end(*cells):
    """As a reader of any kind of file would give them; reading them all would never end."""
    yield 1, ["Location id", "About"]
    for number in count(2):
        yield number, list(cells)


@pytest.mark.parametrize(
    ("cells", "last", "words"),
    [
        (("1", "x"), MAX_ROWS + 2, "more than 2,000 rows"),
        (("", " "), MAX_ROWS_WITH_EMPTY + 2, "Delete the empty ones"),
        ((), MAX_ROWS_WITH_EMPTY + 2, "Delete the empty ones"),
        (("1", "x" * (MAX_CELL_LENGTH + 1)), 2, "Row 2 has a cell of more than 20,000 characters"),
        (("1", "x", "y"), 2, "Row 2 has more cells"),
    ],
    ids=["rows", "blank rows", "rows without cells", "cell", "columns"],
)
def test_reading_ends_at_the_first_row_over_a_limit(cells, last, words):
    records = rows_without_end(*cells)
    with pytest.raises(BadSpreadsheet, match=words):
        limited_table(records)
    assert next(records)[0] == last + 1


@pytest.mark.parametrize(
    "content",
    [
        HEADER + b"\n" * (MAX_BYTES - 100),
        HEADER + b"," * (MAX_BYTES - 100),
        b"," * (MAX_BYTES - 100),
        HEADER + b"1,x\n" * ((MAX_BYTES - 100) // 4),
        HEADER + b'1,"' + b"x" * (MAX_BYTES - 100),
        b"a," * MAX_COLUMNS + b"a\n",
        workbook_that_unpacks(),
    ],
    ids=["blank lines", "one line of commas", "a header of commas", "rows", "a quote", "columns", "workbook"],
)
def test_five_megabytes_of_the_worst_are_refused_in_words(content):
    with pytest.raises(BadSpreadsheet):
        read_table(content)


def test_no_more_rows_are_parsed_than_are_possible(monkeypatch):
    parsed = []

    def reader(*arguments, **options):
        for cells in csv.reader(*arguments, **options):
            parsed.append(cells)
            yield cells

    class Csv:
        Error = csv.Error

    Csv.reader = staticmethod(reader)
    monkeypatch.setattr(table, "csv", Csv)
    with pytest.raises(BadSpreadsheet, match="more than 2,000 rows"):
        read_table(HEADER + b"1,x\n" * 500_000)
    assert len(parsed) == MAX_ROWS + 2


def test_as_many_rows_as_are_possible_are_read_with_blank_ones_between():
    content = HEADER + b"1,x\n\n" * MAX_ROWS
    assert len(read_table(content).rows) == MAX_ROWS
