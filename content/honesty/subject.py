"""What the honesty check reads: a guide's text with its metadata, from a file or from the database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Self

from content.models import Contribution, GuideVersion
from content.models.version import authored_fields
from providers.vocabulary.catalog import Catalog
from providers.vocabulary.clearance_file import ClearanceEntry


@dataclass(frozen=True, kw_only=True)
class Subject:
    """The guide to check. `authors` are slugs, `terms` are (vocabulary, slug).

    Lines are counted from 1: `first_line` is where the body begins, `lines` has those of the metadata.
    """

    title: str
    summary: str
    body: str
    symptoms: bool
    authors: tuple[str, ...] = ()
    written_on: date | None = None
    update_due: date | None = None
    terms: tuple[tuple[str, str], ...] = ()
    first_line: int = 1
    lines: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of_version(cls, version: GuideVersion) -> Self:
        """A stored version. One query, for its authors."""
        authors = version.contributions.filter(contribution=Contribution.AUTHOR)
        return cls(**authored_fields(version), authors=tuple(authors.values_list("person__slug", flat=True)))

    def line_of(self, key: str) -> int:
        """The line of a field of the metadata; 1 if the guide comes from the database."""
        return self.lines.get(key, 1)


@dataclass(frozen=True)
class Library:
    """What texts may refer to. `people` are slugs.

    `figures` maps a reference to the numbers that it has; without them numbers aren't compared.
    """

    references: frozenset[str]
    people: frozenset[str]
    glossary: frozenset[str]
    guides: frozenset[str]
    catalog: Catalog
    figures: Mapping[str, frozenset[str]] | None = None
    clearances: tuple[ClearanceEntry, ...] = ()
