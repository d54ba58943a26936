"""The text of a guide as its page prints it."""

from dataclasses import dataclass, replace
from typing import Self

from django.utils.safestring import SafeString

from content.figures.drawing import render_figure
from content.find_providers.block import render_find_providers
from content.guides.references import NumberedReference, numbered_references
from content.markdown.blocks import Block
from content.markdown.rendering import NOTHING, Piece, Question, Section, parse, render
from content.models import GlossaryEntry, Reference
from content.terms.clearances import render_clearances
from providers.search.index import SearchIndex

# Shorter guides need no table of contents.
MIN_SECTIONS = 3


@dataclass(frozen=True)
class RenderedPiece:
    """A piece of the text with what its template prints. `finished` is the HTML that is already rendered."""

    piece: Piece
    finished: SafeString = NOTHING

    @property
    def template(self) -> str:
        return f"content/guides/blocks/{self.piece.kind}.html"


@dataclass(frozen=True)
class GuideText:
    """The pieces of the text in order, and what the page derives from them."""

    pieces: tuple[RenderedPiece, ...]
    contents: tuple[Section, ...]
    references: tuple[NumberedReference, ...]
    questions: tuple[Question, ...]

    @property
    def has_checklist(self) -> bool:
        return any(rendered.piece.kind == Block.CHECKLIST for rendered in self.pieces)

    @property
    def has_find_providers(self) -> bool:
        return any(rendered.piece.kind == Block.FIND_PROVIDERS for rendered in self.pieces)

    def without_forms(self) -> Self:
        """The same text for print, without the blocks that work only on a screen."""
        kept = tuple(item for item in self.pieces if item.piece.kind != Block.FIND_PROVIDERS)
        return replace(self, pieces=kept)


def guide_text(body: str, index: SearchIndex | None) -> GuideText:
    """Renders a guide's Markdown. Two queries, for references and glossary entries, and one for each list of
    clearances.

    Places are counted in `index`; without one they aren't.
    """
    parsed = parse(body)
    references = {row.key: row for row in Reference.objects.filter(key__in=parsed.keys)}
    glossary = {row.slug: row for row in GlossaryEntry.objects.filter(slug__in=parsed.slugs)}
    rendered = render(parsed, references=references, glossary=glossary)
    return GuideText(
        pieces=tuple(rendered_piece(piece, index) for piece in rendered.pieces),
        contents=rendered.contents if len(rendered.contents) >= MIN_SECTIONS else (),
        references=numbered_references(rendered.cited, references),
        questions=rendered.questions,
    )


def rendered_piece(piece: Piece, index: SearchIndex | None) -> RenderedPiece:
    """The counts of find-providers are live: each page view asks the search index."""
    match piece.kind:
        case Block.FIND_PROVIDERS:
            return RenderedPiece(piece, render_find_providers(piece.query, piece.title, index, piece.number))
        case Block.CLEARANCES:
            return RenderedPiece(piece, render_clearances(piece.query, piece.title, piece.heading_level))
        case Block.FIGURE:
            return RenderedPiece(piece, render_figure(piece.query, piece.html, piece.number))
    return RenderedPiece(piece)
