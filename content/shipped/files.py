"""The shipped files: references, people and the glossary in `data/`, guides in `data/guides/`."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from content.shipped.front_matter import FrontMatterError, GuideFile, read_guide_file

DATA = Path(__file__).resolve().parents[1] / "data"
GUIDES = DATA / "guides"

REFERENCE_FIELDS = (
    *("key", "authors", "year", "title", "journal", "volume_pages", "doi", "pmid", "pmcid", "url"),
    *("study_type", "sample_size", "findings", "note"),
)
PERSON_FIELDS = ("slug", "name", "credentials", "role", "bio", "interests")
GLOSSARY_FIELDS = ("slug", "term", "definition", "also")

Row = dict[str, Any]


class ShippedFileError(ValueError):
    """A file can't be read; the message names it, and the line or entry."""


@dataclass(frozen=True)
class ShippedGuide:
    """One file of `guides/`; its name without the extension is the guide's slug."""

    slug: str
    path: Path
    text: str

    def read(self) -> GuideFile:
        """The guide as values. Raises FrontMatterError."""
        return read_guide_file(self.text)


def shipped_guides(folder: Path = GUIDES) -> list[ShippedGuide]:
    """The file of every guide, by name. Raises ShippedFileError."""
    guides = []
    for path in sorted(folder.glob("*.md")):
        try:
            guides.append(ShippedGuide(path.stem, path, path.read_text(encoding="utf-8")))
        except (OSError, UnicodeDecodeError) as error:  # no permission, or not UTF-8
            raise ShippedFileError(f"{path.name}: {error}") from error
    return guides


def read_guide(guide: ShippedGuide) -> GuideFile:
    """A guide's file as values. Raises ShippedFileError."""
    try:
        return guide.read()
    except FrontMatterError as error:
        raise ShippedFileError(f"{guide.path.name}, {error}") from error


def shipped_references(folder: Path = DATA) -> list[Row]:
    return read_rows(folder / "references.json", "key", REFERENCE_FIELDS)


def shipped_people(folder: Path = DATA) -> list[Row]:
    return read_rows(folder / "people.json", "slug", PERSON_FIELDS)


def shipped_glossary(folder: Path = DATA) -> list[Row]:
    return read_rows(folder / "glossary.json", "slug", GLOSSARY_FIELDS)


def read_rows(path: Path, key: str, known: tuple[str, ...]) -> list[Row]:
    """The objects of a JSON list. Raises ShippedFileError for a repeated `key` or a field that isn't `known`.

    Fields may be missing: the columns have defaults.
    """
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:  # the file is missing, or is no longer JSON
        raise ShippedFileError(f"{path.name} cannot be read: {error}") from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ShippedFileError(f"{path.name} must hold a list of objects.")
    seen: set[str] = set()
    for number, row in enumerate(rows, start=1):
        unknown = set(row) - set(known)
        if unknown or not row.get(key):
            raise ShippedFileError(f"{path.name}, entry {number}: unknown {sorted(unknown)}, or no {key}.")
        if row[key] in seen:
            raise ShippedFileError(f"{path.name}: {row[key]} is there twice.")
        seen.add(row[key])
    return rows
