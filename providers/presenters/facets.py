"""The panel of filters: every choice of every vocabulary with its exact count.

Its markup depends on the vocabulary alone, so it is rendered once for each version of that and kept as a
stencil; a request fills in the counts and what is chosen.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString

from providers.models import Vocabulary
from providers.presenters import words
from providers.presenters.memory import Latest
from providers.presenters.program_words import program_label
from providers.presenters.stencil import Stencil, hole
from providers.search.criteria import ANY, FILTER_VOCABULARIES, ProgramCriterion, SearchCriteria
from providers.search.features import Features
from providers.search.result import SearchResult
from providers.vocabulary.catalog import Catalog

CHECKED, DISABLED = " checked", " disabled"
# Switches: one choice each, in a group of their own that comes first.
SWITCHES = (
    ("accepting", "1", "Taking new patients"),
    ("fresh", "1", "Confirmed within 90 days"),
    ("include_unconfirmed", "1", "Include places not confirmed for 120 days"),
)
LABELS = {
    Vocabulary.THERAPY: "Therapies offered",
    Vocabulary.SCHEDULE: "Hours",
}
NOTES = {
    Vocabulary.CONDITION: "Places that treat all of those you choose.",
    Vocabulary.PAYER: "In network for TMS or for therapy. Choose one or more.",
    Vocabulary.TELEHEALTH: "For therapy and consultations. TMS itself is always in person.",
}
# Vocabularies whose labels need a word of explanation.
EXPLAINED = {Vocabulary.CONDITION, Vocabulary.THERAPY, Vocabulary.PROTOCOL, Vocabulary.PAYMENT}
# How TMS and therapy are joined: the heart of this directory, so it comes right after the conditions.
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
        "Therapy joined with TMS",
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
ALWAYS_OPEN = {"switches", Vocabulary.CONDITION.value, "program-where", "program-on-site"}


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
        choices = [choice for group in self.groups for choice in group.choices]
        self._holes = [(choice, f"{choice.key} count", f"{choice.key} state") for choice in choices]
        self._nothing_chosen = {name: "" for _, *holes in self._holes for name in holes}
        for group in self.groups:
            self._nothing_chosen |= {
                f"{group.key} open": " open" if group.key in ALWAYS_OPEN else "",
                f"{group.key} hidden": " hidden",
                f"{group.key} chosen": "0",
            }
        context = {
            "groups": self.groups,
            "therapies": catalog.of(Vocabulary.THERAPY),
            "timings": catalog.of(Vocabulary.TIMING),
            "deliveries": catalog.of(Vocabulary.DELIVERY),
        }
        self._stencil = Stencil.from_template("providers/results/facets.html", (), context)

    def values_of(self, name: str) -> frozenset[str]:
        """The values that have a checkbox."""
        return frozenset(
            choice.value for group in self.groups for choice in group.choices if choice.name == name
        )

    def html(self, criteria: SearchCriteria, result: SearchResult | None) -> SafeString:
        """The panel with what is chosen, and the counts of `result`; without one no choice has a count."""
        asked = {(part.parameter, part.value) for part in criteria.filters()}
        if criteria.include_unconfirmed:
            asked.add(("include_unconfirmed", "1"))
        values = dict(self._nothing_chosen)
        if result is not None:
            counts = {**result.facets, "include_unconfirmed": {"1": result.total + result.unconfirmed}}
            for choice, count_hole, state_hole in self._holes:
                count = counts[choice.name].get(choice.value, 0)
                values[count_hole] = words.integer(count)
                if not count:
                    values[state_hole] = DISABLED
        for group in self.groups:
            chosen = [choice for choice in group.choices if (choice.name, choice.value) in asked]
            if chosen:
                values |= {f"{choice.key} state": CHECKED for choice in chosen}
                values[f"{group.key} open"], values[f"{group.key} hidden"] = " open", ""
                values[f"{group.key} chosen"] = str(len(chosen))
        return self._stencil.fill_trusted(values)


def _groups(features: Features) -> Iterator[Group]:
    catalog = features.catalog
    yield Group("switches", "Availability", tuple(Choice(*switch) for switch in SWITCHES))
    for vocabulary in FILTER_VOCABULARIES:
        terms = catalog.of(vocabulary)
        if terms:
            label = LABELS.get(vocabulary, vocabulary.label)
            yield Group(
                vocabulary.value,
                label,
                tuple(
                    Choice(
                        vocabulary.value,
                        term.slug,
                        term.label,
                        term.explanation if vocabulary in EXPLAINED else "",
                    )
                    for term in terms
                ),
                NOTES.get(vocabulary, ""),
            )
        if vocabulary == Vocabulary.CONDITION:
            yield from _programs(features)


def _programs(features: Features) -> Iterator[Group]:
    """Programs by what they name: where the therapy takes place, when, and which one it is."""
    asked = [ProgramCriterion.parse(value) for value in features.choices["program"][1]]
    for key, label, note, belongs in PROGRAM_GROUPS:
        choices = tuple(
            Choice("program", str(program), program_label(program, features.catalog))
            for program in asked
            if belongs(program)
        )
        if choices:
            yield Group(key, label, choices, note)


# A new version of the vocabulary is a new catalog.
panels = Latest(FacetPanel)
