"""Which positions of one segment meet a question: bitmaps that are ANDed, and the facets counted on them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from providers.fields.filters import NEEDS_ALL
from providers.models import HIDDEN_DAYS, UNCONFIRMED_DAYS
from providers.search import bits
from providers.search.bits import WORD, Words
from providers.search.criteria import Area, SearchCriteria, Where, point_of
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
# Their numbers, 1 to 3,235, and 0 for none; the gazetteer's test checks that they fit.
MAX_COUNTIES = 4_000


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
    that is searched around (`middle` of an area), is None where there is no point. `in_counties` says for
    each number of a county whether it is in the area, shape (counties + 1,); None without counties.
    """

    criteria: SearchCriteria
    where: Where
    features: Features
    confirmed_from: int  # day number: confirmed on or after it is in the default results
    fresh_from: int  # day number: confirmed on or after it is fresh
    radius: float | None
    vector: NDArray[np.float32] | None
    in_counties: NDArray[np.bool_] | None = None

    @classmethod
    def ask(cls, criteria: SearchCriteria, where: Where, features: Features, today: date) -> "Question":
        radius, vector, in_counties = None, None, None
        point = point_of(where)
        if point is not None:
            vector = unit_vector(point.latitude, point.longitude)
            if criteria.radius is not None and criteria.radius < HALF_WAY_ROUND_MILES:
                radius = criteria.radius
        if isinstance(where, Area) and where.counties:
            in_counties = np.zeros(MAX_COUNTIES, dtype=np.bool_)
            in_counties[list(where.counties)] = True
        return cls(criteria, where, features, *freshness_days(today), radius, vector, in_counties)


@dataclass(frozen=True)
class Match:
    """The answer of one segment. `positions` are those of the results, ascending.

    `squared_chords` (float32, shape of `positions`) is None where there is no point; `inside` (shape of
    `positions`), which of them are in the area, is None where no area is searched. `facets` has a count
    per feature and, last, how many are fresh; `unconfirmed` counts what only the 120-day rule keeps out.
    """

    segment: Segment
    positions: NDArray[np.integer]
    squared_chords: NDArray[np.float32] | None
    facets: NDArray[np.int64]
    unconfirmed: int
    inside: NDArray[np.bool_] | None = None

    def part(self, is_inside: bool) -> "Match":
        """Only the results inside of the area, or only the others."""
        assert self.inside is not None  # an area is searched
        chosen = self.inside if is_inside else ~self.inside
        chords = None if self.squared_chords is None else self.squared_chords[chosen]
        return replace(self, positions=self.positions[chosen], squared_chords=chords)


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
        self.inside: NDArray[np.bool_] | None = None  # which positions are in the area that is searched

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
        inside = None if self.inside is None else self.inside[positions]
        chords = self._chords_of(positions)
        return Match(self.segment, positions + self.low, chords, facets, unconfirmed, inside)

    def _candidate_words(self) -> tuple[int, int]:
        where, radius = self.question.where, self.question.radius
        if radius is None or isinstance(where, Area):
            return 0, bits.words_for(len(self.segment))
        assert where is not None  # a radius is around a point
        return self.segment.word_range(*latitude_band(where.latitude, radius))

    def _base(self) -> list[Words]:
        """The masks of everything but freshness and the choices of the filters."""
        return [self.live, *self._place(), *self._programs(), *self._names()]

    def _place(self) -> list[Words]:
        where, radius = self.question.where, self.question.radius
        if isinstance(where, Area):
            self.inside = self._inside(where)
            return [] if radius is None else [bits.pack(self._in_or_near(where, self.inside, radius))]
        if radius is None:
            return []
        within, self.squared_chords = self._within(radius, self.low, self.high)
        return [bits.pack(within)]

    def _inside(self, area: Area) -> NDArray[np.bool_]:
        """Which positions are in the area: a look at a column of small numbers, without any geometry."""
        if self.question.in_counties is None:
            return self.segment.state == state_number(area.state)
        return self.question.in_counties[self.segment.county]

    def _in_or_near(self, area: Area, inside: NDArray[np.bool_], radius: float) -> NDArray[np.bool_]:
        """Which positions are in the area or near its middle."""
        first_word, last_word = self.segment.word_range(*latitude_band(area.middle.latitude, radius))
        low, high = first_word * WORD, min(last_word * WORD, len(self.segment))
        found = inside.copy()
        found[low:high] |= self._within(radius, low, high)[0]
        return found

    def _within(self, radius: float, low: int, high: int) -> tuple[NDArray[np.bool_], NDArray[np.float32]]:
        """Which of the positions [low, high) are within so many miles of the point, exactly; all their
        squared chords.
        """
        point, vector = point_of(self.question.where), self.question.vector
        assert point is not None  # a radius is around a point
        assert vector is not None
        squared = self.segment.squared_chords(vector, slice(low, high))
        limit = squared_chord(radius)
        error = squared_chord_error(limit)
        inside = squared <= np.float32(limit + error)
        edge = (inside & (squared >= np.float32(limit - error))).nonzero()[0]
        if edge.size:
            at = edge + low
            latitudes, longitudes = self.segment.latitudes[at], self.segment.longitudes[at]
            inside[edge] = (
                great_circle_miles(point.latitude, point.longitude, latitudes, longitudes) <= radius
            )
        return inside, squared

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
