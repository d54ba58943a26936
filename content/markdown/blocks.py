"""Our blocks in guides, an addition to CommonMark: from `::: name words` to `:::`."""

from dataclasses import dataclass
from enum import StrEnum


class Block(StrEnum):
    """The name after the three colons."""

    KEY_POINTS = "key-points"
    CALLOUT = "callout"
    EVIDENCE = "evidence"
    TIMELINE = "timeline"
    COMPARE = "compare"
    FAQ = "faq"
    FIND_PROVIDERS = "find-providers"
    CRISIS = "crisis"
    CHECKLIST = "checklist"
    CLEARANCES = "clearances"
    FIGURE = "figure"


# Rendered by templates of their own, between pieces of text: never inside another block.
STANDALONE = frozenset({Block.FIND_PROVIDERS, Block.CRISIS, Block.CHECKLIST, Block.CLEARANCES, Block.FIGURE})
# What follows their name is an argument, and their text is a heading or a caption.
HAVE_ARGUMENTS = frozenset({Block.FIND_PROVIDERS, Block.CLEARANCES, Block.FIGURE})
NEED_A_TITLE = frozenset({Block.CALLOUT, Block.EVIDENCE, Block.TIMELINE, Block.COMPARE, Block.CHECKLIST})


class Grade(StrEnum):
    """The quality of the evidence for one claim; /guides/evidence-grades/ explains the grades to readers."""

    STRONG = "strong"
    MODERATE = "moderate"
    LIMITED = "limited"
    NONE_FOUND = "none-found"
    CONFLICTING = "conflicting"

    @property
    def words(self) -> str:
        return self.value.replace("-", " ")


@dataclass(frozen=True)
class Opening:
    """The words after the three colons. `argument` is a grade, or what a block with arguments shows."""

    block: Block
    argument: str
    title: str


def read_opening(info: str) -> Opening:
    """Reads an opening line such as " evidence strong Does it help?". The block must be a known one."""
    name, _, rest = info.strip().partition(" ")
    block, rest = Block(name), rest.strip()
    if block is Block.EVIDENCE:
        argument, _, title = rest.partition(" ")
        return Opening(block, argument, title.strip())
    if block in HAVE_ARGUMENTS:
        return Opening(block, rest.removeprefix("?"), "")
    return Opening(block, "", rest)


def grade_of(opening: Opening) -> Grade | None:
    """The grade that an evidence block names; None if it is not a grade."""
    try:
        return Grade(opening.argument)
    except ValueError:  # an editor's mistake, which the honesty check reports
        return None
