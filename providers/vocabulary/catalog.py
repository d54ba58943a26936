"""The vocabularies in memory, where forms, search and pages look up terms."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from places.text import fold
from providers.models import Term, Vocabulary
from providers.words import short_label

# Terms of the device vocabulary that name no device.
NO_DEVICE = frozenset(("other", "unknown"))


@dataclass(frozen=True)
class CatalogTerm:
    """One term as pages need it. `position` is its place within the vocabulary, from 0."""

    id: int
    vocabulary: Vocabulary
    slug: str
    label: str
    explanation: str
    position: int = 0
    # A term that a listing was read with, without these, is the same term.
    other_names: tuple[str, ...] = field(default=(), compare=False)
    is_retired: bool = field(default=False, compare=False)

    @classmethod
    def from_row(cls, term: Term) -> "CatalogTerm":
        return cls(
            *(term.pk, Vocabulary(term.vocabulary), term.slug, term.label, term.explanation, term.position),
            tuple(term.other_names),
            term.is_retired,
        )


@dataclass(frozen=True, eq=False)
class Catalog:
    """All terms, in the order of their vocabularies. `version` changes whenever a term does.

    `clearances` are (device, condition, whether a source was found), by slugs.
    A term that was merged into another is not among them; `merged` has its slug and the other's id.

    Equal to itself only, so that what is made of a catalog can be cached by it without comparing terms.
    """

    terms: tuple[CatalogTerm, ...]
    version: tuple[int, int] = (0, 0)
    clearances: frozenset[tuple[str, str, bool]] = frozenset()
    merged: tuple[tuple[str, str, int], ...] = ()

    @classmethod
    def from_rows(
        cls,
        rows: Iterable[Term],
        version: tuple[int, int] = (0, 0),
        clearances: Iterable[tuple[str, str, bool]] = (),
    ) -> "Catalog":
        """The catalog of these rows, each vocabulary in its own order."""
        ordered = sorted(rows, key=lambda term: (term.vocabulary, term.position, term.slug))
        return cls(
            tuple(CatalogTerm.from_row(term) for term in ordered if term.merged_into_id is None),
            version,
            frozenset(clearances),
            tuple(
                (term.vocabulary, term.slug, term.merged_into_id)
                for term in ordered
                if term.merged_into_id is not None
            ),
        )

    @cached_property
    def _by_slug(self) -> dict[tuple[str, str], CatalogTerm]:
        """Of merged terms, the one that they were merged into."""
        merged = {(vocabulary, slug): self._by_id[into] for vocabulary, slug, into in self.merged}
        return merged | {(term.vocabulary.value, term.slug): term for term in self.terms}

    @cached_property
    def _by_name(self) -> dict[tuple[str, str], CatalogTerm]:
        """By everything that people call a term, folded; of two with one name, the first."""
        found: dict[tuple[str, str], CatalogTerm] = {}
        for (vocabulary, slug), term in self._by_slug.items():
            names = (slug, slug.replace("-", " "), term.label, short_label(term.label))
            for name in (*names, *term.other_names):
                found.setdefault((vocabulary, fold(name)), term)
        return found

    @cached_property
    def _by_vocabulary(self) -> dict[str, tuple[CatalogTerm, ...]]:
        return {
            vocabulary.value: tuple(term for term in self.terms if term.vocabulary == vocabulary)
            for vocabulary in Vocabulary
        }

    @cached_property
    def _by_id(self) -> dict[int, CatalogTerm]:
        return {term.id: term for term in self.terms}

    def __iter__(self) -> Iterator[CatalogTerm]:
        return iter(self.terms)

    def of(self, vocabulary: str) -> tuple[CatalogTerm, ...]:
        """The terms of one vocabulary in order, also retired ones; empty if there is no such vocabulary."""
        return self._by_vocabulary.get(vocabulary, ())

    def offered(self, vocabulary: str, kept: Collection[str] = ()) -> tuple[CatalogTerm, ...]:
        """Those that can be chosen: without the retired ones, except slugs in `kept`."""
        return tuple(term for term in self.of(vocabulary) if not term.is_retired or term.slug in kept)

    def get(self, vocabulary: str, slug: str) -> CatalogTerm | None:
        """The term with this slug, or the one that it was merged into: look at its own slug."""
        return self._by_slug.get((vocabulary, slug))

    def named(self, vocabulary: str, text: str) -> CatalogTerm | None:
        """The term that people call so: by its slug, label, what the label abbreviates, or another name."""
        return self._by_name.get((vocabulary, fold(text)))

    def by_id(self, term_id: int) -> CatalogTerm:
        """The term with this id. Raises KeyError for one that came after this catalog was read."""
        return self._by_id[term_id]

    def is_cleared(self, device: str, condition: str) -> bool:
        """Whether a source that was found says that the FDA cleared this device for this condition.

        Never of "another device": which one it is isn't known.
        """
        return device not in NO_DEVICE and (device, condition, True) in self.clearances

    def has_clearance(self, condition: str) -> bool:
        """Whether any device is, or is reported to be, cleared for it: then it isn't called off-label."""
        return any(cleared == condition for _, cleared, _ in self.clearances)

    def label(self, vocabulary: str, slug: str) -> str:
        """The patient's label, or the slug itself if the vocabulary does not have it."""
        term = self.get(vocabulary, slug)
        return term.label if term else slug
