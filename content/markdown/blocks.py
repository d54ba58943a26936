"""The blocks that a guide may hold besides CommonMark: `::: name words` to `:::`."""

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


# Drawn by templates of their own, so they stand between the pieces of text and in no other block.
DRAWN_APART = frozenset({Block.FIND_PROVIDERS, Block.CRISIS, Block.CHECKLIST})
NEED_A_TITLE = frozenset({Block.CALLOUT, Block.EVIDENCE, Block.TIMELINE, Block.COMPARE, Block.CHECKLIST})


class Grade(StrEnum):
    """How good the evidence for one claim is; /guides/evidence-grades/ defines them for readers."""

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
    """What stands after the three colons. `argument` is a grade or the query of find-providers."""

    block: Block
    argument: str
    title: str


def read_opening(info: str) -> Opening:
    """The parts of an opening line whose block is known, such as " evidence strong Does it help?"."""
    name, _, rest = info.strip().partition(" ")
    block, rest = Block(name), rest.strip()
    if block is Block.EVIDENCE:
        argument, _, title = rest.partition(" ")
        return Opening(block, argument, title.strip())
    if block is Block.FIND_PROVIDERS:
        return Opening(block, rest.removeprefix("?"), "")
    return Opening(block, "", rest)


def grade_of(opening: Opening) -> Grade | None:
    """The grade that an evidence block names; None where there is no such grade."""
    try:
        return Grade(opening.argument)
    except ValueError:  # an editor's slip, which the honesty check names
        return None
