"""A place as the search uses it."""

from typing import NamedTuple

from places.kinds import Kind
from places.states import NAMED_LIKE_A_CITY


class FoundPlace(NamedTuple):
    """A place of the gazetteer. A tuple, because a process holds tens of thousands of them.

    `code` identifies it permanently: the ZIP, the GeoNames id, the county's FIPS code, the state's letters.
    `state` is "" for a region of several whole states. `near_city` is the town of a ZIP. `within` is the city
    of a neighborhood, or the county that tells a town from its namesakes in the state. `county` is the FIPS
    code of the county it lies in. `population` is meant for ordering: that of a ZIP is 0 where it is unknown.
    """

    kind: str
    code: str
    name: str
    state: str
    slug: str
    latitude: float
    longitude: float
    population: int
    time_zone: str
    county: str
    near_city: str = ""
    within: str = ""

    @property
    def label(self) -> str:
        """How pages name it, and what finds it again: "60614 (Chicago, IL)", "Chicago, IL", "Illinois"."""
        if self.kind == Kind.ZIP:
            return f"{self.name} ({self.near_city}, {self.state})"
        if self.kind == Kind.STATE:
            return f"{self.name} State" if self.code in NAMED_LIKE_A_CITY else self.name
        if self.kind == Kind.CITY and self.within:
            return f"{self.name}, {self.state} ({self.within})"
        return ", ".join(filter(None, (self.name, self.within, self.state)))

    @property
    def is_area(self) -> bool:
        """Whether a search looks inside it first, instead of around its point."""
        return self.kind in _AREAS


_AREAS = frozenset((Kind.COUNTY.value, Kind.REGION.value, Kind.STATE.value))
