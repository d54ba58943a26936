"""What a person asks for, as a value: it validates nothing, reads no request and asks no database.

`SearchFilterSet` (filterset.py) makes one from URL parameters; `to_query` gives the parameters back.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import Any, Self
from urllib.parse import quote_plus

from providers.fields.filters import FILTERS, ORDERS, PROGRAM, SWITCH_ON
from providers.models import Delivery, Timing

ANY = "any"
DEFAULT_RADIUS = 25.0
RADIUS_CHOICES = (5, 10, 25, 50, 100, 250)
MAX_RADIUS = 500.0
# A neighborhood is a mile or two wide: farther away is another part of the city.
NEIGHBORHOOD_RADIUS = 5.0

# The parameters of the fields in the order of pages and addresses; programs are among them.
FILTER_PARAMETERS = tuple(search_filter.parameter for search_filter in FILTERS)
# The parameters that have chosen values, each with its values, in the order of FILTERS.
Chosen = tuple[tuple[str, tuple[str, ...]], ...]


class Sort(StrEnum):
    """Orders of results that don't come from a field's definition (those are in `ORDERS`).

    Ties in score are broken by distance, then by freshness; all others by the id.
    """

    DISTANCE = "distance"  # nearest first
    SCORE = "score"  # best ranking score of reviews first
    FRESH = "fresh"  # most recently confirmed first


@dataclass(frozen=True)
class Point:
    """A point on earth in degrees, WGS84."""

    latitude: float
    longitude: float


@dataclass(frozen=True)
class Area:
    """A state, a county or a region: what is inside comes first, then what is near its middle.

    `state` has two letters, or `counties` are the numbers of counties (see `PlaceIndex.county_number`).
    `middle` is that of the people.
    """

    middle: Point
    state: str = ""
    counties: tuple[int, ...] = ()


_PLACE_AND_ORDER = ("near", "point", "radius", "start_radius", "has_radius", "sort")

# Every value of the parameter `sort`.
SORTS: tuple[str, ...] = (*(sort.value for sort in Sort), *ORDERS)

# Where to search: around a point, in and around an area, or everywhere.
Where = Point | Area | None


def point_of(where: Where) -> Point | None:
    """What distances are measured from."""
    return where.middle if isinstance(where, Area) else where


@dataclass(frozen=True)
class ProgramCriterion:
    """TMS combined with a therapy; `any` leaves a part open. Written `erp:same-day-after:on-site`."""

    therapy: str = ANY
    timing: str = ANY
    delivery: str = ANY

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raises ValueError where the timing or delivery is unknown or there are more than three parts."""
        parts = text.split(":")
        if len(parts) > 3:
            raise ValueError(text)
        therapy, timing, delivery = (*parts, *[ANY] * (3 - len(parts)))
        timing, delivery = timing or ANY, delivery or ANY
        if timing != ANY:
            timing = Timing(timing).value
        if delivery != ANY:
            delivery = Delivery(delivery).value
        return cls(therapy or ANY, timing, delivery)

    def __str__(self) -> str:
        if self.delivery != ANY:
            return f"{self.therapy}:{self.timing}:{self.delivery}"
        return f"{self.therapy}:{self.timing}" if self.timing != ANY else self.therapy


@dataclass(frozen=True)
class Filter:
    """One removable part of a search: a term, a program, a switch or a name."""

    parameter: str
    value: str


