"""Reading uploaded PDFs: opened by the limited process (pdf_program.py)."""

from dataclasses import dataclass

from accounts.uploads.limited_process import LimitedProcessError, run

PROGRAM = "accounts.uploads.pdf_program"


class PdfError(Exception):
    """The file can't be read as a PDF, or not within our limits."""


@dataclass(frozen=True)
class Pdf:
    """How many pages a file has, and JPEGs of them unless it has more than were asked for."""

    pages: int
    drawn: list[bytes]


def read_pdf(content: bytes, *, draw: int = 0, longest_side: int = 1, quality: int = 85) -> Pdf:
    """Count the pages; draw them (`longest_side` in pixels) if there are at most `draw`.

    Raises PdfError if it is cut off, locked, not really a PDF, or too much work; ReaderBusyError (turns.py)
    if others are being read.
    """
    try:
        answer = run(PROGRAM, content, draw=draw, longest_side=longest_side, quality=quality)
    except LimitedProcessError as error:
        raise PdfError from error
    return Pdf(answer.value["pages"], answer.files)
