"""Which positions of one segment meet a question: bitmaps that are ANDed, and the facets counted on them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from providers.models import HIDDEN_DAYS, UNCONFIRMED_DAYS
from providers.search import bits
from providers.search.bits import WORD, Words
from providers.search.criteria import ALL_OF, FILTER_VOCABULARIES, Point, SearchCriteria, StateArea, Where
from providers.search.features import ACCEPTING, Features
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

PARAMETERS = tuple(vocabulary.value for vocabulary in FILTER_VOCABULARIES)


@dataclass(frozen=True)
class Question:
    """A search ready to be asked of segments: criteria, where, and the days that freshness turns on."""

    criteria: SearchCriteria
    where: Where
    features: Features
    confirmed_from: int  # day number: confirmed on or after it is in the default results
    fresh_from: int  # day number: confirmed on or after it is fresh

    @classmethod
    def ask(cls, criteria: SearchCriteria, where: Where, features: Features, today: date) -> "Question":
        return cls(
            criteria,
            where,
            features,
            confirmed_from=day_number(today - timedelta(days=HIDDEN_DAYS - 1)),
            fresh_from=day_number(today - timedelta(days=UNCONFIRMED_DAYS - 1)),
        )

    @cached_property
    def vector(self) -> NDArray[np.float32]:
        """The unit vector, shape (3,), of the point that is searched around."""
        assert isinstance(self.where, Point)
        return unit_vector(self.where.latitude, self.where.longitude)

    @property
    def radius(self) -> float | None:
        """Miles around the point; None where distance leaves nothing out."""
        if not isinstance(self.where, Point) or self.criteria.radius is None:
            return None
        return self.criteria.radius if self.criteria.radius < HALF_WAY_ROUND_MILES else None


@dataclass(frozen=True)
class Match:
    """The answer of one segment. `positions` are those of the results, ascending.

    `squared_chords` (float32, shape of `positions`) is None where there is no point. `facets` has a count
    per feature; `unconfirmed` counts what only the 120-day rule keeps out.
    """

    segment: Segment
    positions: NDArray[np.integer]
    squared_chords: NDArray[np.float32] | None
    facets: NDArray[np.int64]
    fresh: int
    unconfirmed: int


class Matcher:
    """Asks one question of one segment. `live` is the bitmap of positions that are still current.

    Everything happens on the words [first_word, last_word), that is on the positions [low, high).
    """

    def __init__(self, question: Question, segment: Segment, live: Words, names: NameMatches) -> None:
        self.question, self.segment, self.names = question, segment, names
        first_word, last_word = self._candidate_words()
        self.low, self.high = first_word * WORD, min(last_word * WORD, len(segment))
        self.bits = segment.bits[:, first_word:last_word]
        self.live = live[first_word:last_word]
        self.squared_chords: NDArray[np.float32] | None = None
        if isinstance(question.where, Point):
            self.squared_chords = segment.squared_chords(question.vector, self.low, self.high)

    def match(self) -> Match:
        """The results, their facets and how many freshness hides."""
        criteria = self.question.criteria
        base = [self.live, *self._place(), *self._programs(), *self._names()]
        if criteria.accepting:
            base.append(self._feature(*ACCEPTING))
        chosen = {v: getattr(criteria, v) for v in PARAMETERS if getattr(criteria, v)}
        groups = {parameter: self._group(parameter, slugs) for parameter, slugs in chosen.items()}
        whenever = bits.all_of([*base, *groups.values()])
        confirmed = self._confirmed()
        result = whenever & confirmed
        positions = bits.positions_of(result)
        # Whoever asks for the fresh ones alone is not told of unconfirmed ones.
        unconfirmed = 0 if criteria.fresh else bits.count(whenever) - len(positions)
        return Match(
            self.segment,
            positions + self.low,
            None if self.squared_chords is None else self.squared_chords[positions],
            self._facets(result, [*base, confirmed], groups),
            self._count_fresh(positions),
            unconfirmed,
        )

    def _candidate_words(self) -> tuple[int, int]:
        radius = self.question.radius
        if radius is None:
            return 0, bits.words_for(len(self.segment))
        assert isinstance(self.question.where, Point)  # a radius is around a point
        return self.segment.word_range(*latitude_band(self.question.where.latitude, radius))

    def _place(self) -> list[Words]:
        where, radius = self.question.where, self.question.radius
        if isinstance(where, StateArea):
            return [bits.pack(self.segment.state[self.low : self.high] == state_number(where.code))]
        return [] if radius is None else [bits.pack(self._within(radius))]

    def _within(self, radius: float) -> NDArray[np.bool_]:
        """Which positions are within so many miles of the point, exactly."""
        point, squared = self.question.where, self.squared_chords
        assert isinstance(point, Point)  # a radius is around a point
        assert squared is not None
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

    def _feature(self, parameter: str, value: str) -> Words:
        row = self.question.features.row(parameter, value)
        # No row: a term that the vocabulary has lost since the criteria were made.
        return np.zeros_like(self.live) if row is None else self.bits[row]

    def _group(self, parameter: str, slugs: Sequence[str]) -> Words:
        """The mask of one vocabulary's selection."""
        chosen = [self._feature(parameter, slug) for slug in slugs]
        return bits.all_of(chosen) if parameter in ALL_OF else np.bitwise_or.reduce(chosen)

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
        since = question.fresh_from if criteria.fresh else question.confirmed_from
        return bits.pack(self.segment.confirmed_on[self.low : self.high] >= since)

    def _count_fresh(self, positions: NDArray[np.integer]) -> int:
        days = self.segment.confirmed_on[self.low : self.high][positions]
        return int(np.count_nonzero(days >= self.question.fresh_from))

    def _facets(self, result: Words, base: Sequence[Words], groups: Mapping[str, Words]) -> NDArray[np.int64]:
        """A count per feature; where any one will do, without that vocabulary's own selection."""
        counts = bits.count_rows(self.bits, result)
        for parameter in groups:
            if parameter not in ALL_OF:
                others = [mask for name, mask in groups.items() if name != parameter]
                rows = self.question.features.slices[parameter]
                counts[rows] = bits.count_rows(self.bits[rows], bits.all_of([*base, *others]))
        return counts
