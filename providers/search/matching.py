"""Which positions of one segment meet a question: bitmaps that are ANDed, and the facets counted on them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from providers.fields.filters import NEEDS_ALL
from providers.models import HIDDEN_DAYS, UNCONFIRMED_DAYS
from providers.search import bits
from providers.search.bits import WORD, Words
from providers.search.criteria import Point, SearchCriteria, StateArea, Where
from providers.search.features import Features
from providers.search.geo import (
    HALF_WAY_ROUND_MILES,
    great_circle_miles,
    latitude_band,
    squared_chord,
    squared_chord_error,
    unit_vector,
)
from providers.search.rows import day_number, state_number
from providers.search.segment import Segment

# The words of the names that meet each word asked for: a range or list of indexes per segment.
NameMatches = Sequence[range | list[int]]

# Without a radius: at this many positions for each result, computing only their chords beats computing all.
SPARSE = 8


@lru_cache(maxsize=4)
def freshness_days(today: date) -> tuple[int, int]:
    """The numbers of the first days whose confirmations still are in the default results, and still fresh."""
    return (
        day_number(today - timedelta(days=HIDDEN_DAYS - 1)),
        day_number(today - timedelta(days=UNCONFIRMED_DAYS - 1)),
    )


@dataclass(frozen=True)
class Question:
    """A search ready to be asked of segments.

    `radius` is None where distance leaves nothing out; `vector`, the unit vector, shape (3,), of the point
    that is searched around, is None where there is no point.
    """

    criteria: SearchCriteria
    where: Where
    features: Features
    confirmed_from: int  # day number: confirmed on or after it is in the default results
    fresh_from: int  # day number: confirmed on or after it is fresh
    radius: float | None
    vector: NDArray[np.float32] | None

    @classmethod
    def ask(cls, criteria: SearchCriteria, where: Where, features: Features, today: date) -> "Question":
        radius, vector = None, None
        if isinstance(where, Point):
            vector = unit_vector(where.latitude, where.longitude)
            if criteria.radius is not None and criteria.radius < HALF_WAY_ROUND_MILES:
                radius = criteria.radius
        return cls(criteria, where, features, *freshness_days(today), radius, vector)


@dataclass(frozen=True)
class Match:
    """The answer of one segment. `positions` are those of the results, ascending.

    `squared_chords` (float32, shape of `positions`) is None where there is no point. `facets` has a count
    per feature and, last, how many are fresh; `unconfirmed` counts what only the 120-day rule keeps out.
    """

    segment: Segment
    positions: NDArray[np.integer]
    squared_chords: NDArray[np.float32] | None
    facets: NDArray[np.int64]
    unconfirmed: int


class Matcher:
    """Asks one question of one segment. `live` is the bitmap of positions that are still current.

    Everything happens on the words [first_word, last_word), that is on the positions [low, high).
    """

    def __init__(self, question: Question, segment: Segment, live: Words, names: NameMatches) -> None:
        self.question, self.segment, self.names = question, segment, names
        first_word, last_word = self._candidate_words()
        self.words = slice(first_word, last_word)
        self.low, self.high = first_word * WORD, min(last_word * WORD, len(segment))
        self.bits = segment.bits[:, self.words]
        self.live = live[self.words]
        self.squared_chords: NDArray[np.float32] | None = None  # of all positions, where a radius needs them

    def count(self) -> int:
        """How many results there are: what `match` would list."""
        return bits.count(bits.all_of([*self._base(), *self._groups().values(), self._confirmed()]))

    def match(self, *, with_facets: bool = True) -> Match:
        """The results, their facets and how many freshness hides."""
        base, groups, confirmed = self._base(), self._groups(), self._confirmed()
        whenever = bits.all_of([*base, *groups.values()])
        result = whenever & confirmed
        positions = bits.positions_of(result)
        # A search for fresh places alone says nothing about unconfirmed ones.
        unconfirmed = 0 if self.question.criteria.fresh else bits.count(whenever) - len(positions)
        facets = np.zeros(len(self.bits) + 1, dtype=np.int64)
        if with_facets:
            facets[-1] = bits.count(result & self._confirmed_since(self.question.fresh_from))
            self._count_features(facets[:-1], result, [*base, confirmed], groups)
        return Match(self.segment, positions + self.low, self._chords_of(positions), facets, unconfirmed)

    def _candidate_words(self) -> tuple[int, int]:
        where, radius = self.question.where, self.question.radius
        if radius is None:
            return 0, bits.words_for(len(self.segment))
        assert isinstance(where, Point)  # a radius is around a point
        return self.segment.word_range(*latitude_band(where.latitude, radius))

    def _base(self) -> list[Words]:
        """The masks of everything but freshness and the choices of the filters."""
        return [self.live, *self._place(), *self._programs(), *self._names()]

    def _place(self) -> list[Words]:
        where, radius = self.question.where, self.question.radius
        if isinstance(where, StateArea):
            return [bits.pack(self.segment.state[self.low : self.high] == state_number(where.code))]
        return [] if radius is None else [bits.pack(self._within(radius))]

    def _within(self, radius: float) -> NDArray[np.bool_]:
        """Which positions are within so many miles of the point, exactly."""
        point, vector = self.question.where, self.question.vector
        assert isinstance(point, Point)  # a radius is around a point
        assert vector is not None
        squared = self.segment.squared_chords(vector, slice(self.low, self.high))
        self.squared_chords = squared
        limit = squared_chord(radius)
        error = squared_chord_error(limit)
        inside = squared <= np.float32(limit + error)
        edge = (inside & (squared >= np.float32(limit - error))).nonzero()[0]
        if edge.size:
            at = edge + self.low
            latitudes, longitudes = self.segment.latitudes[at], self.segment.longitudes[at]
            inside[edge] = (
                great_circle_miles(point.latitude, point.longitude, latitudes, longitudes) <= radius
            )
        return inside

    def _chords_of(self, positions: NDArray[np.integer]) -> NDArray[np.float32] | None:
        """The squared chords from the point to positions counted from `low`; None where there is no point."""
        vector, squared = self.question.vector, self.squared_chords
        if vector is None:
            return None
        if squared is None:
            if len(positions) * SPARSE < self.high - self.low:
                return self.segment.squared_chords(vector, positions + self.low)
            squared = self.segment.squared_chords(vector, slice(self.low, self.high))
        return squared[positions]

    def _feature(self, parameter: str, value: str) -> Words:
        row = self.question.features.row(parameter, value)
        # No row: the term was removed from the vocabulary after the criteria were made.
        return np.zeros_like(self.live) if row is None else self.bits[row]

    def _groups(self) -> dict[str, Words]:
        """The mask of each filter that has a chosen value."""
        return {
            parameter: self._group(parameter, values) for parameter, values in self.question.criteria.chosen
        }

    def _group(self, parameter: str, values: Sequence[str]) -> Words:
        """The mask of one filter's chosen values."""
        chosen = [self._feature(parameter, value) for value in values]
        if len(chosen) == 1 or parameter in NEEDS_ALL:
            return bits.all_of(chosen)
        return np.bitwise_or.reduce(chosen)

    def _programs(self) -> list[Words]:
        postings, segment = self.segment.program_postings, self.segment
        return [
            self._pack(postings.between(segment.program_keys(asked), self.low, self.high))
            for asked in self.question.criteria.program
        ]

    def _names(self) -> list[Words]:
        return [
            self._pack(self.segment.names.positions(indexes, self.low, self.high)) for indexes in self.names
        ]

    def _pack(self, positions: NDArray[np.integer]) -> Words:
        return bits.pack_positions(positions - self.low, self.high - self.low)

    def _confirmed(self) -> Words:
        """What the criteria take as confirmed; with the unconfirmed included, everything live."""
        criteria, question = self.question.criteria, self.question
        if criteria.include_unconfirmed and not criteria.fresh:
            return self.live
        return self._confirmed_since(question.fresh_from if criteria.fresh else question.confirmed_from)

    def _confirmed_since(self, day: int) -> Words:
        return self.segment.confirmed_since(day)[self.words]

    def _count_features(
        self, counts: NDArray[np.int64], result: Words, base: Sequence[Words], groups: Mapping[str, Words]
    ) -> None:
        """Fill in a count per feature; where any one will do, without that filter's own selection."""
        counts[:] = bits.count_rows(self.bits, result)
        for parameter in groups:
            if parameter not in NEEDS_ALL:
                others = [mask for name, mask in groups.items() if name != parameter]
                rows = self.question.features.slices[parameter]
                counts[rows] = bits.count_rows(self.bits[rows], bits.all_of([*base, *others]))
