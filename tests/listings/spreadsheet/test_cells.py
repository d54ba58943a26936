"""Cells: nothing is lost between a value and its text, and formulas are never sent out."""

import csv
import io
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listings.spreadsheet.errors import BadSpreadsheet
from listings.spreadsheet.formulas import neutralized, restored
from listings.spreadsheet.table import read_table
from providers.fields import cells

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
PARTS = st.lists(TEXT.map(str.strip), min_size=1, max_size=6).filter(lambda parts: parts[-1] != "")


@given(st.text(st.sampled_from("'=+-@\t\ra "), max_size=8) | TEXT)
def test_a_neutralized_cell_is_no_formula_and_is_restored(text):
    assert neutralized(text)[:1] not in {"=", "+", "-", "@", "\t", "\r"} or text == ""
    assert restored(neutralized(text)) == text


@given(st.lists(PARTS, max_size=4))
def test_parts_of_values_come_back_whatever_they_hold(rows):
    text = cells.join_values(cells.join_parts(row) for row in rows)
    names = [str(number) for number in range(6)]
    read = [list(cells.split_parts(value, names).values()) for value in cells.split_values(text)]
    assert read == [[*row, *[""] * (6 - len(row))] for row in rows]


@given(st.lists(st.lists(TEXT.map(str.strip), min_size=3, max_size=3), min_size=1, max_size=5))
def test_a_table_that_python_wrote_is_read_as_it_was(rows):
    text = io.StringIO()
    csv.writer(text).writerows([["Location id", "Name", "About"], *rows])
    table = read_table(text.getvalue().encode())
    assert [list(row.cells) for row in table.rows] == [
        [restored(cell).strip() for cell in row] for row in rows if any(row)
    ]


@given(st.binary(max_size=400))
def test_any_bytes_are_a_table_or_are_refused_in_words(content):
    with suppress(BadSpreadsheet):
        table = read_table(content)
        assert all(len(row.cells) == len(table.headers) for row in table.rows)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("09:00-17:00", [("09:00", "17:00")]),
        ("9:00 – 12:00; 13:00 to 17:00", [("9:00", "12:00"), ("13:00", "17:00")]),
        ("", []),
    ],
)
def test_hours_are_read_as_people_write_them(text, spans):
    assert cells.hours_of(text) == spans


@pytest.mark.parametrize("text", ["9-5", "09:00", "morning", "09:00-12:00, 13:00-17:00"])
def test_hours_that_are_none_are_refused(text):
    with pytest.raises(cells.BadCell):
        cells.hours_of(text)


def test_excel_s_own_line_about_the_delimiter_is_skipped():
    table = read_table(b"sep=;\r\nLocation id;About\r\n1;a,b\r\n")
    assert table.headers == ("Location id", "About")
    assert (table.rows[0].number, table.rows[0].cells) == (3, ("1", "a,b"))
