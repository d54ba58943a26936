"""Our additions to CommonMark inside a line: `[@donse2018]` and `[[erp|words]]`."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

CITATION = re.compile(r"\[@([a-z0-9-]+(?:\s*;\s*@[a-z0-9-]+)*)\s*\]")
# In a table the bar is written \| because | would end the cell.
TERM = re.compile(r"\[\[([a-z0-9-]+)(?:\\?\|([^\[\]|]+))?\]\]")


def inline_plugin(md: MarkdownIt) -> None:
    """Adds the tokens `citation` (meta: {"keys": [...]}) and `term` (meta: {"slug"}, content: the words)."""
    md.inline.ruler.before("link", "term", term_rule)
    md.inline.ruler.before("link", "citation", citation_rule)


def citation_rule(state: StateInline, silent: bool) -> bool:
    found = CITATION.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        token = state.push("citation", "", 0)
        token.meta = {"keys": keys_in(found[1])}
        token.content = found[0]
    state.pos = found.end()
    return True


def term_rule(state: StateInline, silent: bool) -> bool:
    found = TERM.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        token = state.push("term", "", 0)
        slug = found[1]
        token.meta = {"slug": slug}
        token.content = " ".join((found[2] or slug.replace("-", " ")).split())
        token.info = "named" if found[2] else ""
    state.pos = found.end()
    return True


def keys_in(text: str) -> list[str]:
    """The keys in "donse2018; @xu2023", each once."""
    return list(dict.fromkeys(key.strip().lstrip("@") for key in text.split(";")))
