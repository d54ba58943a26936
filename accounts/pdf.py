"""Opening a PDF that a stranger sent, one at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

import pypdfium2

# PDFium may be used by one thread at a time, whatever it reads (pypdfium2, "Thread incompatibility").
_one_at_a_time = Lock()


@contextmanager
def open_pdf(content: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """The document, as long as the block lasts. Raises pypdfium2.PdfiumError if it can't be read."""
    with _one_at_a_time, pypdfium2.PdfDocument(content) as pdf:
        yield pdf
