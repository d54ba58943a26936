"""The result of a search."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple


class Hit(NamedTuple):
    """One location on the page. `miles` is None if there is no point to measure from."""

    id: int
    changed_in: int
    miles: float | None
    latitude: float
    longitude: float


# Parameter -> value -> how many of the results have it. If any one of a vocabulary will do, its own
# selection is left out, so that a choice shows what it would add.
FacetCounts = Mapping[str, Mapping[str, int]]


class ListedCounts(FacetCounts):
    """Facet counts in one list; a parameter becomes a dictionary when it is asked for.

    `choices` are, for each parameter, its slice of `counts` and the values that are counted there.
    """

    def __init__(self, choices: Mapping[str, tuple[slice, Sequence[str]]], counts: Sequence[int]) -> None:
        self._choices, self._counts = choices, counts

    def __getitem__(self, parameter: str) -> dict[str, int]:
        where, values = self._choices[parameter]
        return dict(zip(values, self._counts[where], strict=True))

    def __iter__(self) -> Iterator[str]:
        return iter(self._choices)

    def __len__(self) -> int:
        return len(self._choices)


@dataclass(frozen=True)
class SearchResult:
    """An exact answer: nothing is capped or estimated.

    `unconfirmed` counts matches that are left out because they were not confirmed within 120 days; it is 0 if
    the criteria include them. `inside` counts those of the total that are in the area that is searched, which
    come first; None if no area is. `has_scores`: some
    match has enough reviews for a score; it is counted with the facets.
    """

    total: int
    unconfirmed: int
    page: int
    page_size: int
    hits: tuple[Hit, ...]
    facets: FacetCounts = field(default_factory=dict)
    has_scores: bool = False
    inside: int | None = None

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // self.page_size))
