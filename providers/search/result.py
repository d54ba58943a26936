"""What a search answers."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Hit:
    """One location on the page. `miles` is None where there is no point to measure from."""

    id: int
    changed_in: int
    miles: float | None
    latitude: float
    longitude: float


# Parameter -> value -> how many of the results have it. For a vocabulary of which any one will do (and is
# selected) its own selection is left out, so that a choice shows what it would add.
FacetCounts = dict[str, dict[str, int]]


@dataclass(frozen=True)
class SearchResult:
    """An exact answer: nothing is capped or estimated.

    `unconfirmed` counts matches that are left out because they were not confirmed within 120 days;
    it is 0 where the criteria include them.
    """

    total: int
    unconfirmed: int
    page: int
    page_size: int
    hits: tuple[Hit, ...]
    facets: FacetCounts = field(default_factory=dict)

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // self.page_size))
