"""The panel of filters: every choice of every vocabulary with its exact count.

Its markup depends on the vocabulary alone, so it is rendered once for each version of that and kept as a
stencil; a request fills in the counts and what is chosen.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.utils.safestring import SafeString

from providers import words
from providers.fields.filters import FILTERS, PROGRAM, SWITCH_ON, SearchFilter
from providers.models import Vocabulary
from providers.search.criteria import ANY, ProgramCriterion, SearchCriteria
from providers.search.features import Features
from providers.search.result import SearchResult
from providers.vocabulary.catalog import Catalog
from providers.web.program_words import program_label
from providers.web.stencil import Stencil, hole

CHECKED, DISABLED = " checked", " disabled"
# A bare number says nothing to somebody who hears it.
FOUND = '<span class="visually-hidden"> found</span>'
# Switches: one choice each, in a group of their own that comes first.
SWITCHES = (
    *(
        (search_filter.parameter, SWITCH_ON, search_filter.label)
        for search_filter in FILTERS
        if search_filter.is_switch
    ),
    ("fresh", SWITCH_ON, "Confirmed within 90 days"),
    ("include_unconfirmed", SWITCH_ON, "Include places not confirmed for 120 days"),
)
# How TMS and therapy are combined: the heart of this directory, so it comes right after the conditions.
PROGRAM_GROUPS: tuple[tuple[str, str, str, Callable[[ProgramCriterion], bool]], ...] = (
    (
        "program-where",
        "Where therapy takes place",
        "Therapy as part of a program with TMS, as the clinic attests it.",
        lambda program: program.therapy == ANY and program.delivery != ANY,
    ),
    (
        "program-on-site",
        "Therapy on site",
        "",
        lambda program: program.therapy != ANY and program.delivery != ANY,
    ),
    (
        "program-therapy",
        "Therapy combined with TMS",
        "Wherever it takes place.",
        lambda program: program.therapy != ANY and program.delivery == ANY,
    ),
    (
        "program-when",
        "When therapy takes place",
        "No timing is proven to work better than another.",
        lambda program: program.therapy == ANY and program.delivery == ANY,
    ),
)
ALWAYS_OPEN = {"switches", "condition", "program-where", "program-on-site"}


@dataclass(frozen=True)
class Choice:
    """One checkbox. `count` and `state` are holes of the stencil."""

    name: str
    value: str
    label: str
    explanation: str = ""

    @property
    def id(self) -> str:
        return f"{self.name}-{self.value}".replace(":", "-")

    @property
    def key(self) -> str:
        return f"{self.name}={self.value}"

    @property
    def count(self) -> SafeString:
        return hole(f"{self.key} count")

    @property
    def state(self) -> SafeString:
        return hole(f"{self.key} state")


@dataclass(frozen=True)
class Group:
    """One set of choices that opens and closes. `open`, `hidden` and `chosen` are holes."""

    key: str
    label: str
    choices: tuple[Choice, ...]
    note: str = ""

    @property
    def explained(self) -> tuple[Choice, ...]:
        return tuple(choice for choice in self.choices if choice.explanation)

    @property
    def open(self) -> SafeString:
        return hole(f"{self.key} open")

    @property
    def hidden(self) -> SafeString:
        return hole(f"{self.key} hidden")

    @property
    def chosen(self) -> SafeString:
        return hole(f"{self.key} chosen")


class FacetPanel:
    """The stencil of one version of the vocabulary."""

    def __init__(self, catalog: Catalog) -> None:
        self.groups = tuple(_groups(Features(catalog)))
        context = {
            "groups": self.groups,
            "therapies": catalog.offered(Vocabulary.THERAPY),
            "timings": catalog.of(Vocabulary.TIMING),
            "deliveries": catalog.of(Vocabulary.DELIVERY),
        }
        self._stencil = Stencil.from_template("providers/results/facets.html", (), context)
        # Where the value of each hole stands among all values: a page fills some three hundred.
        self._at = {name: at for at, name in enumerate(self._stencil.order)}
        self._counted: dict[str, list[tuple[str, int, int]]] = {}
        self._group_of: dict[str, Group] = {}
        for group in self.groups:
            for choice in group.choices:
                places = self._at[f"{choice.key} count"], self._at[f"{choice.key} state"]
                self._counted.setdefault(choice.name, []).append((choice.value, *places))
                self._group_of[choice.key] = group
        self._nothing_chosen = self._unchosen()
        self._values = {
            name: frozenset(value for value, *_ in choices) for name, choices in self._counted.items()
        }

    def _unchosen(self) -> list[str]:
        values = [""] * len(self._at)
        for group in self.groups:
            values[self._at[f"{group.key} open"]] = " open" if group.key in ALWAYS_OPEN else ""
            values[self._at[f"{group.key} hidden"]] = " hidden"
            values[self._at[f"{group.key} chosen"]] = "0"
        return values

    def values_of(self, name: str) -> frozenset[str]:
        """The values that have a checkbox."""
        return self._values[name]

    def html(self, criteria: SearchCriteria, result: SearchResult | None) -> SafeString:
        """The panel with what is chosen, and the counts of `result`; without one no choice has a count."""
        values = self._nothing_chosen.copy()
        if result is not None:
            self._count(values, result)
        self._choose(values, criteria)
        return self._stencil.fill_in_order(values)

    def _count(self, values: list[str], result: SearchResult) -> None:
        for name, choices in self._counted.items():
            if name == "include_unconfirmed":
                counts: Mapping[str, int] = {"1": result.total + result.unconfirmed}
            else:
                counts = result.facets[name]
            for value, count_at, state_at in choices:
                count = counts.get(value, 0)
                if count:
                    number = str(count) if count < 1000 else words.integer(count)
                    values[count_at] = number + FOUND
                else:
                    values[count_at], values[state_at] = "0" + FOUND, DISABLED

    def _choose(self, values: list[str], criteria: SearchCriteria) -> None:
        asked = [f"{part.parameter}={part.value}" for part in criteria.filters()]
        if criteria.include_unconfirmed:
            asked.append("include_unconfirmed=1")
        chosen = Counter(self._group_of[key].key for key in asked if key in self._group_of)
        for key in asked:
            if key in self._group_of:
                values[self._at[f"{key} state"]] = CHECKED
        for group, number in chosen.items():
            values[self._at[f"{group} open"]], values[self._at[f"{group} hidden"]] = " open", ""
            values[self._at[f"{group} chosen"]] = str(number)


def _groups(features: Features) -> Iterator[Group]:
    catalog = features.catalog
    yield Group("switches", "Availability", tuple(Choice(*switch) for switch in SWITCHES))
    for search_filter in FILTERS:
        if not search_filter.is_switch and (choices := tuple(_choices(search_filter, catalog))):
            yield Group(search_filter.parameter, search_filter.label, choices, search_filter.filter.note)
        if search_filter.vocabulary == Vocabulary.CONDITION:
            yield from _programs(features)


def _choices(search_filter: SearchFilter, catalog: Catalog) -> Iterator[Choice]:
    for value in search_filter.values(catalog):
        term = catalog.get(search_filter.vocabulary, value) if search_filter.vocabulary else None
        if term and term.is_retired:
            continue
        explanation = term.explanation if term and search_filter.filter.is_explained else ""
        yield Choice(search_filter.parameter, value, search_filter.value_label(value, catalog), explanation)


def _programs(features: Features) -> Iterator[Group]:
    """Programs by what they name: where the therapy takes place, when, and which one it is."""
    asked = [ProgramCriterion.parse(value) for value in features.choices[PROGRAM][1]]
    for key, label, note, belongs in PROGRAM_GROUPS:
        choices = tuple(
            Choice(PROGRAM, str(program), program_label(program, features.catalog))
            for program in asked
            if belongs(program)
        )
        if choices:
            yield Group(key, label, choices, note)


@lru_cache(maxsize=2)  # the catalog in force; for a moment, the next one
def facet_panel(catalog: Catalog) -> FacetPanel:
    return FacetPanel(catalog)
