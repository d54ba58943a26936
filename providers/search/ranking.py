"""The matches of all segments as one list, and the page of it that comes next in the order asked for."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from providers.fields.filters import ORDERS
from providers.search.criteria import Sort, point_of
from providers.search.geo import great_circle_miles, squared_chord_error
from providers.search.matching import Match, Question
from providers.search.paging import page_of
from providers.search.result import Hit
from providers.search.rows import UNKNOWN

# The ranking score of reviews: (C * m + sum) / (C + n), m being the site's mean (domain, "Statistics").
PRIOR_REVIEWS = 10
# With fewer reviews a place has no score, and comes after all that have one (domain, "Display").
MIN_FOR_SCORE = 5
SCORE_DECIMALS = 6  # scores are compared as rounded, so that every implementation breaks ties alike

Chosen = NDArray[np.intp]


class Column:
    """A column of all matches, read where it is asked for: a page takes a few of a million values."""

    def __init__(self, ranking: "Ranking", name: str) -> None:
        self._ranking, self._name = ranking, name

    def __getitem__(self, chosen: Chosen) -> NDArray:
        return self._ranking.column(self._name, chosen)


class Ranking:
    """Matches of one question, numbered from 0 across segments. `mean_rating()` is the site's."""

    def __init__(
        self, question: Question, matches: Sequence[Match], mean_rating: Callable[[], float]
    ) -> None:
        self.question, self.matches, self.mean_rating = question, matches, mean_rating

    def hits(self, start: int, stop: int) -> list[Hit]:
        """Those that rank from `start` to `stop`."""
        if not any(len(match.positions) for match in self.matches):
            return []
        chosen, miles = self._page(start, stop)
        columns = [self.column(name, chosen) for name in ("ids", "changed_in", "latitudes", "longitudes")]
        ids, changed_in, latitudes, longitudes = (column.tolist() for column in columns)
        distances = [None] * len(chosen) if miles is None else miles.tolist()
        return [
            Hit(*values) for values in zip(ids, changed_in, distances, latitudes, longitudes, strict=True)
        ]

    def _page(self, start: int, stop: int) -> tuple[Chosen, NDArray[np.float64] | None]:
        """Which matches are on the page, in order, and their miles from the point, if there is one."""
        order = self.question.criteria.order(self.question.where)
        if order == Sort.DISTANCE:
            chords = [match.squared_chords for match in self.matches if match.squared_chords is not None]
            squared = chords[0] if len(chords) == 1 else np.concatenate(chords)
            chosen, miles = page_of(
                squared, Column(self, "ids"), start, stop, self._miles, squared_chord_error
            )
            return chosen, miles.astype(np.float64, copy=False)
        if order == Sort.SCORE:
            chosen, _ = page_of(-self._scores(), Column(self, "ids"), start, stop, ties=self._beside_scores)
        elif (field := ORDERS.get(order)) is not None:
            chosen, _ = page_of(self._lowest_first(field.name), Column(self, "ids"), start, stop)
        else:
            chosen, _ = page_of(-self.column("confirmed_on"), Column(self, "ids"), start, stop)
        return chosen, self._miles(chosen) if self.question.where is not None else None

    def _scores(self) -> NDArray[np.float64]:
        counts = self.column("rating_count").astype(np.float64)
        sums = counts * self.column("rating_hundredths") / 100
        scores = (PRIOR_REVIEWS * self.mean_rating() + sums) / (PRIOR_REVIEWS + counts)
        scores[counts < MIN_FOR_SCORE] = 0
        return np.round(scores, SCORE_DECIMALS)

    @property
    def has_scores(self) -> bool:
        """Whether any match has enough reviews for a score."""
        return bool((self.column("rating_count") >= MIN_FOR_SCORE).any())

    def _beside_scores(self, chosen: Chosen) -> tuple[NDArray, ...]:
        """What decides between equal scores, as all with too few reviews have: nearer first, then fresher."""
        fresher = -self.column("confirmed_on", chosen)
        return (self._miles(chosen), fresher) if self.question.where is not None else (fresher,)

    def _lowest_first(self, name: str) -> NDArray[np.int64]:
        """The numbers of a field to sort by: those that are not known come last."""
        numbers = self.column(name).astype(np.int64)
        numbers[numbers == UNKNOWN] = np.iinfo(np.int32).max
        return numbers

    def _miles(self, chosen: Chosen) -> NDArray[np.float64]:
        point = point_of(self.question.where)
        assert point is not None  # criteria.order sorts by distance only from a point
        return great_circle_miles(
            point.latitude,
            point.longitude,
            self.column("latitudes", chosen),
            self.column("longitudes", chosen),
        )

    def column(self, name: str, chosen: Chosen | None = None) -> NDArray:
        """A column of the segments at all matches, or at the chosen ones in their order."""
        columns = [(match.segment.column(name), match.positions) for match in self.matches]
        if len(columns) == 1:  # the recent segment is empty most of the time
            column, positions = columns[0]
            return column[positions if chosen is None else positions[chosen]]
        if chosen is None:
            return np.concatenate([column[positions] for column, positions in columns])
        values = np.empty(len(chosen), dtype=columns[0][0].dtype)
        first = 0
        for column, positions in columns:
            here = (chosen >= first) & (chosen < first + len(positions))
            values[here] = column[positions[chosen[here] - first]]
            first += len(positions)
        return values
