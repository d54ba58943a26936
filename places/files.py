"""The gazetteer's files: compressed CSVs that the build script writes and the place index reads."""

import csv
import io
import lzma
from collections.abc import Iterable, Iterator
from pathlib import Path

DATA = Path(__file__).resolve().parent / "data"

ZIPS = DATA / "zips.csv.xz"
TOWNS = DATA / "towns.csv.xz"
AREAS = DATA / "areas.csv.xz"
COUNTIES = DATA / "counties.csv.xz"
STATES = DATA / "states.csv"
MOVED = DATA / "moved.csv.xz"
ABROAD = DATA / "abroad.csv.xz"

# Separates several values in one field, such as a city's aliases. No name contains it.
SEPARATOR = "|"


class GazetteerMissing(Exception):
    """A file of the gazetteer is missing or can't be read."""


def write_rows(path: Path, columns: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> None:
    """Write a CSV, compressed if its name ends in .xz: the same rows always make the same bytes."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    content = text.getvalue().encode()
    path.write_bytes(
        lzma.compress(content, preset=9 | lzma.PRESET_EXTREME) if path.suffix == ".xz" else content
    )


def read_lists(path: Path) -> Iterator[list[str]]:
    """The rows of a file as lists of text, without its header; raises GazetteerMissing."""
    try:
        content = path.read_bytes()
    except OSError as error:  # not shipped, or not readable by this user
        raise GazetteerMissing(f"The gazetteer file {path.name} can't be read: {error}") from error
    try:
        text = (lzma.decompress(content) if path.suffix == ".xz" else content).decode()
    except (lzma.LZMAError, EOFError, UnicodeDecodeError) as error:  # cut short or damaged
        raise GazetteerMissing(f"The gazetteer file {path.name} is damaged: {error}") from error
    rows = csv.reader(io.StringIO(text))
    next(rows, None)
    return rows


def read_rows(path: Path, columns: tuple[str, ...]) -> Iterator[dict[str, str]]:
    """The rows of a file as dictionaries; raises GazetteerMissing."""
    for row in read_lists(path):
        yield dict(zip(columns, row, strict=True))
