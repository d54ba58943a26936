"""Reads a guide's file: `key: value` lines between two lines of `---` (the front matter), then the text."""

import re
from dataclasses import dataclass, field
from datetime import date

from content.honesty.subject import Subject
from content.models import Topic
from content.models.keys import KEY_PATTERN

REQUIRED = ("title", "summary", "topic", "order", "authors", "written_on", "update_due")
OPTIONAL = ("terms", "symptoms")
MAX_TITLE_LENGTH = 120
MAX_SUMMARY_LENGTH = 300


class FrontMatterError(ValueError):
    """The front matter can't be read; `line` is counted from 1."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(f"line {line}: {message}")
        self.line, self.message = line, message


@dataclass(frozen=True, kw_only=True)
class GuideFile(Subject):
    """A guide's file as values: what the honesty check reads, and where the index shows the guide."""

    topic: Topic
    order: int
    written_on: date
    update_due: date


def read_guide_file(text: str) -> GuideFile:
    """The guide in a file's text. Raises FrontMatterError."""
    head, body, first_line = split_file(text)
    for key in REQUIRED:
        if not head.values.get(key):
            raise head.error(key, f"{key} is missing.")
    return GuideFile(
        title=head.text("title", MAX_TITLE_LENGTH),
        summary=head.text("summary", MAX_SUMMARY_LENGTH),
        topic=head.topic(),
        order=head.number("order"),
        authors=head.slugs("authors"),
        written_on=head.day("written_on"),
        update_due=head.day("update_due"),
        terms=head.terms(),
        symptoms=head.is_yes("symptoms"),
        body=body,
        first_line=first_line,
        lines=head.lines,
    )


@dataclass
class FrontMatter:
    """The fields as they are written, and the line of each. The methods raise FrontMatterError."""

    values: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)

    def error(self, key: str, message: str) -> FrontMatterError:
        return FrontMatterError(self.lines.get(key, 1), message)

    def text(self, key: str, max_length: int) -> str:
        if len(self.values[key]) > max_length:
            raise self.error(key, f"{key} has more than {max_length} characters.")
        return self.values[key]

    def topic(self) -> Topic:
        try:
            return Topic(self.values["topic"])
        except ValueError as error:
            raise self.error("topic", f"topic must be one of {', '.join(Topic.values)}.") from error

    def number(self, key: str) -> int:
        if not re.fullmatch(r"[0-9]{1,4}", self.values[key]):
            raise self.error(key, f"{key} must be a number.")
        return int(self.values[key])

    def day(self, key: str) -> date:
        try:
            return date.fromisoformat(self.values[key])
        except ValueError as error:
            raise self.error(key, f"{key} must be a day such as 2026-11-22.") from error

    def is_yes(self, key: str) -> bool:
        value = self.values.get(key, "no")
        if value not in ("yes", "no"):
            raise self.error(key, f"{key} must be yes or no.")
        return value == "yes"

    def items(self, key: str) -> tuple[str, ...]:
        """The items of a list separated by commas, each once, in order."""
        items = (item.strip() for item in self.values.get(key, "").split(","))
        return tuple(dict.fromkeys(item for item in items if item))

    def slugs(self, key: str) -> tuple[str, ...]:
        slugs = self.items(key)
        for slug in slugs:
            if not re.fullmatch(KEY_PATTERN, slug):
                raise self.error(key, f"{key}: {slug[:60]} is not a slug.")
        return slugs

    def terms(self) -> tuple[tuple[str, str], ...]:
        """(vocabulary, slug) of each term."""
        terms = []
        for item in self.items("terms"):
            vocabulary, _, slug = item.partition("/")
            if not vocabulary or not slug:
                raise self.error("terms", f"terms: {item[:60]} is not vocabulary/slug.")
            terms.append((vocabulary, slug))
        return tuple(terms)


def split_file(text: str) -> tuple[FrontMatter, str, int]:
    """The front matter, the body, and the line on which the body begins. Raises FrontMatterError."""
    rows = text.removeprefix("\ufeff").splitlines()
    if not rows or rows[0].strip() != "---":
        raise FrontMatterError(1, "The file must begin with a line of three hyphens.")
    head = FrontMatter()
    for number, row in enumerate(rows[1:], start=2):
        if row.strip() == "---":
            return head, "\n".join(rows[number:]) + "\n", number + 1
        if not row.strip():
            continue
        key, colon, value = row.partition(":")
        key = key.strip()
        if not colon or key not in REQUIRED + OPTIONAL:
            raise FrontMatterError(number, f"Not a field of a guide: {row.strip()[:60]}")
        if key in head.values:
            raise FrontMatterError(number, f"{key} is there twice.")
        head.values[key], head.lines[key] = value.strip(), number
    raise FrontMatterError(len(rows), "The second line of three hyphens is missing.")
