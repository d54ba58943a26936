"""The honesty check of all shipped guides."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from content.honesty.check import check, statement_findings
from content.honesty.findings import Finding, Passed, Rule
from content.honesty.subject import Library
from content.shipped.files import (
    DATA,
    GUIDES,
    Row,
    ShippedGuide,
    shipped_glossary,
    shipped_guides,
    shipped_references,
)
from content.shipped.front_matter import FrontMatterError
from content.shipped.library import shipped_library
from providers.vocabulary.files import TERMS_FILE, read_terms


@dataclass(frozen=True)
class FileReport:
    """The findings in one file, and what an editor overruled in it."""

    path: Path
    findings: tuple[Finding, ...]
    passed: tuple[Passed, ...] = ()
    reading_grade: float | None = None
    median_words: float | None = None
    cited: frozenset[str] = frozenset()


def check_shipped(*, today: date, folder: Path = GUIDES) -> Iterator[FileReport]:
    """A report for each guide in `folder`, then one for each of the other shipped texts.

    Raises ShippedFileError, VocabularyFileError if one of the other files can't be read.
    """
    library = shipped_library()
    cited: set[str] = set()
    for guide in shipped_guides(folder):
        report = check_file(guide, library, today=today)
        cited |= report.cited
        yield report
    yield from check_other_texts(library, cited)


def check_other_texts(library: Library, cited: set[str]) -> Iterator[FileReport]:
    """Reports for references, the glossary and the terms; for references also whether they are in use."""
    references = shipped_references()
    texts = {
        DATA / "references.json": {
            row["key"]: f"{row['title']}. {row.get('note', '')}" for row in references
        },
        DATA / "glossary.json": {row["slug"]: row["definition"] for row in shipped_glossary()},
        TERMS_FILE: {f"{term.vocabulary}/{term.slug}": term.explanation for term in read_terms()},
    }
    for path, named in texts.items():
        findings = [
            finding for name, text in named.items() for finding in statement_findings(name, text, library)
        ]
        if path.name == "references.json":
            findings += reference_file_findings(references, cited)
        yield FileReport(path, tuple(findings))


def reference_file_findings(references: list[Row], cited: set[str]) -> Iterator[Finding]:
    for row in references:
        if row["key"] not in cited:
            yield Finding(1, Rule.UNUSED_REFERENCE, f"No guide cites {row['key']}.")
        if not any(row.get(name) for name in ("doi", "pmid", "pmcid", "url")):
            yield Finding(1, Rule.MISSING_LINK, f"{row['key']} has no DOI, PMID or address.")


def check_file(guide: ShippedGuide, library: Library, *, today: date) -> FileReport:
    try:
        subject = guide.read()
    except FrontMatterError as error:
        return FileReport(guide.path, (Finding(error.line, Rule.UNREADABLE, error.message),))
    report = check(subject, library, today=today)
    return FileReport(
        guide.path, report.findings, report.passed, report.reading_grade, report.median_words, report.cited
    )
