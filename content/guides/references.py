"""The list of references at the end of a guide."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from content.markdown.rendering import Cited
from content.models import Reference
from content.models.reference import SourceLink


@dataclass(frozen=True)
class BackLink:
    """A link back to a citation in the text; `label` is a, b, c, ..."""

    anchor: str
    label: str


@dataclass(frozen=True)
class NumberedReference:
    """`in_words`: journal, kind of study and its size. `is_article`: it has a DOI or a number of PubMed."""

    number: int
    authors: str
    year: int
    title: str
    is_article: bool
    in_words: str
    note: str
    links: list[SourceLink]
    back: tuple[BackLink, ...]


def numbered_references(
    cited: Iterable[Cited], references: Mapping[str, Reference]
) -> tuple[NumberedReference, ...]:
    """The cited references in the order of their numbers."""
    return tuple(numbered_reference(entry, references[entry.key]) for entry in cited)


def numbered_reference(entry: Cited, reference: Reference) -> NumberedReference:
    journal = " ".join(part for part in (reference.journal, reference.volume_pages) if part)
    parts = (journal, details_of(reference))
    return NumberedReference(
        number=entry.number,
        authors=reference.authors.rstrip("."),
        year=reference.year,
        title=reference.title.rstrip("."),
        is_article=bool(reference.doi or reference.pmid or reference.pmcid),
        in_words=" ".join(f"{part.rstrip('.')}." for part in parts if part),
        note=reference.note,
        links=reference.links,
        back=tuple(BackLink(anchor, letters(at)) for at, anchor in enumerate(entry.anchors)),
    )


def details_of(reference: Reference) -> str:
    """ "Uncontrolled series, 196 people", as far as we know it."""
    kind = reference.study_type[:1].upper() + reference.study_type[1:]
    people = ""
    if reference.sample_size:
        people = "1 person" if reference.sample_size == 1 else f"{reference.sample_size:,} people"
    return ", ".join(part for part in (kind, people) if part)


def letters(number: int) -> str:
    """The label of the back-link with this number, from 0: a, b, ... z, aa, ab, ..."""
    text = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("a") + rest) + text
    return text
