"""The page of one version of a guide."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.utils import timezone
from django.utils.safestring import SafeString

from content.find_providers.block import render_find_providers
from content.guides import references as reference_list
from content.guides.bylines import Named, named, people_of_version
from content.guides.references import NumberedReference
from content.markdown.blocks import Block
from content.markdown.rendering import NOTHING, Piece, Question, Section, parse, render
from content.models import GlossaryEntry, GuideVersion, Part, Reference
from content.models.version import GuideVersionQuerySet
from content.terms.addresses import term_url
from providers.vocabulary.catalog import Catalog

# Shorter guides need no table of contents.
FEWEST_SECTIONS = 3


@dataclass(frozen=True)
class TermLink:
    label: str
    url: str


@dataclass(frozen=True)
class Drawn:
    """A piece of the page with what its template prints: text, or the finished HTML of find-providers."""

    piece: Piece
    finished: SafeString = NOTHING

    @property
    def template(self) -> str:
        return f"content/guides/blocks/{self.piece.kind}.html"


@dataclass(frozen=True)
class GuidePage:
    """Everything that a guide's page shows; nothing in it needs a query."""

    title: str
    summary: str
    url: str
    topic: str
    minutes: int
    last_reviewed: date | None
    next_review_due: date | None
    is_overdue: bool
    authors: tuple[Named, ...]
    reviewers: tuple[Named, ...]
    drawn: tuple[Drawn, ...]
    contents: tuple[Section, ...]
    references: tuple[NumberedReference, ...]
    questions: tuple[Question, ...]
    terms: tuple[TermLink, ...]

    @cached_property
    def has_demo_reviewer(self) -> bool:
        return any(person.is_demo for person in self.reviewers)

    @cached_property
    def has_checklist(self) -> bool:
        return any(drawn.piece.kind == Block.CHECKLIST for drawn in self.drawn)

    @cached_property
    def has_find_providers(self) -> bool:
        return any(drawn.piece.kind == Block.FIND_PROVIDERS for drawn in self.drawn)


def with_all(versions: GuideVersionQuerySet) -> GuideVersionQuerySet:
    """Versions with what their page needs besides references and glossary, in one query."""
    terms = GuideVersion.terms.through.objects.filter(guideversion=OuterRef("pk")).values("term_id")
    return (
        versions.select_related("guide")
        .defer("plain_text", "words", "search")
        .annotate(named_people=people_of_version(), term_ids=ArraySubquery(terms))
    )


def present(version: GuideVersion, catalog: Catalog) -> GuidePage:
    """The page of a version that came through `with_all`: two more queries, for references and glossary."""
    parsed = parse(version.body)
    references = {row.key: row for row in Reference.objects.filter(key__in=parsed.keys)}
    glossary = {row.slug: row for row in GlossaryEntry.objects.filter(slug__in=parsed.slugs)}
    rendered = render(parsed, references=references, glossary=glossary)
    contents = rendered.contents if len(rendered.contents) >= FEWEST_SECTIONS else ()
    return GuidePage(
        title=version.title,
        summary=version.summary,
        url=version.get_absolute_url(),
        topic=version.guide.get_topic_display(),
        minutes=version.reading_minutes,
        last_reviewed=version.last_reviewed,
        next_review_due=version.next_review_due,
        is_overdue=version.is_overdue(timezone.localdate()),
        authors=named(version.named_people, Part.AUTHOR),
        reviewers=named(version.named_people, Part.REVIEWER),
        drawn=tuple(drawn(piece) for piece in rendered.pieces),
        contents=contents,
        references=reference_list.present(rendered.cited, references),
        questions=rendered.questions,
        terms=term_links(version.term_ids, catalog),
    )


def drawn(piece: Piece) -> Drawn:
    """Counts of find-providers are live: they are asked of the search index with every page."""
    if piece.kind == Block.FIND_PROVIDERS:
        return Drawn(piece, render_find_providers(piece.query, piece.title, piece.number))
    return Drawn(piece)


def without_forms(page: GuidePage) -> GuidePage:
    """The same page for paper: without the blocks that only work on a screen."""
    kept = tuple(drawn for drawn in page.drawn if drawn.piece.kind != Block.FIND_PROVIDERS)
    return replace(page, drawn=kept)


def term_links(ids: list[int], catalog: Catalog) -> tuple[TermLink, ...]:
    """The pages of the terms that a guide explains, in the order of the vocabularies."""
    wanted = frozenset(ids)
    return tuple(
        TermLink(term.label, term_url(term.vocabulary, term.slug)) for term in catalog if term.id in wanted
    )
