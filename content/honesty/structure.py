"""Finds malformed blocks and headings."""

import re
from collections.abc import Iterator

from markdown_it.token import Token

from content.figures.drawing import FigureError, figure
from content.find_providers.block import problems_with
from content.honesty.findings import Finding, Rule
from content.honesty.subject import Library, Subject
from content.markdown.blocks import NEED_A_TITLE, STANDALONE, Block, grade_of, read_opening
from content.markdown.parsing import line_index
from providers.models import Vocabulary

FENCE = re.compile(r"\s{0,3}:{3,}\s*(\S*)")
# What a block must contain.
REQUIRED_CONTENT = {
    Block.TIMELINE: "bullet_list_open",
    Block.COMPARE: "table_open",
    Block.CHECKLIST: "bullet_list_open",
}


def structure_findings(subject: Subject, tokens: list[Token], library: Library) -> Iterator[Finding]:
    """Blocks without an end, title or content, unknown grades and searches, headings out of order."""
    yield from fence_findings(subject)
    level = 1
    for at, token in enumerate(tokens):
        line = subject.first_line + line_index(token)
        if token.type == "heading_open":
            new_level = int(token.tag[1:])
            if new_level == 1:
                yield Finding(line, Rule.HEADING, "The title is the only first-level heading; begin with ##.")
            elif new_level > level + 1:
                yield Finding(line, Rule.HEADING, f"A level is left out between {level} and {new_level}.")
            level = new_level
        elif token.type.startswith("container_") and token.nesting == 1:
            yield from block_findings(token, tokens[at:], line, library)


def fence_findings(subject: Subject) -> Iterator[Finding]:
    """Lines of three colons that close nothing, open an unknown block, or are never closed."""
    opened: list[tuple[int, str]] = []
    for line, text in enumerate(subject.body.splitlines(), start=subject.first_line):
        found = FENCE.match(text)
        if not found:
            continue
        name = found[1]
        if not name:
            if not opened:
                yield Finding(line, Rule.BLOCK, "This closes no block.")
            else:
                opened.pop()
        elif name not in list(Block):
            yield Finding(line, Rule.BLOCK, f"There is no block named {name[:40]}.")
            opened.append((line, name))
        else:
            opened.append((line, name))
    for line, name in opened:
        yield Finding(line, Rule.BLOCK, f"The block {name[:40]} has no closing line of three colons.")


def block_findings(token: Token, rest: list[Token], line: int, library: Library) -> Iterator[Finding]:
    opening = read_opening(token.info)
    block = opening.block
    if block in NEED_A_TITLE and not opening.title:
        yield Finding(line, Rule.BLOCK, f"{block} needs a title.")
    if block is Block.EVIDENCE and grade_of(opening) is None:
        yield Finding(line, Rule.BLOCK, f"{opening.argument[:40] or 'Nothing'} is no grade of evidence.")
    if block in STANDALONE and token.level > 0:
        yield Finding(line, Rule.BLOCK, f"{block} must not stand inside another block.")
    closing = token.type.replace("_open", "_close")
    end = next(
        (at for at, other in enumerate(rest) if other.type == closing and other.level == token.level), 0
    )
    if block in REQUIRED_CONTENT and not any(other.type == REQUIRED_CONTENT[block] for other in rest[:end]):
        what = "a table" if block is Block.COMPARE else "a list"
        yield Finding(line, Rule.BLOCK, f"{block} must hold {what}.")
    if block is Block.FIND_PROVIDERS:
        for problem in problems_with(opening.argument, library.catalog):
            yield Finding(line, Rule.BLOCK, f"find-providers: {problem}")
    if block is Block.CLEARANCES and library.catalog.get(Vocabulary.CONDITION, opening.argument) is None:
        yield Finding(line, Rule.BLOCK, f"clearances: there is no condition {opening.argument[:40]}.")
    if block is Block.FIGURE:
        try:
            figure(opening.argument)
        except FigureError as error:
            yield Finding(line, Rule.BLOCK, f"figure: {error}")
