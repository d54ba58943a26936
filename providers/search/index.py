"""The search itself: exact answers from immutable snapshots of columns, without the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from providers.search import bits
from providers.search.bits import Words
from providers.search.criteria import SearchCriteria, Where
from providers.search.features import Features
from providers.search.matching import Match, Matcher, NameMatches, Question
from providers.search.names import asked_words
from providers.search.ranking import Ranking
from providers.search.result import FacetCounts, ListedCounts, SearchResult
from providers.search.segment import Segment
from providers.vocabulary.catalog import Catalog


@dataclass(frozen=True)
class Part:
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

    There is always at least one part, be it empty.
    """

    features: Features
    parts: tuple[Part, ...]

    @property
    def catalog(self) -> Catalog:
        """The vocabularies that the features stand for."""
        return self.features.catalog

    @property
    def locations(self) -> int:
        return sum(part.count for part in self.parts)

    @cached_property
    def mean_rating(self) -> float:
        """The mean of all ratings on the site; 0 where there are none."""
        totals, counts = zip(*(part.rating_totals for part in self.parts), strict=True)
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

        A page past the last one has no hits and the right total. Who needs no facets gets none, and sooner.
        """
        question = Question.ask(criteria, where, self.features, today)
        matches = [matcher.match(with_facets=with_facets) for matcher in self._matchers(question)]
        start = (criteria.page - 1) * page_size
        return SearchResult(
            total=sum(len(match.positions) for match in matches),
            unconfirmed=sum(match.unconfirmed for match in matches),
            page=criteria.page,
            page_size=page_size,
            hits=tuple(Ranking(question, matches, lambda: self.mean_rating).hits(start, start + page_size)),
            facets=self._facets(matches) if with_facets else {},
        )

    def count(self, criteria: SearchCriteria, where: Where, *, today: date) -> int:
        """The total of `search`, for a fraction of its cost."""
        question = Question.ask(criteria, where, self.features, today)
        return sum(matcher.count() for matcher in self._matchers(question))

    def _matchers(self, question: Question) -> list[Matcher]:
        names = self._name_matches(question.criteria.name)
        return [
            Matcher(question, part.segment, part.live, found)
            for part, found in zip(self.parts, names, strict=True)
        ]

    def _name_matches(self, name: str) -> list[NameMatches]:
        """For each part, what meets each word of the name: see names.py for the rule."""
        found: list[list[range | list[int]]] = [[] for _ in self.parts]
        for asked in asked_words(name) if name else ():
            exact = [part.segment.names.starting_with(asked) for part in self.parts]
            is_known = any(
                self._is_live(part, indexes) for part, indexes in zip(self.parts, exact, strict=True)
            )
            for matches, part, indexes in zip(found, self.parts, exact, strict=True):
                matches.append(indexes if is_known else part.segment.names.similar_to(asked))
        return found

    @staticmethod
    def _is_live(part: Part, indexes: range) -> bool:
        at = part.segment.names.positions(indexes, 0, len(part.segment))
        return bool(np.any(part.live[at // bits.WORD] >> (at % bits.WORD).astype(np.uint64) & np.uint64(1)))

    def _facets(self, matches: Sequence[Match]) -> FacetCounts:
        counts = sum((match.facets for match in matches[1:]), matches[0].facets)
        return ListedCounts(self.features.choices, counts.tolist())
