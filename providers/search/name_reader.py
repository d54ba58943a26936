"""Reading the words of names: of locations, of their practices and of the clinicians who work there."""

from collections.abc import Sequence

import numpy as np
import psycopg
from numpy.typing import NDArray

from places.text import words
from providers.search.packed import IDS, Columns, IdFilter, Names, Numbers, RowNumbers, read_columns

PRACTICES: Columns = {"ids": Numbers("int8send(id)", IDS, np.int64), "names": Names("name")}
CLINICIANS: Columns = {
    "ids": Numbers("int8send(id)", IDS, np.int64),
    "first_names": Names("first_name"),
    "last_names": Names("last_name"),
}
# The clinicians of each location.
WORK: Columns = {
    "location_ids": Numbers("int8send(location_id)", IDS, np.int64),
    "clinician_ids": Numbers("int8send(clinician_id)", IDS, np.int64),
}

# Parallel arrays: a name's number, or a word's, and the row of a location that has it.
Pairs = tuple[NDArray[np.int32], NDArray[np.integer]]


class NameList:
    """The distinct names so far, numbered from 0. Most names occur often: "Maria", the name of a chain."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def numbers_of(self, names: Sequence[str]) -> NDArray[np.int32]:
        numbers = self._numbers
        return np.array([numbers.setdefault(name, len(numbers)) for name in names], dtype=np.int32)

    def words(self) -> tuple[list[str], NDArray[np.int32], NDArray[np.int64]]:
        """The distinct words; then, for one name after the other, the numbers of its words, and how many."""
        numbers: dict[str, int] = {}
        found: list[int] = []
        counts = []
        for name in self._numbers:
            in_name = words(name)
            found += [numbers.setdefault(word, len(numbers)) for word in in_name]
            counts.append(len(in_name))
        return list(numbers), np.array(found, dtype=np.int32), np.array(counts, dtype=np.int64)


def read_names(
    cursor: psycopg.Cursor,
    locations: RowNumbers,
    location_names: Sequence[str],
    practice_ids: NDArray[np.int64],
    id_filter: IdFilter,
) -> tuple[list[str], NDArray[np.int32], NDArray[np.int32]]:
    """The distinct words of all names, and parallel arrays of (word's place in the list, location's row).

    `location_names` and `practice_ids` are those of the locations' rows.
    """
    names = NameList()
    pairs: list[Pairs] = [(names.numbers_of(location_names), np.arange(len(location_names), dtype=np.int32))]
    pairs += _of_practices(cursor, names, practice_ids, id_filter)
    pairs += _of_clinicians(cursor, names, locations, id_filter)
    return _words_of(names, *(np.concatenate(columns) for columns in zip(*pairs, strict=True)))


def _of_practices(
    cursor: psycopg.Cursor, names: NameList, practice_ids: NDArray[np.int64], id_filter: IdFilter
) -> list[Pairs]:
    condition = id_filter.linked_condition("practice_id", "providers_location", "id")
    columns = read_columns(cursor, PRACTICES, "providers_practice", condition)
    at = RowNumbers(columns["ids"]).of(practice_ids)  # every location has a practice
    return [(names.numbers_of(columns["names"])[at], np.arange(len(at), dtype=np.int32))]


def _of_clinicians(
    cursor: psycopg.Cursor, names: NameList, locations: RowNumbers, id_filter: IdFilter
) -> list[Pairs]:
    condition = id_filter.linked_condition("clinician_id", "providers_locationclinician", "location_id")
    columns = read_columns(cursor, CLINICIANS, "providers_clinician", condition)
    work = read_columns(
        cursor, WORK, "providers_locationclinician", id_filter.condition("location_id"), by="location_id"
    )
    at, rows = RowNumbers(columns["ids"]).of(work["clinician_ids"]), locations.of(work["location_ids"])
    at, rows = at[rows >= 0], rows[rows >= 0]
    return [(names.numbers_of(columns[column])[at], rows) for column in ("first_names", "last_names")]


def _words_of(
    names: NameList, numbers: NDArray[np.int32], rows: NDArray[np.integer]
) -> tuple[list[str], NDArray[np.int32], NDArray[np.int32]]:
    """Each pair of a name and a row becomes one pair for each of the name's words."""
    distinct, found, counts = names.words()
    starts = np.cumsum(counts) - counts
    repeats = counts[numbers]
    first = np.repeat(starts[numbers] - (np.cumsum(repeats) - repeats), repeats)
    keys = found[first + np.arange(len(first))]
    return distinct, keys, np.repeat(rows, repeats)
