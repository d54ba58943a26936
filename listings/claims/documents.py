"""Documents that prove a claim: read by the limited process and, if they are pictures, encoded again.

An encoded picture holds nothing but its pixels: no metadata, and nothing hidden behind it. A PDF is kept
unchanged, because an admin has to see it as it was sent; it is opened once to check that it is one, and
served only as a download.
"""

import re
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile

from accounts.uploads.pdfs import PdfError, read_pdf
from accounts.uploads.pictures import PictureRefusedError, Refusal, read_picture
from accounts.uploads.turns import ReaderBusyError

MAX_FILES = 5
MAX_BYTES = 10 * 2**20
MAX_MEGAPIXELS = 12
MAX_PAGES = 50
MAX_SIDE = 3000  # pixels: enough to read a letter of A4 at 250 dots an inch
NAME_LENGTH = 100

PDF = "application/pdf"
FORMATS = ("JPEG", "PNG")


class UnreadableDocument(Exception):
    """We can't take this file; says why, in a sentence for the person who sent it."""


@dataclass(frozen=True)
class Document:
    """A checked document. `content_type` is that of a PDF, PNG or JPEG."""

    name: str
    content_type: str
    content: bytes


def read_document(upload: UploadedFile) -> Document:
    """The document in an uploaded file; its name doesn't matter. Raises UnreadableDocument."""
    name = plain_name(upload.name or "")
    if upload.size is None or upload.size > MAX_BYTES:
        raise UnreadableDocument(f"“{name}” is larger than {MAX_BYTES // 2**20} MB.")
    content = upload.read()
    if content.startswith(b"%PDF-"):
        return Document(f"{stem(name)}.pdf", PDF, checked_pdf(name, content))
    return picture(name, content)


def plain_name(name: str) -> str:
    """A file's name without folders and without characters that mean something to other programs."""
    last = re.split(r"[\\/]", name)[-1]
    return re.sub(r"[^\w .()-]+", "_", last).strip(" .")[-NAME_LENGTH:] or "document"


def stem(name: str) -> str:
    return name.rpartition(".")[0] or name


def checked_pdf(name: str, content: bytes) -> bytes:
    """The unchanged PDF. Raises UnreadableDocument."""
    try:
        pages = read_pdf(content).pages
    except ReaderBusyError as error:
        raise UnreadableDocument(busy(name)) from error
    except PdfError as error:
        raise UnreadableDocument(
            f"“{name}” can’t be opened. Is it damaged, or does it need a password?"
        ) from error
    if not 1 <= pages <= MAX_PAGES:
        raise UnreadableDocument(f"“{name}” has {pages} pages; send at most {MAX_PAGES}.")
    return content


def picture(name: str, content: bytes) -> Document:
    """The picture's pixels alone, upright and at most MAX_SIDE pixels long. Raises UnreadableDocument."""
    try:
        made = read_picture(
            content, formats=FORMATS, max_megapixels=MAX_MEGAPIXELS, sides=(MAX_SIDE,), keep_png=True
        )
    except PictureRefusedError as error:
        sentences = {
            Refusal.BUSY: busy(name),
            Refusal.PIXELS: f"“{name}” has more than {MAX_MEGAPIXELS} megapixels.",
        }
        other = f"“{name}” is not a PDF, PNG or JPEG that we can open."
        raise UnreadableDocument(sentences.get(error.refusal, other)) from error
    content_type, extension = ("image/png", "png") if made.is_png else ("image/jpeg", "jpg")
    return Document(f"{stem(name)}.{extension}", content_type, made.files[0])


def busy(name: str) -> str:
    return f"We’re reading other files right now. Send “{name}” again in a minute."