@dataclass(frozen=True)
class SearchCriteria:
    """A whole question.

    `chosen` are the values of the filters that the fields' definitions declare: slugs of terms, "1" for a
    switch. `radius` is in miles, None for any distance. `sort` is None for the default: by distance from a
    point or the middle of an area, otherwise by freshness. `point` is set where the URL gave `lat` and `lng`;
    `near` is what a person typed, which a gazetteer look-up turns into the `where` of a search.
    `q` is what was typed into the one box, from which the rest was read; it narrows nothing.
    """

    q: str = ""
    near: str = ""
    point: Point | None = None
    radius: float | None = DEFAULT_RADIUS
    # What the radius is if an address names none: a neighborhood's search starts smaller than a town's.
    start_radius: float = field(default=DEFAULT_RADIUS, compare=False)
    has_radius: bool = field(default=False, compare=False)  # whether the address named one
    chosen: Chosen = ()
    program: tuple[ProgramCriterion, ...] = ()
    fresh: bool = False
    include_unconfirmed: bool = False
    name: str = ""
    sort: str | None = None
    page: int = 1

    @classmethod
    def asking(cls, **parameters: Any) -> Self:
        """From fields and parameters alike: `asking(near="60614", condition=("ocd",), accepting=True)`."""
        chosen = {
            name: (SWITCH_ON,) if parameters[name] is True else tuple(parameters[name] or ())
            for name in FILTER_PARAMETERS
            if name in parameters and name != PROGRAM
        }
        others = {name: value for name, value in parameters.items() if name not in chosen}
        return cls(chosen=in_order(chosen), **others)

    def values(self, parameter: str) -> tuple[str, ...]:
        """What is chosen of one filter."""
        for name, values in self.chosen:
            if name == parameter:
                return values
        return ()

    def choosing(self, parameter: str, *values: str) -> Self:
        """The same search with these values of one filter and no others."""
        return replace(self, chosen=in_order({**dict(self.chosen), parameter: values}))

    def order(self, where: Where) -> str:
        """The order in force: distance needs a point to be measured from."""
        if self.sort is None or (self.sort == Sort.DISTANCE and where is None):
            return default_order(where)
        return self.sort

    def filters(self) -> Iterator[Filter]:
        """The parts that narrow the search, in the page's order; neither place nor order."""
        yield from (Filter(name, value) for name, value in self._field_pairs())
        if self.fresh:
            yield Filter("fresh", SWITCH_ON)
        if self.name:
            yield Filter("name", self.name)

    def _field_pairs(self) -> Iterator[tuple[str, str]]:
        """The parameters of the fields, a pair for each value."""
        chosen = dict(self.chosen)
        for name in FILTER_PARAMETERS if self.program else chosen:
            for value in self.program if name == PROGRAM else chosen.get(name, ()):
                yield name, str(value)

    def without(self, part: Filter) -> Self:
        """The same search with one filter dropped, from its first page. What was typed still says it, so that
        is dropped too."""
        match part.parameter:
            case "fresh":
                return replace(self, fresh=False, page=1, q="")
            case "name":
                return replace(self, name="", page=1, q="")
            case parameter if parameter == PROGRAM:
                rest = tuple(program for program in self.program if str(program) != part.value)
                return replace(self, program=rest, page=1, q="")
        values = tuple(value for value in self.values(part.parameter) if value != part.value)
        return replace(self.choosing(part.parameter, *values), page=1, q="")

    def without_filters(self) -> Self:
        """The same place, radius and order, and nothing else."""
        return replace(type(self)(), **{name: getattr(self, name) for name in _PLACE_AND_ORDER})

    def starting_with(self, radius: float) -> Self:
        """The same search, with this radius unless its address named another one."""
        if self.has_radius or self.radius != self.start_radius:
            return replace(self, start_radius=radius)
        return replace(self, radius=radius, start_radius=radius)

    def to_query(self) -> tuple[tuple[str, str], ...]:
        """The URL parameters that make these criteria again, without the defaults, always in one order."""
        return self._query

    @cached_property
    def _query(self) -> tuple[tuple[str, str], ...]:
        pairs: list[tuple[str, str]] = []
        if self.q:
            pairs.append(("q", self.q))
        if self.near:
            pairs.append(("near", self.near))
        if self.point is not None:
            pairs += [("lat", repr(self.point.latitude)), ("lng", repr(self.point.longitude))]
        if self.radius != self.start_radius:
            pairs.append(("radius", ANY if self.radius is None else format_number(self.radius)))
        pairs += self._field_pairs()
        if self.fresh:
            pairs.append(("fresh", SWITCH_ON))
        if self.include_unconfirmed:
            pairs.append(("include_unconfirmed", SWITCH_ON))
        if self.name:
            pairs.append(("name", self.name))
        if self.sort is not None:
            pairs.append(("sort", str(self.sort)))
        if self.page != 1:
            pairs.append(("page", str(self.page)))
        return tuple(pairs)

    def to_url(self, path: str) -> str:
        """`path` with these criteria as its query string."""
        return url_of(path, self.to_query())


def in_order(chosen: Mapping[str, tuple[str, ...]]) -> Chosen:
    """What is chosen in the order of FILTERS, without what has no value."""
    return tuple((name, chosen[name]) for name in FILTER_PARAMETERS if chosen.get(name))


def default_order(where: Where) -> str:
    """The order if the request names none."""
    return Sort.FRESH if where is None else Sort.DISTANCE


def url_of(path: str, parameters: Iterable[tuple[str, str]]) -> str:
    """`path` with these parameters as its query string."""
    query = "&".join([f"{name}={_quoted(value)}" for name, value in parameters])
    return f"{path}?{query}" if query else path


# Nearly all values are slugs and numbers, which stand in an address as they are.
_PLAIN = re.compile(r"[A-Za-z0-9_.~-]*")


def _quoted(value: str) -> str:
    return value if _PLAIN.fullmatch(value) else quote_plus(value)


def format_number(value: float) -> str:
    """A number as people write it: 25, not 25.0; 2.5 stays."""
    return str(int(value)) if value == int(value) else repr(value)
