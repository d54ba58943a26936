"""The sentences of a guide with their lines, citations and waivers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from markdown_it.token import Token

from content.markdown.blocks import Block, read_opening
from content.markdown.parsing import WAIVER, line_index, parser, without_stray_characters
from content.markdown.plain import tidy

# Placeholders for a citation and a waiver while a line is split into sentences.
CITED, WAIVED = "\ue000", "\ue001"

# Blocks whose text is a list of points to tick, or the heading of a search or of a list.
LABELS = (Block.CHECKLIST, Block.FIND_PROVIDERS, Block.CLEARANCES)

# A period here does not end a sentence.
ABBREVIATIONS = re.compile(
    r"\b(?:e\.g|i\.e|vs|et al|approx|dr|mr|mrs|ms|prof|u\.s|ph\.d|m\.d)\.$", re.IGNORECASE
)
END = re.compile(
    rf"[.!?][\"')\]”’*_]*[{CITED}{WAIVED}\s]*(?=\s+(?:[^\sa-z]|rTMS|iTBS|n=)|[{CITED}{WAIVED}\s]*$)"
)


@dataclass(frozen=True)
class Sentence:
    """One sentence in plain words. `line` is counted from 1 in the text; `kind` is the element around it.

    `keys` are the references it cites. `reason` is its waiver's: None without waiver, empty without reason.
    `row_keys` are those of its table row, if another cell of that row contains only citations.
    """

    text: str
    line: int
    kind: str
    keys: tuple[str, ...] = ()
    reason: str | None = None
    row_keys: tuple[str, ...] = ()

    @property
    def is_cited(self) -> bool:
        return bool(self.keys or self.row_keys)


@dataclass
class Line:
    """The text of one inline token with placeholders; `starts` are the positions where its lines begin."""

    text: str = ""
    keys: list[list[str]] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=lambda: [0])


def sentences_of(source: str) -> list[Sentence]:
    """Every sentence of a guide's text in order, including headings and titles of blocks."""
    reasons: list[str] = []

    def placeholder(found: re.Match[str]) -> str:
        reasons.append(" ".join(found[1].split()))
        return f"{WAIVED}{len(reasons) - 1};" + "\n" * found[0].count("\n")

    tokens = parser().parse(WAIVER.sub(placeholder, without_stray_characters(source)))
    found: list[Sentence] = []
    for kind, token in with_kind(tokens):
        if token.type != "inline":
            title = read_opening(token.info).title
            if title:
                found.append(Sentence(plain(title), line_index(token) + 1, "title"))
            continue
        new = split_line(read_line(token, reasons), line_index(token) + 1, kind)
        found.extend(attached(found, new))
    return with_sources_in_row(found)


def with_kind(tokens: list[Token]) -> Iterator[tuple[str, Token]]:
    """The tokens with text, each with the element around it: p, li, h2, td, title, or the name of a block of
    labels."""
    around: list[str] = []
    labels = ""
    for token in tokens:
        if token.type.startswith("container_") and token.nesting == 1:
            block = read_opening(token.info).block
            labels = block if block in LABELS else labels
            yield "title", token
        elif token.type.startswith("container_"):
            labels = ""
        elif token.type == "inline" and labels:
            yield labels, token
        elif token.type == "inline":
            inner = [tag for tag in around if tag != "p"] or ["p"]
            yield inner[-1], token
        elif token.nesting == 1 and token.tag:
            around.append(token.tag)
        elif token.nesting == -1 and token.tag and around and around[-1] == token.tag:
            around.pop()


def read_line(token: Token, reasons: list[str]) -> Line:
    """The text of an inline token; `reasons` are those of all waivers, by number."""
    line = Line()
    for child in token.children or ():
        if child.type == "citation":
            line.keys.append(child.meta["keys"])
            line.text += CITED
        elif child.type in ("softbreak", "hardbreak"):
            line.text += " "
            line.starts.append(len(line.text))
        elif child.type in ("text", "code_inline", "term"):
            line.text += child.content

    def take(found: re.Match[str]) -> str:
        line.reasons.append(reasons[int(found[1])])
        return WAIVED + " " * (len(found[0]) - 1)

    line.text = re.sub(rf"{WAIVED}([0-9]+);", take, line.text)
    return line


def split_line(line: Line, first: int, kind: str) -> list[Sentence]:
    """The sentences of one paragraph, item, heading or cell, which begins on line `first`."""
    keys, reasons = iter(line.keys), iter(line.reasons)
    sentences = []
    for start, end in spans(line.text):
        piece = line.text[start:end]
        lead = len(piece) - len(piece.lstrip())
        number = sum(1 for position in line.starts if position <= start + lead) - 1
        cited = tuple(key for _ in range(piece.count(CITED)) for key in next(keys))
        waived = [next(reasons) for _ in range(piece.count(WAIVED))]
        sentences.append(Sentence(plain(piece), first + number, kind, cited, waived[-1] if waived else None))
    return sentences


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence starts and ends; citations and waivers right after the period belong to it."""
    start = 0
    for end in END.finditer(text):
        if ABBREVIATIONS.search(text[start : end.start() + 1]):
            continue
        yield start, end.end()
        start = end.end()
    if text[start:].strip():
        yield start, len(text)


def plain(text: str) -> str:
    return tidy(text.replace(CITED, "").replace(WAIVED, ""))


def attached(before: list[Sentence], new: list[Sentence]) -> list[Sentence]:
    """`new` without empty sentences: their citations and waiver belong to the last sentence before them."""
    kept: list[Sentence] = []
    for sentence in new:
        target = kept or before
        if not sentence.text and target and (kept or sentence.kind not in ("td", "th")):
            last = target[-1]
            target[-1] = replace(
                last,
                keys=last.keys + (sentence.keys if kept else ()),
                reason=sentence.reason if sentence.reason is not None else last.reason,
            )
            if sentence.keys and not kept:
                kept.append(sentence)  # only citations: the references are used all the same
        else:
            kept.append(sentence)
    return kept


def with_sources_in_row(sentences: list[Sentence]) -> list[Sentence]:
    """Gives the cells of a table row the citations of its cell that contains only citations."""
    keys: dict[int, tuple[str, ...]] = {}
    for sentence in sentences:
        if sentence.kind in ("td", "th") and not sentence.text:
            keys[sentence.line] = keys.get(sentence.line, ()) + sentence.keys
    return [
        replace(sentence, row_keys=keys[sentence.line])
        if sentence.kind in ("td", "th") and keys.get(sentence.line)
        else sentence
        for sentence in sentences
    ]
