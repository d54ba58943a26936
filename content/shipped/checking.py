"""The honesty check of all shipped guides."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from content.honesty.check import check
from content.honesty.findings import Finding, Passed, Rule
from content.honesty.subject import Library
from content.shipped.files import DATA, GUIDES, ShippedGuide, shipped_guides
from content.shipped.front_matter import FrontMatterError
from content.shipped.library import shipped_library


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
    """A report for each guide in `folder`, then one for the references that no guide cites.

    Raises ShippedFileError, VocabularyFileError if one of the other files can't be read.
    """
    library = shipped_library()
    cited: set[str] = set()
    for guide in shipped_guides(folder):
        report = check_file(guide, library, today=today)
        cited |= report.cited
        yield report
    unused = sorted(library.references - cited)
    yield FileReport(
        DATA / "references.json",
        tuple(Finding(1, Rule.UNUSED_REFERENCE, f"No guide cites {key}.") for key in unused),
    )


def check_file(guide: ShippedGuide, library: Library, *, today: date) -> FileReport:
    try:
        subject = guide.read()
    except FrontMatterError as error:
        return FileReport(guide.path, (Finding(error.line, Rule.UNREADABLE, error.message),))
    report = check(subject, library, today=today)
    return FileReport(
        guide.path, report.findings, report.passed, report.reading_grade, report.median_words, report.cited
    )
