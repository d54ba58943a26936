"""A segment: locations as read-only columns, sorted by latitude, with a bitmap per feature."""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from providers.fields.filters import FILTERS, SWITCH_ON
from providers.fields.kinds import Number
from providers.search.bits import WORD, Words, pack, pack_positions, words_for
from providers.search.criteria import ANY, ProgramCriterion
from providers.search.features import Features
from providers.search.geo import unit_vectors
from providers.search.names import NameIndex
from providers.search.postings import Postings
from providers.search.rows import Rows

# A program as (therapy slug, timing, delivery).
Program = tuple[str, str, str]
# Searches need two days for today, and around midnight for a moment those of tomorrow as well.
MAX_DAYS = 4


@dataclass(frozen=True)
class Segment:
    """n locations in order of latitude; position p means the same in every column.

    `vectors` has shape (3, n): float32 unit vectors for the fast comparison, while `latitudes` and
    `longitudes` (degrees, float64) give the exact distance. `numbers` are columns of fields, by name. `bits`
    has shape (features, words).
    """

    ids: NDArray[np.int64]
    latitudes: NDArray[np.float64]
    longitudes: NDArray[np.float64]
    vectors: NDArray[np.float32]
    changed_in: NDArray[np.int64]
    confirmed_on: NDArray[np.int32]
    rating_hundredths: NDArray[np.uint16]
    rating_count: NDArray[np.int32]
    state: NDArray[np.uint16]
    county: NDArray[np.uint16]
    numbers: dict[str, NDArray[np.int32]]
    bits: Words
    programs: tuple[Program, ...]
    program_postings: Postings
    names: NameIndex
    _confirmed_since: dict[int, Words] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def build(cls, rows: Rows, features: Features) -> "Segment":
        """Arrange rows for search. Terms that `features` does not know (newer than it) are left out."""
        order = np.lexsort((rows.ids, rows.latitudes))
        position = np.empty(len(rows), dtype=np.int32)
        position[order] = np.arange(len(rows), dtype=np.int32)
        latitudes, longitudes = rows.latitudes[order], rows.longitudes[order]

        bits = np.zeros((len(features), words_for(len(rows))), dtype=np.uint64)
        for term_id, having in rows.terms.items():
            if (row := features.row_by_term_id.get(term_id)) is not None:
                bits[row] = pack_positions(position[having], len(rows))
        for row, is_chosen in _plain_choices(rows, features):
            bits[row] = pack_positions(position[is_chosen], len(rows))

        slugs = {term.id: term.slug for term in features.catalog}
        programs = {key: having for key, having in rows.programs.items() if key[0] in slugs}
        for (therapy_id, timing, delivery), having in programs.items():
            packed = pack_positions(position[having], len(rows))
            for row in features.program_rows(slugs[therapy_id], timing, delivery):
                bits[row] |= packed

        return cls(
            ids=rows.ids[order],
            latitudes=latitudes,
            longitudes=longitudes,
            vectors=unit_vectors(latitudes, longitudes).astype(np.float32),
            changed_in=rows.changed_in[order],
            confirmed_on=rows.confirmed_on[order],
            rating_hundredths=rows.rating_hundredths[order],
            rating_count=rows.rating_count[order],
            state=rows.state[order],
            county=rows.county[order],
            numbers={name: column[order] for name, column in rows.numbers.items()},
            bits=bits,
            programs=tuple((slugs[therapy], timing, delivery) for therapy, timing, delivery in programs),
            program_postings=Postings.from_lists([position[having] for having in programs.values()]),
            names=NameIndex.build(rows.name_words, rows.name_keys, position[rows.name_rows]),
        )

    def __len__(self) -> int:
        return len(self.ids)

    def column(self, name: str) -> NDArray[Any]:
        """A column by its name, or by that of the field whose numbers it holds."""
        numbers = self.numbers.get(name)
        return getattr(self, name) if numbers is None else numbers

    def word_range(self, low: float, high: float) -> tuple[int, int]:
        """The words [first, last) that hold every position with a latitude between two, in degrees."""
        start = self.latitudes.searchsorted(low, side="left")
        stop = self.latitudes.searchsorted(high, side="right")
        return int(start) // WORD, words_for(int(stop))

    def squared_chords(self, to: NDArray[np.float32], at: slice | NDArray[np.integer]) -> NDArray[np.float32]:
        """Squared chords (see geo.py) from a unit vector, shape (3,), to positions."""
        x, y, z = self.vectors
        total = x[at] - to[0]
        total *= total
        for column, component in ((y, to[1]), (z, to[2])):
            difference = column[at] - component
            difference *= difference
            total += difference
        return total

    def confirmed_since(self, day: int) -> Words:
        """The bitmap of positions confirmed on a day (its number) or later, made once a day."""
        found = self._confirmed_since.get(day)
        if found is None:
            if len(self._confirmed_since) >= MAX_DAYS:
                self._confirmed_since.clear()
            found = self._confirmed_since[day] = pack(self.confirmed_on >= day)
        return found

    def program_keys(self, asked: ProgramCriterion) -> list[int]:
        """The `programs` that match a criterion, as keys of `program_postings`."""
        wanted = (asked.therapy, asked.timing, asked.delivery)
        return [
            key
            for key, program in enumerate(self.programs)
            if all(want in (ANY, has) for want, has in zip(wanted, program, strict=True))
        ]

    def positions_of_ids(self, ids: NDArray[np.int64]) -> NDArray[np.intp]:
        """The positions of any of these ids, in no particular order."""
        return np.flatnonzero(np.isin(self.ids, ids))

    @property
    def nbytes(self) -> int:
        """Memory taken by the columns, in bytes; the words of names as strings are not counted."""
        columns = [*(getattr(self, field.name) for field in fields(self)), *self.numbers.values()]
        arrays = sum(column.nbytes for column in columns if isinstance(column, np.ndarray))
        return arrays + self.program_postings.nbytes + self.names.postings.nbytes


def _plain_choices(rows: Rows, features: Features) -> Iterator[tuple[int, NDArray[np.bool_]]]:
    """For each choice of a switch or number, its row of the bitmaps and which locations have it. The choice
    of a number takes in all numbers up to it."""
    for search_filter in FILTERS:
        name, kind = search_filter.field.name, search_filter.field.kind
        if search_filter.is_switch and (row := features.row(search_filter.parameter, SWITCH_ON)) is not None:
            yield row, rows.flags[name]
        elif isinstance(kind, Number):
            for value in search_filter.values(features.catalog):
                numbers, row = rows.numbers[name], features.row(search_filter.parameter, value)
                if row is not None:
                    yield row, (numbers >= 0) & (numbers <= int(value))
