"""Documents that prove a claim: read, checked and, if they are pictures, encoded again.

An encoded picture holds nothing but its pixels: no metadata, and nothing hidden behind it. A PDF is kept
unchanged, because an admin has to see it as it was sent; it is opened once to check that it is one, and
served only as a download.
"""

import io
import re
import warnings
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from PIL import Image, ImageOps

from accounts.pdf import PdfError, PdfReaderBusyError, read_pdf

MAX_FILES = 5
MAX_BYTES = 10 * 2**20
MAX_PIXELS = 40_000_000
MAX_PAGES = 50
MAX_SIDE = 3000  # pixels: enough to read a letter of A4 at 250 dots an inch
NAME_LENGTH = 100

PDF = "application/pdf"
PICTURES = {"JPEG": ("image/jpeg", "jpg"), "PNG": ("image/png", "png")}


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
    except PdfReaderBusyError as error:
        raise UnreadableDocument(
            f"We are reading other files just now. Send “{name}” again in a minute."
        ) from error
    except PdfError as error:
        raise UnreadableDocument(
            f"“{name}” can’t be opened. Is it damaged, or does it need a password?"
        ) from error
    if not 1 <= pages <= MAX_PAGES:
        raise UnreadableDocument(f"“{name}” has {pages} pages; send at most {MAX_PAGES}.")
    return content


def picture(name: str, content: bytes) -> Document:
    """The picture, encoded again. Its size is checked before it is decoded, against decompression bombs.

    Raises UnreadableDocument.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=list(PICTURES)) as image:
                return encoded(name, image)
    # What Pillow raises for files that are truncated, damaged or made to break it.
    except (OSError, SyntaxError, ValueError, EOFError, OverflowError, MemoryError) as error:
        raise UnreadableDocument(f"“{name}” is not a PDF, PNG or JPEG that we can open.") from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise UnreadableDocument(too_many_pixels(name)) from error


def encoded(name: str, image: Image.Image) -> Document:
    """The picture's pixels alone, upright and at most MAX_SIDE pixels long."""
    if image.width * image.height > MAX_PIXELS:
        raise UnreadableDocument(too_many_pixels(name))
    kind = image.format or ""
    content_type, extension = PICTURES[kind]
    image.thumbnail((MAX_SIDE, MAX_SIDE))
    upright = ImageOps.exif_transpose(image)
    pixels = upright.convert("RGB" if kind == "JPEG" or upright.mode == "CMYK" else "RGBA")
    fresh = Image.new(pixels.mode, pixels.size)
    fresh.paste(pixels)
    made = io.BytesIO()
    fresh.save(made, kind, quality=85)
    return Document(f"{stem(name)}.{extension}", content_type, made.getvalue())


def too_many_pixels(name: str) -> str:
    return f"“{name}” has more than {MAX_PIXELS // 1_000_000} megapixels."
