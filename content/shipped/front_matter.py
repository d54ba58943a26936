"""The head of a guide's file: `key: value` lines between two lines of `---`, and the text below them."""

import re
from dataclasses import dataclass
from datetime import date

from content.models import Topic
from content.models.fields import KEY_PATTERN

REQUIRED = ("title", "summary", "topic", "order", "authors", "last_reviewed", "next_review_due")
OPTIONAL = ("reviewers", "terms", "symptoms")
LONGEST_TITLE = 120
LONGEST_SUMMARY = 300


class FrontMatterError(ValueError):
    """The head of a file can't be read; `line` is counted from 1."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(f"line {line}: {message}")
        self.line, self.message = line, message


@dataclass(frozen=True)
class GuideFile:
    """A guide's file as values. `authors` and `reviewers` are slugs, `terms` are (vocabulary, slug).

    `first_line` is the line of the file, from 1, on which `body` begins; `summary_line` that of the summary.
    """

    title: str
    summary: str
    topic: Topic
    order: int
    authors: tuple[str, ...]
    reviewers: tuple[str, ...]
    last_reviewed: date
    next_review_due: date
    terms: tuple[tuple[str, str], ...]
    symptoms: bool
    body: str
    first_line: int
    lines: dict[str, int]


def read_guide_file(text: str) -> GuideFile:
    """The guide in a file's text. Raises FrontMatterError."""
    fields, lines, body, first_line = split(text)
    for key in REQUIRED:
        if not fields.get(key):
            raise FrontMatterError(lines.get(key, 1), f"{key} is missing.")
    return GuideFile(
        title=limited(fields, lines, "title", LONGEST_TITLE),
        summary=limited(fields, lines, "summary", LONGEST_SUMMARY),
        topic=topic_of(fields, lines),
        order=number_of(fields, lines, "order"),
        authors=keys_of(fields, lines, "authors"),
        reviewers=keys_of(fields, lines, "reviewers"),
        last_reviewed=day_of(fields, lines, "last_reviewed"),
        next_review_due=day_of(fields, lines, "next_review_due"),
        terms=terms_of(fields, lines),
        symptoms=yes_or_no(fields, lines, "symptoms"),
        body=body,
        first_line=first_line,
        lines=lines,
    )


def split(text: str) -> tuple[dict[str, str], dict[str, int], str, int]:
    """The fields, the line of each, the body, and the line on which the body begins."""
    rows = text.removeprefix("\ufeff").splitlines()
    if not rows or rows[0].strip() != "---":
        raise FrontMatterError(1, "The file must begin with a line of three hyphens.")
    fields: dict[str, str] = {}
    lines: dict[str, int] = {}
    for number, row in enumerate(rows[1:], start=2):
        if row.strip() == "---":
            return fields, lines, "\n".join(rows[number:]) + "\n", number + 1
        if not row.strip():
            continue
        key, colon, value = row.partition(":")
        key = key.strip()
        if not colon or key not in REQUIRED + OPTIONAL:
            raise FrontMatterError(number, f"Not a field of a guide: {row.strip()[:60]}")
        if key in fields:
            raise FrontMatterError(number, f"{key} is there twice.")
        fields[key], lines[key] = value.strip(), number
    raise FrontMatterError(len(rows), "The second line of three hyphens is missing.")


def limited(fields: dict[str, str], lines: dict[str, int], key: str, longest: int) -> str:
    if len(fields[key]) > longest:
        raise FrontMatterError(lines[key], f"{key} has more than {longest} characters.")
    return fields[key]


def topic_of(fields: dict[str, str], lines: dict[str, int]) -> Topic:
    try:
        return Topic(fields["topic"])
    except ValueError as error:
        known = ", ".join(Topic.values)
        raise FrontMatterError(lines["topic"], f"topic must be one of {known}.") from error


def number_of(fields: dict[str, str], lines: dict[str, int], key: str) -> int:
    if not re.fullmatch(r"[0-9]{1,4}", fields[key]):
        raise FrontMatterError(lines[key], f"{key} must be a number.")
    return int(fields[key])


def day_of(fields: dict[str, str], lines: dict[str, int], key: str) -> date:
    try:
        return date.fromisoformat(fields[key])
    except ValueError as error:
        raise FrontMatterError(lines[key], f"{key} must be a day such as 2026-11-22.") from error


def yes_or_no(fields: dict[str, str], lines: dict[str, int], key: str) -> bool:
    value = fields.get(key, "no")
    if value not in ("yes", "no"):
        raise FrontMatterError(lines[key], f"{key} must be yes or no.")
    return value == "yes"


def keys_of(fields: dict[str, str], lines: dict[str, int], key: str) -> tuple[str, ...]:
    values = listed(fields.get(key, ""))
    for value in values:
        if not re.fullmatch(KEY_PATTERN, value):
            raise FrontMatterError(lines[key], f"{key}: {value[:60]} is not a slug.")
    return values


def terms_of(fields: dict[str, str], lines: dict[str, int]) -> tuple[tuple[str, str], ...]:
    terms = []
    for value in listed(fields.get("terms", "")):
        vocabulary, slash, slug = value.partition("/")
        if not slash or not vocabulary or not slug:
            raise FrontMatterError(lines["terms"], f"terms: {value[:60]} is not vocabulary/slug.")
        terms.append((vocabulary, slug))
    return tuple(terms)


def listed(value: str) -> tuple[str, ...]:
    """The parts of a list with commas, each once, in order."""
    return tuple(dict.fromkeys(part.strip() for part in value.split(",") if part.strip()))
