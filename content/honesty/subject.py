"""What is checked: a guide's text with what is said about it, from a file or from the database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Self

from content.models import GuideVersion, Part
from content.shipped.front_matter import GuideFile
from providers.vocabulary.catalog import Catalog


@dataclass(frozen=True)
class Subject:
    """`first_line` is the line, from 1, on which the body begins; `lines` those of the fields in the head."""

    title: str
    summary: str
    body: str
    authors: tuple[str, ...]
    reviewers: tuple[str, ...]
    last_reviewed: date | None
    next_review_due: date | None
    symptoms: bool
    terms: tuple[tuple[str, str], ...] = ()
    first_line: int = 1
    lines: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of_file(cls, guide: GuideFile) -> Self:
        return cls(
            title=guide.title,
            summary=guide.summary,
            body=guide.body,
            authors=guide.authors,
            reviewers=guide.reviewers,
            last_reviewed=guide.last_reviewed,
            next_review_due=guide.next_review_due,
            symptoms=guide.symptoms,
            terms=guide.terms,
            first_line=guide.first_line,
            lines=guide.lines,
        )

    @classmethod
    def of_version(cls, version: GuideVersion) -> Self:
        """A stored version; asks for its people."""
        parts = list(version.parts.select_related("person"))
        return cls(
            title=version.title,
            summary=version.summary,
            body=version.body,
            authors=tuple(part.person.slug for part in parts if part.part == Part.AUTHOR),
            reviewers=tuple(part.person.slug for part in parts if part.part == Part.REVIEWER),
            last_reviewed=version.last_reviewed,
            next_review_due=version.next_review_due,
            symptoms=version.symptoms,
        )

    def line_of(self, key: str) -> int:
        return self.lines.get(key, 1)


@dataclass(frozen=True)
class Library:
    """What texts may refer to. `people` maps a slug to whether it is a placeholder of the demo."""

    references: frozenset[str]
    people: Mapping[str, bool]
    glossary: frozenset[str]
    guides: frozenset[str]
    catalog: Catalog
    allows_demo_reviewers: bool = False
