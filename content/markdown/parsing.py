"""The Markdown of guides as tokens: CommonMark without HTML and pictures, with tables and blocks of ours."""

import re
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin

from content.markdown.blocks import Block
from content.markdown.inline import inline_plugin

# An editor's word to the honesty check, after the sentence: <!-- checked: the reason -->
CHECKED = re.compile(r"<!--\s*checked:\s*(.*?)\s*-->", re.DOTALL)


@lru_cache(maxsize=1)
def parser() -> MarkdownIt:
    """One parser for all: it keeps nothing of a text."""
    # HTML in a text is shown as text; nothing may load pictures from elsewhere (domain rules, "Privacy").
    md = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
    for block in Block:
        container_plugin(md, block.value)
    inline_plugin(md)
    return md


def tokens_of(text: str) -> list[Token]:
    """The tokens of a guide's text, without the editor's words to the check; line numbers stay."""
    return parser().parse(CHECKED.sub(only_line_ends, without_stray_characters(text)))


def only_line_ends(found: re.Match[str]) -> str:
    return "\n" * found[0].count("\n")


def without_stray_characters(text: str) -> str:
    """Without NUL, which PostgreSQL refuses, and without private use, which highlighting uses as marks."""
    return re.sub(r"[\x00\ue000-\uf8ff]", "", text)
