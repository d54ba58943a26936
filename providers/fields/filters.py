"""The fields that patients filter and sort results by, and the choices that each offers."""

from dataclasses import dataclass

from providers import words
from providers.fields.definitions import FIELDS
from providers.fields.field import Field, FieldFilter
from providers.fields.kinds import Networks, Number, Programs, VocabularyTerms, YesNo
from providers.models import Vocabulary
from providers.vocabulary.catalog import Catalog

SWITCH_ON = "1"  # the value of a switch


@dataclass(frozen=True)
class SearchFilter:
    """A field with its filter."""

    field: Field
    filter: FieldFilter

    @property
    def parameter(self) -> str:
        """Its name in the address of a search."""
        return self.filter.parameter or self.field.name

    @property
    def label(self) -> str:
        return self.filter.label or self.field.label

    @property
    def vocabulary(self) -> Vocabulary | None:
        """The vocabulary whose terms are the choices; None for other choices."""
        kind = self.field.kind
        return kind.vocabulary if isinstance(kind, VocabularyTerms | Networks) else None

    @property
    def is_switch(self) -> bool:
        return isinstance(self.field.kind, YesNo)

    @property
    def is_program(self) -> bool:
        """Combined programs are asked for in parts: `ProgramCriterion` in search/criteria.py."""
        return isinstance(self.field.kind, Programs)

    def values(self, catalog: Catalog) -> tuple[str, ...]:
        """The values that the parameter takes, in their order."""
        kind = self.field.kind
        if self.vocabulary is not None:
            return tuple(term.slug for term in catalog.of(self.vocabulary))
        if isinstance(kind, Number):
            return tuple(map(str, kind.choices))
        return (SWITCH_ON,) if self.is_switch else ()

    def has_value(self, value: str, catalog: Catalog) -> bool:
        if self.vocabulary is not None:
            return catalog.get(self.vocabulary, value) is not None
        return value in self.values(catalog)

    def canonical(self, value: str, catalog: Catalog) -> str:
        """The value itself; of a term that was merged into another, that other one's."""
        term = catalog.get(self.vocabulary, value) if self.vocabulary is not None else None
        return term.slug if term else value

    def value_label(self, value: str, catalog: Catalog) -> str:
        """What a choice is called."""
        kind = self.field.kind
        if self.vocabulary is not None:
            return catalog.label(self.vocabulary, value)
        if isinstance(kind, Number):
            return words.capitalized(kind.phrase(int(value)))
        return self.label

    def answer_label(self, value: str, catalog: Catalog) -> str:
        """What a card calls a choice that was asked for: "ERP", "Evening hours"."""
        label = self.value_label(value, catalog)
        if not self.filter.has_names:
            label = words.short_label(label)
        return words.capitalized(self.filter.answer.format(label))

    def summary(self, values: tuple[str, ...], catalog: Catalog) -> str:
        """What the search is narrowed to, as a part of a sentence."""
        labels = [self.value_label(value, catalog) for value in values]
        if not self.filter.has_names:
            labels = [words.short_label(label) for label in labels]
        return self.filter.phrase.format(words.listed(labels, "and" if self.filter.needs_all else "or"))


# In the order in which pages show them, programs among them.
FILTERS: tuple[SearchFilter, ...] = tuple(
    sorted(
        (SearchFilter(field, field.filter) for field in FIELDS if field.filter is not None),
        key=lambda search_filter: search_filter.filter.order,
    )
)
FILTER_BY_PARAMETER = {search_filter.parameter: search_filter for search_filter in FILTERS}
PROGRAM = next(search_filter.parameter for search_filter in FILTERS if search_filter.is_program)
# Of these parameters a location has to have all the values that are chosen; of the others one will do.
NEEDS_ALL = frozenset(search_filter.parameter for search_filter in FILTERS if search_filter.filter.needs_all)
FILTER_VOCABULARIES: tuple[Vocabulary, ...] = tuple(
    search_filter.vocabulary for search_filter in FILTERS if search_filter.vocabulary is not None
)
PARAMETER_OF: dict[str, str] = {
    search_filter.vocabulary.value: search_filter.parameter
    for search_filter in FILTERS
    if search_filter.vocabulary is not None
}

# What results are sorted by besides distance, reviews and freshness: the value of `sort` -> the field.
ORDERS: dict[str, Field] = {field.order.value: field for field in FIELDS if field.order is not None}

# The columns of locations that the search index holds for all this.
FLAG_COLUMNS: tuple[str, ...] = tuple(
    search_filter.field.name for search_filter in FILTERS if search_filter.is_switch
)
NUMBER_COLUMNS: tuple[str, ...] = tuple(
    field.name for field in FIELDS if isinstance(field.kind, Number) and (field.filter or field.order)
)
