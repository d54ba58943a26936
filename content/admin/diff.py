"""The differences between two versions of a guide, by line and by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from content.models import Contribution, GuideVersion

# Unchanged lines before and after a change.
CONTEXT_LINES = 2


@dataclass(frozen=True)
class Run:
    """Consecutive words of a line. `kind` is same, added or removed."""

    kind: str
    text: str


@dataclass(frozen=True)
class DiffLine:
    """`kind` is same, added, removed, or gap for lines left out; `old` and `new` are line numbers, from 1."""

    kind: str
    old: int | None
    new: int | None
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class FieldChange:
    name: str
    old: str
    new: str


def changed_fields(old: GuideVersion, new: GuideVersion) -> list[FieldChange]:
    """The fields other than the text that differ."""
    before, after = fields_of(old), fields_of(new)
    return [FieldChange(name, before[name], after[name]) for name in before if before[name] != after[name]]


def fields_of(version: GuideVersion) -> dict[str, str]:
    people = list(version.contributions.select_related("person"))
    return {
        "Title": version.title,
        "Summary": version.summary,
        "Talks about symptoms": "yes" if version.symptoms else "no",
        "Written on": str(version.written_on or ""),
        "Update due": str(version.update_due or ""),
        "Authors": ", ".join(str(row.person) for row in people if row.contribution == Contribution.AUTHOR),
        "Reviewers": ", ".join(
            str(row.person) for row in people if row.contribution == Contribution.REVIEWER
        ),
        "Terms": ", ".join(sorted(f"{term.vocabulary}/{term.slug}" for term in version.terms.all())),
    }


def diff_lines(old: str, new: str) -> list[DiffLine]:
    """The changed lines with a few lines around them."""
    before, after = old.splitlines(), new.splitlines()
    lines: list[DiffLine] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    groups = list(matcher.get_grouped_opcodes(CONTEXT_LINES))
    for number, group in enumerate(groups):
        if number or group[0][1] > 0:
            lines.append(DiffLine("gap", None, None, ()))
        for tag, i1, i2, j1, j2 in group:
            if tag == "equal":
                pairs = zip(range(i1, i2), range(j1, j2), strict=True)
                lines += [DiffLine("same", i + 1, j + 1, (Run("same", before[i]),)) for i, j in pairs]
            else:
                lines += changed_lines(before[i1:i2], after[j1:j2], i1, j1)
    return lines


def changed_lines(before: list[str], after: list[str], i1: int, j1: int) -> Iterator[DiffLine]:
    """Removed lines, then added ones. If there are as many of both, their changed words are marked."""
    is_same_length = len(before) == len(after)
    for at, line in enumerate(before):
        runs = words_of(line, after[at], "removed") if is_same_length else (Run("removed", line),)
        yield DiffLine("removed", i1 + at + 1, None, runs)
    for at, line in enumerate(after):
        runs = words_of(before[at], line, "added") if is_same_length else (Run("added", line),)
        yield DiffLine("added", None, j1 + at + 1, runs)


def words_of(old: str, new: str, kind: str) -> tuple[Run, ...]:
    """The words of the old line (kind removed) or the new one (added), in runs of same and changed words."""
    before, after = re.findall(r"\s+|[^\s]+", old), re.findall(r"\s+|[^\s]+", new)
    runs = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        text = "".join(before[i1:i2] if kind == "removed" else after[j1:j2])
        if text:
            runs.append(Run("same" if tag == "equal" else kind, text))
    return tuple(runs)
