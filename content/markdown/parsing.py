"""The Markdown of guides as tokens: CommonMark without HTML and images, with tables and our own blocks."""

import re
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin

from content.markdown.blocks import Block
from content.markdown.inline import inline_plugin

# An editor's waiver for the honesty check, after the sentence: <!-- checked: the reason -->
WAIVER = re.compile(r"<!--\s*checked:\s*(.*?)\s*-->", re.DOTALL)


@lru_cache(maxsize=1)
def parser() -> MarkdownIt:
    """One parser for all texts: it keeps no state between them."""
    # HTML is shown as text; images would be loaded from other sites (domain rules, "Privacy").
    md = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
    for block in Block:
        container_plugin(md, block.value)
    inline_plugin(md)
    return md


def tokens_of(text: str) -> list[Token]:
    """The tokens of a guide's text without the waivers; line numbers stay."""
    return parser().parse(
        WAIVER.sub(lambda found: "\n" * found[0].count("\n"), without_stray_characters(text))
    )


def line_index(token: Token) -> int:
    """The line on which a token begins, counted from 0."""
    return token.map[0] if token.map else 0


def without_stray_characters(text: str) -> str:
    """Without NUL, which PostgreSQL rejects, and without private use characters, which we use as markers."""
    return re.sub(r"[\x00\ue000-\uf8ff]", "", text)
