"""Renders the Markdown of a guide to safe HTML, in the pieces of its page."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from markdown_it.token import Token

from content.markdown.blocks import STANDALONE, Block, read_opening
from content.markdown.html import GuideRenderer
from content.markdown.parsing import parser, tokens_of
from content.markdown.plain import inline_text, plain_text
from content.markdown.sanitizing import clean
from content.models import GlossaryEntry, Reference

NOTHING = SafeString()


@dataclass(frozen=True)
class Piece:
    """A piece of the page, from top to bottom. `kind` is "text" or the name of a standalone block.

    `html` is the text, or the content of the block, and `title` its title or the same content without markup.
    `items` are those of a checklist, `query` what find-providers, clearances or a figure should show, and
    `heading_level` is that of its heading.
    """

    kind: str
    html: SafeString = NOTHING
    title: str = ""
    query: str = ""
    items: tuple[SafeString, ...] = ()
    heading_level: int = 2
    number: int = 0


@dataclass(frozen=True)
class Section:
    """An entry of the table of contents."""

    id: str
    title: str


@dataclass(frozen=True)
class Cited:
    """A reference, in the order of first use; `anchors` are the ids of the notes that link to it."""

    key: str
    number: int
    anchors: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """A question of an FAQ block with its answer, without markup."""

    question: str
    answer: str


@dataclass(frozen=True)
class ParsedText:
    """The tokens, the `keys` of the cited references, and the `slugs` of the glossary entries in use."""

    tokens: list[Token]
    keys: frozenset[str]
    slugs: frozenset[str]


@dataclass(frozen=True)
class RenderedText:
    pieces: tuple[Piece, ...]
    contents: tuple[Section, ...]
    cited: tuple[Cited, ...]
    questions: tuple[Question, ...]


def parse(text: str) -> ParsedText:
    """The tokens of a text, and the rows that are needed to render it."""
    tokens = tokens_of(text)
    children = [child for token in tokens for child in token.children or ()]
    return ParsedText(
        tokens,
        keys=frozenset(key for child in children if child.type == "citation" for key in child.meta["keys"]),
        slugs=frozenset(child.meta["slug"] for child in children if child.type == "term"),
    )


def render(
    text: str | ParsedText, *, references: Mapping[str, Reference], glossary: Mapping[str, GlossaryEntry]
) -> RenderedText:
    """The page's HTML for `text`. It is safe, whatever the text contains."""
    tokens = (text if isinstance(text, ParsedText) else parse(text)).tokens
    renderer = GuideRenderer(parser(), references, glossary)
    pieces = [
        render_piece(renderer, opening, inner, number)
        for number, (opening, inner) in enumerate(split_standalone(tokens))
    ]
    return RenderedText(
        pieces=tuple(piece for piece in pieces if piece.kind != "text" or piece.html),
        contents=tuple(Section(*section) for section in renderer.sections),
        cited=tuple(Cited(key, number, tuple(anchors)) for key, (number, anchors) in renderer.cited.items()),
        questions=questions_in(tokens),
    )


def render_piece(renderer: GuideRenderer, opening: Token | None, inner: list[Token], number: int) -> Piece:
    """The piece of one run of `split_standalone`."""
    if opening is None:
        return Piece("text", html=safe(renderer.html(inner)), number=number)
    words = read_opening(opening.info)
    level = renderer.block_level
    if words.block is Block.CHECKLIST:
        items = tuple(safe(renderer.html(item)) for item in list_items(inner))
        return Piece(words.block, title=words.title, items=items, heading_level=level, number=number)
    return Piece(
        words.block,
        html=safe(renderer.html(inner)),
        title=words.title or " ".join(plain_text(inner).split()),
        query=words.argument,
        heading_level=level,
        number=number,
    )


def split_standalone(tokens: list[Token]) -> list[tuple[Token | None, list[Token]]]:
    """Runs of tokens: (None, text) or (opening, content) of a standalone block."""
    runs: list[tuple[Token | None, list[Token]]] = [(None, [])]
    closing = ""
    for token in tokens:
        if closing:
            if token.type == closing and token.level == 0:
                closing = ""
                runs.append((None, []))
            else:
                runs[-1][1].append(token)
        elif token.level == 0 and token.nesting == 1 and is_standalone(token):
            runs.append((token, []))
            closing = token.type.replace("_open", "_close")
        else:
            runs[-1][1].append(token)
    return runs


def is_standalone(token: Token) -> bool:
    return token.type.startswith("container_") and read_opening(token.info).block in STANDALONE


def list_items(tokens: list[Token]) -> list[list[Token]]:
    """The tokens inside each list item, without the tokens of paragraphs."""
    items: list[list[Token]] = []
    level = None
    for token in tokens:
        if token.type == "list_item_open" and level is None:
            level = token.level
            items.append([])
        elif token.type == "list_item_close" and token.level == level:
            level = None
        elif level is not None:
            items[-1].append(token)
    return [[token for token in item if not token.type.startswith("paragraph_")] for item in items]


def questions_in(tokens: list[Token]) -> tuple[Question, ...]:
    """The questions of all FAQ blocks: each heading, with the text up to the next one as its answer."""
    found: list[tuple[str, list[Token]]] = []
    within = after_heading = False
    for token in tokens:
        if token.type.startswith(f"container_{Block.FAQ}_"):
            within = token.nesting == 1
        elif within and token.type == "heading_open":
            after_heading = True
        elif within and after_heading:
            found.append((inline_text(token.children), []))
            after_heading = False
        elif within and found:
            found[-1][1].append(token)
    answered = [(question, plain_text(answer)) for question, answer in found]
    return tuple(Question(question, answer) for question, answer in answered if question and answer)


def safe(html: str) -> SafeString:
    return mark_safe(clean(html))  # `clean` makes it safe
