"""What a person asks for, as a value: it validates nothing, reads no request and asks no database.

`SearchFilterSet` (filterset.py) makes one from URL parameters; `to_query` gives the parameters back.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from functools import cached_property
from typing import Self
from urllib.parse import quote_plus

from providers.models import Delivery, Timing, Vocabulary

ANY = "any"
DEFAULT_RADIUS = 25.0
RADIUS_CHOICES = (5, 10, 25, 50, 100, 250)
MAX_RADIUS = 500.0

# A patient who asks for two of these wants both: OCD and depression treated, step-free and quiet. Of the
# others one will do: either device, either payer, a morning or an evening.
ALL_OF = (Vocabulary.CONDITION, Vocabulary.THERAPY, Vocabulary.ACCESSIBILITY)
# In the order in which pages show them.
FILTER_VOCABULARIES = (
    Vocabulary.CONDITION,
    Vocabulary.THERAPY,
    Vocabulary.PROTOCOL,
    Vocabulary.DEVICE,
    Vocabulary.PAYER,
    Vocabulary.AGE_GROUP,
    Vocabulary.LANGUAGE,
    Vocabulary.ACCESSIBILITY,
    Vocabulary.TELEHEALTH,
    Vocabulary.PAYMENT,
    Vocabulary.SCHEDULE,
)
# Their names, which are fields of the criteria: reading the value of an enum takes longer than a look-up.
FILTER_NAMES = tuple(vocabulary.value for vocabulary in FILTER_VOCABULARIES)
_THERAPY = Vocabulary.THERAPY.value


class Sort(StrEnum):
    """Orders of results. Equal scores are told apart by distance, then by freshness; all else by the id."""

    DISTANCE = "distance"  # nearest first
    SCORE = "score"  # best ranking score of reviews first
    FRESH = "fresh"  # most recently confirmed first


@dataclass(frozen=True)
class Point:
    """A point on earth in degrees, WGS84."""

    latitude: float
    longitude: float


@dataclass(frozen=True)
class StateArea:
    """A whole state or territory, by its two letters."""

    code: str


# Where to search: around a point, in a state, or everywhere.
Where = Point | StateArea | None


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
    """A whole question. Terms are slugs; a vocabulary's name is its field.

    `radius` is in miles, None for any distance. `sort` is None for the default: by distance from a
    point, else by freshness. `point` is set where the URL gave `lat` and `lng`; `near` is what a
    person typed, which a gazetteer look-up turns into the `where` of a search.
    """

    near: str = ""
    point: Point | None = None
    radius: float | None = DEFAULT_RADIUS
    condition: tuple[str, ...] = ()
    therapy: tuple[str, ...] = ()
    program: tuple[ProgramCriterion, ...] = ()
    protocol: tuple[str, ...] = ()
    device: tuple[str, ...] = ()
    payer: tuple[str, ...] = ()
    age_group: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    accessibility: tuple[str, ...] = ()
    telehealth: tuple[str, ...] = ()
    payment: tuple[str, ...] = ()
    schedule: tuple[str, ...] = ()
    accepting: bool = False
    fresh: bool = False
    include_unconfirmed: bool = False
    name: str = ""
    sort: Sort | None = None
    page: int = 1

    def terms(self, vocabulary: Vocabulary) -> tuple[str, ...]:
        """The slugs asked for in one vocabulary."""
        return getattr(self, vocabulary.value)

    def order(self, where: Where) -> Sort:
        """The order in force: distance needs a point to be measured from."""
        if self.sort is None or (self.sort == Sort.DISTANCE and not isinstance(where, Point)):
            return default_order(where)
        return self.sort

    def filters(self) -> Iterator[Filter]:
        """The parts that narrow the search, in the page's order; neither place nor order."""
        for name in FILTER_NAMES:
            for slug in getattr(self, name):
                yield Filter(name, slug)
            if name == _THERAPY:
                for program in self.program:
                    yield Filter("program", str(program))
        if self.accepting:
            yield Filter("accepting", "1")
        if self.fresh:
            yield Filter("fresh", "1")
        if self.name:
            yield Filter("name", self.name)

    def without(self, part: Filter) -> Self:
        """The same search with one filter dropped, from its first page."""
        current = getattr(self, part.parameter)
        if isinstance(current, bool):
            return replace(self, **{part.parameter: False}, page=1)
        if isinstance(current, str):
            return replace(self, **{part.parameter: ""}, page=1)
        rest = tuple(value for value in current if str(value) != part.value)
        return replace(self, **{part.parameter: rest}, page=1)

    def without_filters(self) -> Self:
        """The same place, radius and order, and nothing else."""
        return type(self)(near=self.near, point=self.point, radius=self.radius, sort=self.sort)

    def to_query(self) -> tuple[tuple[str, str], ...]:
        """The URL parameters that make these criteria again, without the defaults, always in one order."""
        return self._query

    @cached_property
    def _query(self) -> tuple[tuple[str, str], ...]:
        pairs: list[tuple[str, str]] = []
        for name, default in _DEFAULTS:
            value = getattr(self, name)
            if value == default:
                continue
            if isinstance(value, Point):
                pairs += [("lat", repr(value.latitude)), ("lng", repr(value.longitude))]
            elif isinstance(value, tuple):
                pairs += [(name, str(item)) for item in value]
            elif isinstance(value, bool):
                pairs.append((name, "1"))
            elif name == "radius":
                pairs.append(("radius", ANY if value is None else format_number(value)))
            else:
                pairs.append((name, str(value)))
        return tuple(pairs)

    def to_url(self, path: str) -> str:
        """`path` with these criteria as its query string."""
        return url_of(path, self.to_query())


def default_order(where: Where) -> Sort:
    """The order where none is asked for."""
    return Sort.DISTANCE if isinstance(where, Point) else Sort.FRESH


def url_of(path: str, parameters: Iterable[tuple[str, str]]) -> str:
    """`path` with these parameters as its query string."""
    query = "&".join([f"{name}={_quoted(value)}" for name, value in parameters])
    return f"{path}?{query}" if query else path


# The fields in their order, asked of the class once.
_DEFAULTS = tuple((field.name, field.default) for field in fields(SearchCriteria))
# Nearly all values are slugs and numbers, which stand in an address as they are.
_PLAIN = re.compile(r"[A-Za-z0-9_.~-]*")


def _quoted(value: str) -> str:
    return value if _PLAIN.fullmatch(value) else quote_plus(value)


def format_number(value: float) -> str:
    """A number as people write it: 25, not 25.0; 2.5 stays."""
    return str(int(value)) if value == int(value) else repr(value)
