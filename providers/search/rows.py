"""Locations as columns, as they come from the database and before they are arranged for search."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

NEVER = -1  # in place of a day: never confirmed
UNKNOWN = -1  # in place of a number


def day_number(day: date | None) -> int:
    """Days since 1970-01-01, or NEVER."""
    return NEVER if day is None else (day - date(1970, 1, 1)).days


def state_number(code: str) -> int:
    """Two letters as one small integer."""
    return ord(code[0]) << 8 | ord(code[1])


@dataclass(frozen=True)
class Rows:
    """n published locations; all arrays have shape (n,) unless said otherwise.

    `county` is the number of the county of the ZIP, 0 if it is unknown. `rating_hundredths` is the average
    times 100, 0 without reviews. `flags` and `numbers` are the columns that the fields' definitions filter or
    sort by, by the field's name; an unknown number is UNKNOWN. `terms` and `programs` give, for a term id or
    a (therapy id, timing, delivery), the row numbers of the locations that have it. `name_words[k]` stands in
    a name of row r for each pair (`name_keys[i]` = k, `name_rows[i]` = r).
    """

    ids: NDArray[np.int64]
    latitudes: NDArray[np.float64]
    longitudes: NDArray[np.float64]
    changed_in: NDArray[np.int64]
    confirmed_on: NDArray[np.int32]
    rating_hundredths: NDArray[np.uint16]
    rating_count: NDArray[np.int32]
    state: NDArray[np.uint16]
    county: NDArray[np.uint16]
    flags: dict[str, NDArray[np.bool_]]
    numbers: dict[str, NDArray[np.int32]]
    terms: dict[int, NDArray[np.integer]]
    programs: dict[tuple[int, str, str], NDArray[np.integer]]
    name_words: list[str]
    name_keys: NDArray[np.int32]
    name_rows: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.ids)
