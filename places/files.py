"""The gazetteer's files: compressed CSVs that the build script writes and the loader reads."""

import csv
import gzip
import io
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

DATA = Path(__file__).resolve().parent / "data"

ZIPS = DATA / "zips.csv.gz"
CITIES = DATA / "cities.csv.gz"
STATES = DATA / "states.csv"

# Separates several values in one field, such as a city's aliases. No name contains it.
SEPARATOR = "|"


class GazetteerMissing(Exception):
    """A file of the gazetteer is missing or can't be read."""


def write_rows(path: Path, columns: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> None:
    """Write a CSV, compressed if its name ends in .gz: the same rows always make the same bytes."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    content = text.getvalue().encode()
    # No time and no file name in the header, or each build would differ from the last.
    path.write_bytes(gzip.compress(content, compresslevel=9, mtime=0) if path.suffix == ".gz" else content)


def read_bytes(path: Path) -> bytes:
    """A shipped file as it is; raises GazetteerMissing if it can't be read."""
    try:
        return path.read_bytes()
    except OSError as error:  # not shipped, or not readable by this user
        raise GazetteerMissing(f"The gazetteer file {path.name} can't be read: {error}") from error


def read_rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a file as dictionaries of text; raises GazetteerMissing if it can't be read."""
    content = read_bytes(path)
    try:
        text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode()
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:  # cut short or damaged
        raise GazetteerMissing(f"The gazetteer file {path.name} is damaged: {error}") from error
    yield from csv.DictReader(io.StringIO(text))
