"""Renders tokens to HTML, which is not sanitized yet."""

from collections.abc import Mapping, Sequence
from itertools import count
from types import MethodType

from django.utils.html import escape
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from content.markdown.block_html import block_html
from content.markdown.blocks import Block, read_opening
from content.markdown.plain import inline_text
from content.models import GlossaryEntry, Reference

WORD_JOINER = "\u2060"  # forbids a line break
# Ids of the page around the text, and prefixes of the ids of notes, terms and tables.
RESERVED_IDS = ("main", "crisis", "crisis-heading", "references", "contents", "useful", "people")
RESERVED_PREFIXES = ("ref-", "cite-", "term-", "block-")


class GuideRenderer(RendererHTML):
    """Renders one guide piece by piece, and keeps count of citations, terms and headings.

    `sections` are (id, title) of the second-level headings. `cited` maps the key of a reference to its number
    and the ids of its notes, in the order of first use.
    """

    def __init__(
        self, md: MarkdownIt, references: Mapping[str, Reference], glossary: Mapping[str, GlossaryEntry]
    ) -> None:
        super().__init__(md)
        self.md = md
        self.references, self.glossary = references, glossary
        self.sections: list[tuple[str, str]] = []
        self.cited: dict[str, tuple[int, list[str]]] = {}
        self.level = 1
        self._ids: set[str] = set(RESERVED_IDS)
        # slug of a glossary entry -> its number: all its buttons open the same explanation
        self._terms: dict[str, int] = {}
        self._blocks = count(1)
        self._tables = count(1)
        self._title = ""  # of the last heading
        # (block, title, level of the heading before it, closing HTML), innermost last
        self._open_blocks: list[tuple[Block, str, int, str]] = []
        self._column = 0
        # Rules are usually found by the names of methods, which can't have the hyphens of Block.value.
        for block in Block:
            self.rules[f"container_{block}_open"] = MethodType(GuideRenderer.block_open, self)
            self.rules[f"container_{block}_close"] = MethodType(GuideRenderer.block_close, self)

    def html(self, tokens: Sequence[Token]) -> str:
        return self.render(tokens, self.md.options, {})

    @property
    def block_level(self) -> int:
        """The level of a block's own heading: one below the heading before it."""
        return min(self.level + 1, 4)

    def new_id(self, title: str) -> str:
        base = slugify(title)[:60].strip("-") or "section"
        if base.startswith(RESERVED_PREFIXES):
            base = f"section-{base}"
        found, number = base, count(2)
        while found in self._ids:
            found = f"{base}-{next(number)}"
        self._ids.add(found)
        return found

    # Headings. A text has no first-level heading: the page's title is that.
    def heading_open(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
        title = self._title = inline_text(tokens[at + 1].children)
        self.level = max(2, int(tokens[at].tag[1:]))
        anchor = self.new_id(title)
        if self.level == 2 and not self._open_blocks:
            self.sections.append((anchor, title))
        return f'<h{self.level} id="{anchor}">'

    def heading_close(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
        return f"</h{self.level}>\n"

    def link_open(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
        if str(tokens[at].attrGet("href") or "").startswith(("http:", "https:", "//")):
            tokens[at].attrSet("rel", "noopener noreferrer")
        return self.renderToken(tokens, at, options, env)

    # Citations and terms.
    def text(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
        """No space before a note, so that no line begins with it."""
        is_cited = at + 1 < len(tokens) and tokens[at + 1].type == "citation"
        content = tokens[at].content.rstrip() if is_cited else tokens[at].content
        return escape(content)

    def citation(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
        """The word joiner forbids the line break that browsers allow before a bracket."""
        notes = "".join(self.note(key) for key in tokens[at].meta["keys"])
        return f'<sup class="cite">{WORD_JOINER}{notes}</sup>'

    def note(self, key: str) -> str:
        reference = self.references.get(key)
        if reference is None:
            return f'<span class="cite-missing">[no reference {escape(key)}]</span>'
        number, anchors = self.cited.setdefault(key, (len(self.cited) + 1, []))
        anchor = f"cite-{number}-{len(anchors) + 1}"
        anchors.append(anchor)
        return (
            f'<a id="{anchor}" href="#ref-{number}" role="doc-noteref" '
            f'aria-label="Reference {number}">[{number}]</a>'
        )

    def term(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
        """A word whose explanation a button opens, without a script."""
        token = tokens[at]
        entry = self.glossary.get(token.meta["slug"])
        if entry is None:
            return escape(token.content)
        words = token.content if token.info == "named" else within_sentence(entry.term, tokens[:at])
        is_new = entry.slug not in self._terms
        target = f"term-{self._terms.setdefault(entry.slug, len(self._terms) + 1)}"
        button = f'<button type="button" class="term" popovertarget="{target}">{escape(words)}</button>'
        if not is_new:
            return button
        return (
            f'{button}<span class="term-note" id="{target}" popover><strong>{escape(entry.term)}</strong> '
            f"{escape(entry.definition)}</span>"
        )

    # Wide tables scroll sideways, with the keyboard too. The first column of a comparison names its rows.
    def table_open(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
        inner = self._open_blocks[-1] if self._open_blocks else None
        if inner and inner[0] is Block.COMPARE:
            caption = f"block-{next(self._blocks)}"
            return (
                f'<div class="scroll" role="region" tabindex="0" aria-labelledby="{caption}">\n<table>'
                f'<caption id="{caption}">{escape(inner[1])}</caption>\n'
            )
        label = escape(": ".join(filter(None, (f"Table {next(self._tables)}", self._title))))
        return f'<div class="scroll" role="region" tabindex="0" aria-label="{label}">\n<table>\n'

    def table_close(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
        return "</table>\n</div>\n"

    def tr_open(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
        self._column = 0
        return "<tr>\n"

    def th_open(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
        tokens[at].meta["tag"] = "th" if inline_text(tokens[at + 1].children) else "td"
        return '<th scope="col">' if tokens[at].meta["tag"] == "th" else "<td>"

    def th_close(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
        return f"</{tokens[at - 2].meta.get('tag', 'th')}>\n"

    def td_open(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
        self._column += 1
        is_row_name = (
            self._column == 1 and bool(self._open_blocks) and self._open_blocks[-1][0] is Block.COMPARE
        )
        tokens[at].meta["tag"] = "th" if is_row_name else "td"
        return '<th scope="row">' if is_row_name else "<td>"

    def td_close(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
        return f"</{tokens[at - 2].meta.get('tag', 'td')}>\n"

    # Blocks.
    def block_open(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
        opening = read_opening(tokens[at].info)
        start, end = block_html(opening, self.block_level)
        self._open_blocks.append((opening.block, opening.title, self.level, end))
        if opening.title:
            self.level = self.block_level
        return start

    def block_close(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
        _, _, self.level, end = self._open_blocks.pop()
        return end


def within_sentence(term: str, before: Sequence[Token]) -> str:
    """`term` with a lower-case first letter inside a sentence; names and abbreviations stay as they are."""
    text = "".join(token.content for token in before if token.type in ("text", "term")).rstrip()
    if not text or text.endswith((".", "!", "?", ":")) or any(letter.isupper() for letter in term[1:]):
        return term
    return term[:1].lower() + term[1:]
