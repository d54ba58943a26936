"""Reading files of the national registry (NPPES): the monthly ZIP, a weekly one, or the CSV inside.

Columns are found by their names in the header, so both layouts work: V1, and V2 of March 2026, which has
longer names and "Provider Sex Code". The file of the whole country has 330 columns and nine million rows, so
it is read as a stream.
"""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING

from listings.registry.columns import ALL_COLUMNS, MAIN_COLUMNS, NPI

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MEMBER = re.compile(r"(^|/)npidata_pfile_[^/]*\.csv$", re.IGNORECASE)
HEADER_ONLY = re.compile(r"fileheader", re.IGNORECASE)
ENCRYPTED = 1
DAY_IN_NAME = re.compile(r"(20[0-9]{6})(?!.*20[0-9]{6})")
Advance = Callable[[int], object]


class NotARegistryFile(Exception):
    """The file can't be read as a file of the registry; says what is wrong with it."""


@dataclass(frozen=True)
class Source:
    """An opened file: its size in bytes, the day in its name, and a stream of its bytes."""

    size: int
    day: date | None
    stream: IO[bytes]


@contextmanager
def opened(path: Path) -> Iterator[Source]:
    """The registry's main file, from a CSV or from the ZIP that holds it. Raises NotARegistryFile."""
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                member = main_member(archive)
                with archive.open(member) as stream:
                    yield Source(member.file_size, day_in(member.filename) or day_in(path.name), stream)
        else:
            with path.open("rb") as stream:
                yield Source(path.stat().st_size, day_in(path.name), stream)
    except (OSError, EOFError, zipfile.BadZipFile, zlib.error) as error:  # missing or damaged
        raise NotARegistryFile(f"{path} can’t be read: {error}") from error


def main_member(archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    """The main file in the ZIP. Raises NotARegistryFile."""
    for member in archive.infolist():
        if MEMBER.search(member.filename) and not HEADER_ONLY.search(member.filename):
            if member.flag_bits & ENCRYPTED:
                raise NotARegistryFile("The ZIP needs a password.")
            return member
    raise NotARegistryFile("The ZIP holds no file named npidata_pfile_*.csv.")


def day_in(name: str) -> date | None:
    """The last day in a file's name: npidata_pfile_20261101-20261108.csv is as of November 8."""
    found = DAY_IN_NAME.search(name)
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:  # digits that are not a day
        return None


def rows(source: Source, advance: Advance, wanted: frozenset[str] | None) -> Iterator[dict[str, str] | None]:
    """Each row as column -> text, of the columns that we read; None for a row whose NPI is not `wanted`
    (None: all are). `advance` gets the number of bytes read. Raises NotARegistryFile."""
    counted = io.BufferedReader(CountedStream(source.stream, advance), buffer_size=2**20)
    lines = csv.reader(io.TextIOWrapper(counted, "utf-8-sig", errors="replace", newline=""))
    try:
        header = [name.strip() for name in next(lines, [])]
        missing = [name for name in MAIN_COLUMNS if name not in header]
        if missing:
            raise NotARegistryFile(f"It has no column “{missing[0]}”: is it an npidata_pfile?")
        places = {name: header.index(name) for name in ALL_COLUMNS if name in header}
        npi = places[NPI]
        for line in lines:
            if wanted is None or (len(line) > npi and line[npi].strip() in wanted):
                yield {name: line[place] for name, place in places.items() if place < len(line)}
            else:
                yield None
    except csv.Error as error:  # a field that never ends, or a NUL byte
        raise NotARegistryFile(f"Line {lines.line_num}: {error}") from error


class CountedStream(io.RawIOBase):
    """Another stream, whose bytes are counted as they are read."""

    def __init__(self, stream: IO[bytes], advance: Advance) -> None:
        super().__init__()
        self.stream, self.advance = stream, advance

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        view = memoryview(buffer)
        chunk = self.stream.read(len(view))
        view[: len(chunk)] = chunk
        self.advance(len(chunk))
        return len(chunk)
