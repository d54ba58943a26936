"""The shipped vocabularies, read from `data/terms.json`.

It holds every vocabulary of the domain's page in the order pages show it. An entry's `to_check` names the
part of its explanation that is widely known but was not found in a source, so that it can be checked before
a launch; it is not stored.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from providers.models import Vocabulary

DATA = Path(__file__).resolve().parent / "data"
TERMS_FILE = DATA / "terms.json"


class VocabularyFileError(ValueError):
    """A file does not hold what it should; the message names the file and the entry."""


@dataclass(frozen=True)
class TermEntry:
    vocabulary: Vocabulary
    position: int
    slug: str
    label: str
    explanation: str
    to_check: str = ""


def read_terms(path: Path = TERMS_FILE) -> list[TermEntry]:
    """Every term of the file. Raises VocabularyFileError."""
    entries: list[TermEntry] = []
    seen: set[tuple[str, str]] = set()
    for vocabulary, rows in _read_object(path).items():
        for position, row in enumerate(rows):
            try:
                entry = TermEntry(vocabulary=Vocabulary(vocabulary), position=position, **row)
            except (TypeError, ValueError) as error:  # a key too many or too few; no such vocabulary
                raise VocabularyFileError(f"{path.name}, {vocabulary} number {position}: {error}") from error
            if (vocabulary, entry.slug) in seen:
                raise VocabularyFileError(f"{path.name}: {vocabulary}/{entry.slug} is there twice.")
            seen.add((vocabulary, entry.slug))
            entries.append(entry)
    return entries


def _read_object(path: Path) -> dict:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:  # the file is missing, or was edited into something else
        raise VocabularyFileError(f"{path.name} cannot be read: {error}") from error
    if not isinstance(content, dict):
        raise VocabularyFileError(f"{path.name} must hold one object.")
    return content
