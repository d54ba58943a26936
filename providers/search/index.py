"""The search itself: exact answers from immutable snapshots of columns, without the database."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from providers.search import bits
from providers.search.bits import Words
from providers.search.criteria import Area, SearchCriteria, Where
from providers.search.features import Features
from providers.search.matching import Match, Matcher, NameMatches, Question
from providers.search.names import asked_words
from providers.search.ranking import Ranking
from providers.search.result import FacetCounts, Hit, ListedCounts, SearchResult
from providers.search.segment import Segment
from providers.vocabulary.catalog import Catalog


@dataclass(frozen=True)
class LiveSegment:
    """A segment and which of its positions are current: the others were changed or removed since."""

    segment: Segment
    live: Words

    @cached_property
    def count(self) -> int:
        return bits.count(self.live)

    @cached_property
    def rating_totals(self) -> tuple[float, int]:
        """(sum of all ratings, how many) of the current positions."""
        at = bits.positions_of(self.live)
        counts = self.segment.rating_count[at].astype(np.float64)
        return float(np.dot(counts, self.segment.rating_hundredths[at] / 100)), int(counts.sum())


@dataclass(frozen=True)
class SearchIndex:
    """All published locations at one moment, ready to be searched. Never changes.

    There is always at least one segment, though it may be empty.
    """

    features: Features
    segments: tuple[LiveSegment, ...]

    @property
    def catalog(self) -> Catalog:
        """The vocabularies that the features stand for."""
        return self.features.catalog

    @property
    def locations(self) -> int:
        return sum(each.count for each in self.segments)

    @cached_property
    def mean_rating(self) -> float:
        """The mean of all ratings on the site; 0 if there are none."""
        totals, counts = zip(*(each.rating_totals for each in self.segments), strict=True)
        return sum(totals) / sum(counts) if sum(counts) else 0.0

    def search(
        self,
        criteria: SearchCriteria,
        where: Where,
        *,
        today: date,
        page_size: int = 20,
        with_facets: bool = True,
    ) -> SearchResult:
        """The page of results that `criteria` names, with exact totals and facets.

        A page past the last one has no hits and the right total. A search without facets is faster.
        """
        question = Question.ask(criteria, where, self.features, today)
        matches = [matcher.match(with_facets=with_facets) for matcher in self._matchers(question)]
        start = (criteria.page - 1) * page_size
        groups = [matches]
        if isinstance(where, Area):  # what is inside comes first, in whatever order
            groups = [[match.part(is_inside) for match in matches] for is_inside in (True, False)]
        sizes = [sum(len(match.positions) for match in group) for group in groups]
        rankings = [Ranking(question, group, lambda: self.mean_rating) for group in groups]
        return SearchResult(
            total=sum(sizes),
            unconfirmed=sum(match.unconfirmed for match in matches),
            page=criteria.page,
            page_size=page_size,
            hits=tuple(_hits(rankings, sizes, start, start + page_size)),
            facets=self._facets(matches) if with_facets else {},
            inside=sizes[0] if isinstance(where, Area) else None,
            has_scores=any(ranking.has_scores for ranking in rankings) if with_facets else False,
        )

    def count(self, criteria: SearchCriteria, where: Where, *, today: date) -> int:
        """The total of `search`, for a fraction of its cost."""
        question = Question.ask(criteria, where, self.features, today)
        return sum(matcher.count() for matcher in self._matchers(question))

    def _matchers(self, question: Question) -> list[Matcher]:
        names = self._name_matches(question.criteria.name)
        return [
            Matcher(question, each.segment, each.live, found)
            for each, found in zip(self.segments, names, strict=True)
        ]

    def _name_matches(self, name: str) -> Sequence[NameMatches]:
        """For each segment, what matches each word of the name: see names.py for the rule."""
        found: list[list[range | list[int]]] = [[] for _ in self.segments]
        for asked in asked_words(name) if name else ():
            exact = [each.segment.names.starting_with(asked) for each in self.segments]
            is_known = any(
                _is_live(each, indexes) for each, indexes in zip(self.segments, exact, strict=True)
            )
            for matches, each, indexes in zip(found, self.segments, exact, strict=True):
                matches.append(indexes if is_known else each.segment.names.similar_to(asked))
        return found

    def _facets(self, matches: Sequence[Match]) -> FacetCounts:
        counts = sum((match.facets for match in matches[1:]), matches[0].facets)
        return ListedCounts(self.features.choices, counts.tolist())


def _is_live(found: LiveSegment, indexes: range) -> bool:
    """Whether a current location has one of these words of the segment's names."""
    at = found.segment.names.positions(indexes, 0, len(found.segment))
    return bool(np.any(found.live[at // bits.WORD] >> (at % bits.WORD).astype(np.uint64) & np.uint64(1)))


def _hits(rankings: list[Ranking], sizes: list[int], start: int, stop: int) -> Iterator[Hit]:
    """Those that rank from `start` to `stop`, one group after the other."""
    for ranking, size in zip(rankings, sizes, strict=True):
        if start < size and stop > 0:
            yield from ranking.hits(max(start, 0), min(stop, size))
        start, stop = start - size, stop - size
